"""The registry of trained models, `<name>/<version>/`, and one line that names the champion."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pricetide_models.contract import INPUTS, OUTPUTS, Forecast, ModelInput


@dataclass(frozen=True)
class ModelId:
    """A trained model's name and version."""

    name: str
    version: str

    @staticmethod
    def parse(text: str) -> "ModelId":
        """From `name/version`; raises ValueError where it is not of that form."""
        name, slash, version = text.strip().partition("/")
        if not (name and slash and version) or "/" in version:
            raise ValueError(f"{text!r} is not <name>/<version>")
        return ModelId(name, version)

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"


@dataclass(frozen=True)
class Registry:
    """A directory of trained models."""

    root: Path

    def directory(self, model: ModelId) -> Path:
        return self.root / model.name / model.version

    def model_file(self, model: ModelId) -> Path:
        return self.directory(model) / "model.onnx"

    def models(self) -> list[ModelId]:
        """All models of the registry, in the order of their names and versions."""
        files = sorted(self.root.glob("*/*/model.onnx"))
        return [ModelId(file.parts[-3], file.parts[-2]) for file in files]

    def champion(self) -> ModelId:
        return ModelId.parse((self.root / "champion").read_text(encoding="utf-8"))

    def promote(self, model: ModelId) -> None:
        """Make a model of the registry the one that is served."""
        if not self.model_file(model).is_file():
            raise FileNotFoundError(f"the registry has no {model}")
        (self.root / "champion").write_text(f"{model}\n", encoding="utf-8")


def write_reference(directory: Path, inputs: ModelInput, outputs: Forecast) -> None:
    """`reference.npz`: inputs and the trainer's own outputs, which the file must reproduce."""
    np.savez_compressed(directory / "reference.npz", **inputs.arrays(), **outputs.arrays())


def read_reference(directory: Path) -> tuple[ModelInput, Forecast]:
    with np.load(directory / "reference.npz") as arrays:
        inputs = ModelInput(**{name: arrays[name] for name in INPUTS})
        return inputs, Forecast(**{name: arrays[name] for name in OUTPUTS})


def write_parity(directory: Path, inputs: ModelInput, outputs: Forecast) -> None:
    """`parity.json`: a few cases as plain JSON, for servers in other languages."""
    cases = []
    for row in range(len(inputs)):
        given = {name: array[row].tolist() for name, array in inputs.arrays().items()}
        expected = {name: array[row].tolist() for name, array in outputs.arrays().items()}
        cases.append({"inputs": given, "outputs": expected})
    text = json.dumps({"tolerance": 1e-4, "cases": cases}, indent=1)
    (directory / "parity.json").write_text(text + "\n", encoding="utf-8")
