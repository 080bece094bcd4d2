"""Every registered model keeps the contract, and each way of breaking it is found."""

import json
import shutil
from pathlib import Path

import altered_models as alter
import numpy as np
import pytest

from pricetide_models.conformance import agrees, violations
from pricetide_models.contract import INPUTS, OUTPUTS, Forecast, ModelInput
from pricetide_models.forecasters import ModelFile
from pricetide_models.registry import Registry, read_reference, write_reference

REGISTRY = Registry(Path(__file__).resolve().parent.parent / "registry")
CHAMPION = REGISTRY.model_file(REGISTRY.champion())


@pytest.mark.parametrize("model", REGISTRY.models(), ids=str)
def test_registered_model_keeps_the_contract(model):
    assert violations(REGISTRY.model_file(model)) == []


@pytest.mark.parametrize("model", REGISTRY.models(), ids=str)
def test_registered_model_says_where_it_comes_from(model):
    metadata = ModelFile(REGISTRY.model_file(model), str(model)).metadata
    assert (metadata["model"], metadata["version"]) == (model.name, model.version)
    assert not metadata["commit"].endswith("-dirty")
    assert metadata["commit"] in (REGISTRY.directory(model) / "card.md").read_text()
    assert json.loads(metadata["cutoff"]).keys() == json.loads(metadata["data_sha256"]).keys()


@pytest.mark.parametrize("model", REGISTRY.models(), ids=str)
def test_parity_cases_for_other_languages_hold(model):
    cases = json.loads((REGISTRY.directory(model) / "parity.json").read_text())
    file = ModelFile(REGISTRY.model_file(model), str(model))
    assert 3 <= len(cases["cases"]) <= 5
    for case in cases["cases"]:
        inputs = ModelInput(
            **{
                name: np.array([case["inputs"][name]], dtype=kind)
                for name, (kind, _) in INPUTS.items()
            }
        )
        expected = Forecast(**{name: np.array([case["outputs"][name]]) for name in OUTPUTS})
        assert agrees(file.run(inputs), expected, cases["tolerance"])


BREAKS = {
    "a missing output": (alter.without_output("down_prob"), "down_prob is missing"),
    "another element type": (alter.as_double, "change_prob is tensor(double)"),
    "a fixed batch": (alter.fix_batch, "fixed batch of 64"),
    "too large a file": (alter.add_weight(1_000_000), "more than 1,000,000"),
    "a missing fact": (alter.set_metadata("cutoff", None), "cutoff is missing"),
    "a fact too many": (alter.set_metadata("author", "me"), "author is not of the contract"),
    "another contract": (alter.set_metadata("contract", "price-forecast/2"), "contract is"),
    "other quantiles": (alter.set_metadata("quantiles", "[0.05, 0.5, 0.95]"), "quantiles are"),
    "an untrimmed vocabulary": (
        alter.set_metadata("company_vocabulary", '["Claro "]'),
        "trimmed lower-case",
    ),
    "no currency": (
        alter.set_metadata("scale_free", "false"),
        "neither scale_free nor of one currency",
    ),
    "quantiles out of order": (alter.rework_quantiles(np.eye(3)[::-1]), "not monotone"),
    "not a number": (alter.answer_not_a_number, "quantiles is not finite"),
    "a scale of its own": (alter.depend_on_scale, "prices divided by 4000"),
    "a company out of range": (alter.answer_by_code(0), "9999 of the company is not treated"),
    "an offer out of range": (alter.answer_by_code(1), "9999 of the offer type is not treated"),
    "a weekday out of range": (alter.answer_by_code(2), "9999 of the weekday is not treated"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_broken_model_is_found(name, tmp_path):
    change, expected = BREAKS[name]
    found = violations(alter.altered(CHAMPION, tmp_path / "broken", change))
    assert any(expected in sentence for sentence in found), found


def test_altering_alone_breaks_nothing(tmp_path):
    assert violations(alter.altered(CHAMPION, tmp_path / "same", alter.widen(1.0))) == []


def test_file_that_is_no_model_is_found(tmp_path):
    path = tmp_path / "model.onnx"
    path.write_bytes(b"no model")
    assert violations(path)[0].startswith("the file does not load")


def test_outputs_other_than_the_trainers_are_found(tmp_path):
    directory = tmp_path / "off"
    shutil.copytree(CHAMPION.parent, directory)
    inputs, outputs = read_reference(directory)
    write_reference(
        directory,
        inputs,
        Forecast(outputs.quantiles * 1.0001, outputs.change_prob, outputs.down_prob),
    )
    assert violations(directory / "model.onnx") == [
        "the file does not reproduce the trainer's outputs within 1e-5"
    ]


def test_model_without_reference_is_found(tmp_path):
    shutil.copy(CHAMPION, tmp_path / "model.onnx")
    assert violations(tmp_path / "model.onnx") == ["there is no reference.npz beside the file"]
