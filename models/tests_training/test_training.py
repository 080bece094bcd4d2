"""Training is reproducible to the byte and what it writes keeps the contract."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from pricetide_models import backtest
from pricetide_models.backtest import EARLIER_CUTS, window_features
from pricetide_models.baselines import (
    Drift,
    LightGbmQuantiles,
    SeasonalNaive,
    carried_prices,
    ets,
    theta,
)
from pricetide_models.build import build
from pricetide_models.conformance import violations
from pricetide_models.datasets import TRAINING_SHARE
from pricetide_models.evaluation import TestSet, evaluate
from pricetide_models.forecasters import ModelFile
from pricetide_models.panel import Panel
from pricetide_models.recipes import RECIPES
from pricetide_models.registry import Registry
from pricetide_models.windows import Vocabulary, cut_windows, training_windows

MODELS = Path(__file__).resolve().parent.parent
FILES = ("model.onnx", "reference.npz", "parity.json", "card.md")


def quick(name):
    recipe = RECIPES[name]
    return dataclasses.replace(
        recipe, plan=dataclasses.replace(recipe.plan, epochs=1, origin_step=20)
    )


def built(name, one, directory, seed=1):
    return build(quick(name), [one], Registry(directory), MODELS, seed)


@pytest.mark.parametrize("name", RECIPES)
def test_two_runs_give_the_same_bytes_that_keep_the_contract(name, small_set, tmp_path):
    first, second = (built(name, small_set, tmp_path / run) for run in ("first", "second"))
    for file in FILES:
        assert (first / file).read_bytes() == (second / file).read_bytes(), file
    assert violations(first / "model.onnx") == []


def test_another_seed_gives_another_model(small_set, tmp_path):
    first = built("conv-lstm", small_set, tmp_path / "first")
    second = built("conv-lstm", small_set, tmp_path / "second", seed=2)
    assert (first / "model.onnx").read_bytes() != (second / "model.onnx").read_bytes()


@pytest.mark.parametrize("share", [*EARLIER_CUTS, TRAINING_SHARE])
def test_prices_after_the_cutoff_do_not_change_the_model(share, small_set, tmp_path):
    one = small_set.cut_at(share)
    price = one.panel.price.copy()
    price[:, one.cutoff + 1 :] *= 3
    scrambled = dataclasses.replace(
        one, panel=Panel("generated", one.panel.first_day, one.panel.series, price)
    )
    models = [
        built("conv-lstm", each, tmp_path / str(i)) for i, each in enumerate((one, scrambled))
    ]
    assert (models[0] / "model.onnx").read_bytes() == (models[1] / "model.onnx").read_bytes()


def test_each_cut_is_judged_between_its_own_cutoff_and_the_next(small_set, tmp_path, monkeypatch):
    monkeypatch.setattr(backtest, "RECIPES", {"conv-lstm": quick("conv-lstm")})
    monkeypatch.setattr(backtest, "SLOW_WINDOWS", 20)
    monkeypatch.setattr(LightGbmQuantiles, "rows", 2_000)
    monkeypatch.setattr(LightGbmQuantiles, "rounds", 5)
    built("conv-lstm", small_set, tmp_path / "registry")
    registry = Registry(tmp_path / "registry")
    [rolling] = backtest.roll([small_set], registry, MODELS, tmp_path / "cuts", seed=1)

    ends = [cut.data.cutoff for cut in rolling.cuts[1:]] + [small_set.panel.days]
    assert len(ends) == len(EARLIER_CUTS) + 1
    for cut, end in zip(rolling.cuts, ends):
        origin = cut.of("conv-lstm/1.0.0").test.windows.origin
        assert cut.data.cutoff < origin.min() and origin.max() <= end
    for share in EARLIER_CUTS:
        model = ModelFile(
            tmp_path / "cuts" / f"{share:.0%}" / "conv-lstm" / "1.0.0" / "model.onnx", "retrained"
        )
        assert model.cutoffs == {"generated": small_set.cut_at(share).cutoff_date}

    pooled = rolling.pooled
    assert [e.name for e in pooled.evaluations] == [e.name for e in rolling.last.evaluations]
    for one in pooled.evaluations:
        assert len(one.test.windows) == sum(len(c.of(one.name).test.windows) for c in rolling.cuts)


def test_boosted_quantiles_beat_the_seasonal_forecast(small_set):
    windows = training_windows(small_set.panel, small_set.cutoff, Vocabulary((), ()), 10)
    boosted = LightGbmQuantiles(window_features, [windows], seed=1)
    test = TestSet.after(small_set.panel, small_set.cutoff).sample(500)
    found = evaluate(boosted, test)
    assert found.mean_pinball_ratio() < evaluate(SeasonalNaive(), test).mean_pinball_ratio()
    assert (np.diff(found.forecast.quantiles, axis=2) >= 0).all()


def test_local_methods_repeat_a_price_that_never_moved():
    panel = Panel("flat", np.datetime64("2021-03-01"), one_series(), np.full((1, 150), 30.0))
    windows = cut_windows(panel, [100], Vocabulary((), ()))
    for method in (SeasonalNaive(), Drift(), ets(), theta()):
        np.testing.assert_allclose(
            method.forecast(panel, windows).quantiles, 30.0, err_msg=method.name
        )


def test_drift_goes_on_as_the_window_went():
    price = np.arange(1.0, 151.0)[None, :]
    panel = Panel("straight", np.datetime64("2021-03-01"), one_series(), price)
    windows = cut_windows(panel, [100], Vocabulary((), ()))
    np.testing.assert_allclose(
        Drift().forecast(panel, windows).quantiles[0, :, 1], windows.target[0]
    )


def test_seasonal_repeats_the_last_week():
    price = np.tile(np.arange(10.0, 17.0), 22)[None, :150]
    panel = Panel("weekly", np.datetime64("2021-03-01"), one_series(), price)
    windows = cut_windows(panel, [100], Vocabulary((), ()))
    np.testing.assert_allclose(
        SeasonalNaive().forecast(panel, windows).quantiles[0, :, 1], windows.target[0]
    )


def test_gaps_are_carried_both_ways():
    price = np.full((1, 60), np.nan)
    price[0, [20, 30]] = [4.0, 5.0]
    price[0, 40:60] = 6.0
    panel = Panel("gaps", np.datetime64("2021-03-01"), one_series(), price)
    carried = carried_prices(
        cut_windows(panel, [59], Vocabulary((), ()), with_target=False).inputs
    )[0]
    assert carried[-60:].tolist() == [4.0] * 30 + [5.0] * 10 + [6.0] * 20
    assert (carried[:-60] == 4.0).all()


def one_series():
    from pricetide_models.panel import Series

    return (Series("1", "1", "a", "unlocked"),)
