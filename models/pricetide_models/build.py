"""Trains a recipe and puts the result into the registry, with all that proves what it is."""

import json
import shutil
from pathlib import Path

import numpy as np
import torch

from pricetide_models.card import write_card
from pricetide_models.contract import CONTRACT, HORIZON, MIN_OBSERVED, QUANTILES, WINDOW, Forecast
from pricetide_models.datasets import DataSet
from pricetide_models.networks.export import export
from pricetide_models.provenance import commit_of_models, libraries
from pricetide_models.recipes import Recipe
from pricetide_models.registry import ModelId, Registry, write_parity, write_reference
from pricetide_models.training import be_reproducible, predict, train
from pricetide_models.windows import Vocabulary, Windows, training_windows

REFERENCE_ROWS = 64
PARITY_ROWS = 5


def build(recipe: Recipe, sets: list[DataSet], registry: Registry, models: Path, seed: int) -> Path:
    """Train, export and document one model; returns its directory in the registry."""
    be_reproducible()
    torch.manual_seed(seed)
    vocabulary = Vocabulary.of(one.panel.until(one.cutoff) for one in sets)
    parts = [
        training_windows(one.panel, one.cutoff, vocabulary, recipe.plan.origin_step) for one in sets
    ]
    network = recipe.network(len(vocabulary.companies), len(vocabulary.offers))
    train(network, parts, recipe.plan, seed)

    directory = registry.directory(ModelId(recipe.name, recipe.version))
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    metadata = model_metadata(recipe, sets, vocabulary, commit_of_models(models), seed)
    export(network, metadata, directory / "model.onnx")
    reference = _reference_windows(parts)
    outputs = Forecast(*predict(network, reference.inputs))
    write_reference(directory, reference.inputs, outputs)
    write_parity(directory, reference.inputs[:PARITY_ROWS], outputs[:PARITY_ROWS])
    parameters = sum(parameter.numel() for parameter in network.parameters())
    write_card(directory, recipe, sets, metadata, [len(part) for part in parts], parameters)
    return directory


def model_metadata(
    recipe: Recipe, sets: list[DataSet], vocabulary: Vocabulary, commit: str, seed: int
) -> dict[str, str]:
    """The contract's metadata; facts of several data sets are JSON objects by the sets' names."""
    return {
        "contract": CONTRACT,
        "model": recipe.name,
        "version": recipe.version,
        "quantiles": json.dumps(QUANTILES),
        "window": str(WINDOW),
        "horizon": str(HORIZON),
        "min_observed": str(MIN_OBSERVED),
        "scale_free": "true",
        "currency": "",
        "company_vocabulary": json.dumps(vocabulary.companies),
        "offer_vocabulary": json.dumps(vocabulary.offers),
        "data_sha256": json.dumps({one.name: one.sha256 for one in sets}),
        "cutoff": json.dumps({one.name: str(one.cutoff_date) for one in sets}),
        "seed": str(seed),
        "commit": commit,
        "libraries": libraries(),
    }


def _reference_windows(parts: list[Windows]) -> Windows:
    """Windows of the first set, evenly spread; their first rows also serve as parity cases."""
    rows = np.linspace(0, len(parts[0]) - 1, REFERENCE_ROWS).astype(int)
    # Spread the first rows over the whole set too: the parity cases are taken from them.
    return parts[0][np.concatenate([rows[::13], np.delete(rows, slice(None, None, 13))])]
