"""Runs models and baselines over the same windows of every data set."""

from dataclasses import dataclass

import numpy as np
import torch

from pricetide_models.baselines import Drift, LightGbmQuantiles, SeasonalNaive, ets, theta
from pricetide_models.contract import ModelInput
from pricetide_models.datasets import DataSet
from pricetide_models.evaluation import Evaluation, TestSet, evaluate
from pricetide_models.forecasters import ModelFile, SameAsToday
from pricetide_models.gate import common_cutoff
from pricetide_models.networks.window_encoder import WindowEncoder
from pricetide_models.networks.window_features import WindowFeatures
from pricetide_models.recipes import BASELINE_ORIGIN_STEP
from pricetide_models.registry import Registry
from pricetide_models.windows import Vocabulary, training_windows

SLOW_WINDOWS = 1_500
"""ETS and Theta are fitted to each window by itself, so they are measured on fewer."""


@dataclass(frozen=True)
class Backtest:
    """All evaluations on one data set, in the order of the report."""

    data: DataSet
    evaluations: tuple[Evaluation, ...]

    def of(self, name: str) -> Evaluation:
        return next(e for e in self.evaluations if e.name == name)


def run(sets: list[DataSet], registry: Registry, seed: int) -> list[Backtest]:
    """Evaluate everything after each set's cutoff, or after the latest of any model's."""
    models = [ModelFile(registry.model_file(model), str(model)) for model in registry.models()]
    boosted = LightGbmQuantiles(
        window_features,
        [
            training_windows(one.panel, one.cutoff, Vocabulary((), ()), BASELINE_ORIGIN_STEP)
            for one in sets
        ],
        seed,
    )
    results = []
    for one in sets:
        test = TestSet.after(one.panel, max(one.cutoff, common_cutoff(one.panel, *models)))
        few = test.sample(SLOW_WINDOWS)
        quick = [SameAsToday(), SeasonalNaive(), Drift()]
        evaluations = [
            *(evaluate(forecaster, test) for forecaster in quick),
            *(evaluate(forecaster, few) for forecaster in (ets(), theta())),
            *(evaluate(forecaster, test) for forecaster in (boosted, *models)),
        ]
        results.append(Backtest(one, tuple(evaluations)))
    return results


def window_features(inputs: ModelInput) -> np.ndarray:
    """The derived features that our own networks see, for the gradient-boosted baseline."""
    encode, derive = WindowEncoder(), WindowFeatures()
    parts = []
    with torch.no_grad():
        for start in range(0, len(inputs), 4_096):
            rows = inputs[start : start + 4_096]
            window = encode(*map(torch.from_numpy, (rows.price, rows.mask, rows.peer_price)))
            parts.append(derive(window).numpy())
    return np.concatenate(parts)
