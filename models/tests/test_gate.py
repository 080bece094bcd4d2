"""The gate lets a better challenger pass, and neither an equal, a worse nor a broken one."""

import dataclasses
from pathlib import Path

import altered_models as alter
import numpy as np
import pytest

from pricetide_models.evaluation import TestSet, evaluate
from pricetide_models.forecasters import ModelFile
from pricetide_models.gate import common_cutoff, compare, judge
from pricetide_models.panel import Panel
from pricetide_models.registry import ModelId, Registry

REGISTRY = Registry(Path(__file__).resolve().parent.parent / "registry")
GOOD = REGISTRY.model_file(REGISTRY.champion())
YARDSTICK = REGISTRY.model_file(ModelId("simple-lstm", "1.0.0"))


@pytest.fixture(scope="module")
def panel(generated):
    """A sixth of the generated set: enough to be sure, little enough to be quick."""
    rows = [i for i, s in enumerate(generated.series) if int(s.group_id) % 6 == 0]
    series = tuple(generated.series[i] for i in rows)
    return Panel(generated.name, generated.first_day, series, generated.price[rows])


@pytest.fixture(scope="module")
def poor(tmp_path_factory):
    """A model like the champion whose quantiles are far too wide."""
    return alter.altered(GOOD, tmp_path_factory.mktemp("gate") / "poor", alter.widen(4.0))


def failed(verdicts):
    return [verdict.condition for verdict in verdicts if not verdict.passed]


def test_better_challenger_passes(panel, poor):
    assert failed(judge(GOOD, poor, YARDSTICK, [panel])) == []


def test_equal_challenger_is_refused(panel):
    assert failed(judge(GOOD, GOOD, YARDSTICK, [panel])) == [
        "mean pinball at most 0.99 of the champion's on generated"
    ]


def test_worse_challenger_is_refused(panel, poor):
    refused = failed(judge(poor, GOOD, YARDSTICK, [panel]))
    assert "mean pinball at most 0.99 of the champion's on generated" in refused
    assert "no day's upper 95 % bound over 1.01 on generated" in refused
    assert "better than same as today, 7 days ahead on generated" in refused


def test_too_narrow_challenger_is_refused(panel, tmp_path):
    narrow = alter.altered(GOOD, tmp_path / "narrow", alter.widen(0.4))
    assert "tail rates at most 0.12 on generated" in failed(judge(narrow, GOOD, YARDSTICK, [panel]))


def test_challenger_whose_median_is_off_is_refused(panel, tmp_path):
    shifted = alter.altered(GOOD, tmp_path / "shifted", alter.rework_quantiles(0.98 * np.eye(3)))
    refused = failed(judge(shifted, GOOD, YARDSTICK, [panel]))
    assert "p50's absolute error at most 1.01 of same as today's on generated" in refused


def test_broken_challenger_is_refused_without_a_look_at_its_forecasts(panel, tmp_path):
    broken = alter.altered(GOOD, tmp_path / "broken", alter.without_output("down_prob"))
    assert failed(judge(broken, GOOD, YARDSTICK, [panel])) == ["keeps the contract"]


def test_challenger_from_a_changed_tree_is_refused(panel, poor, tmp_path):
    dirty = alter.altered(GOOD, tmp_path / "dirty", alter.set_metadata("commit", "0123abcd-dirty"))
    assert failed(judge(dirty, poor, YARDSTICK, [panel])) == ["was trained from a clean commit"]


def test_slow_challenger_is_refused(panel, poor, tmp_path):
    slow = alter.altered(GOOD, tmp_path / "slow", alter.slow_down(40))
    assert failed(judge(slow, poor, YARDSTICK, [panel])) == [
        "at most 5 times the simple LSTM's time a series"
    ]


def test_challenger_that_fails_one_large_company_is_refused(generated):
    """Better for all companies but one, and there 8 % worse."""
    model = ModelFile(GOOD, "model")
    test = TestSet.after(generated, common_cutoff(generated, model), step=6)
    holder = evaluate(model, test)
    of_company = np.array([generated.series[row].company == "claro" for row in test.windows.series])
    factor = np.where(of_company, 1.08, 0.95)[:, None]
    scores = dataclasses.replace(holder.scores, pinball=holder.scores.pinball * factor)
    rival = dataclasses.replace(holder, scores=scores)
    assert of_company.sum() >= 2_000
    refused = failed(compare(rival, holder))
    assert "no company with 2,000 windows over 1.05 of the champion's on generated" in refused


def test_windows_start_after_both_cutoffs(panel):
    early, late = ModelFile(GOOD, "early"), ModelFile(GOOD, "late")
    early.metadata["cutoff"] = '{"generated": "2021-03-01"}'
    late.metadata["cutoff"] = '{"generated": "2021-08-01"}'
    cutoff = common_cutoff(panel, early, late)
    assert panel.date(cutoff) == np.datetime64("2021-08-01")
    assert TestSet.after(panel, cutoff).windows.origin.min() == cutoff + 1


def test_a_set_that_no_model_has_seen_is_used_whole(panel):
    model = ModelFile(GOOD, "model")
    model.metadata["cutoff"] = "{}"
    assert common_cutoff(panel, model) == -1
