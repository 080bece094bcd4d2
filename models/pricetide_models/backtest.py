"""Rolling-origin back-test: models and baselines over the same windows of every data set."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch

from pricetide_models.baselines import Drift, LightGbmQuantiles, SeasonalNaive, ets, theta
from pricetide_models.build import build
from pricetide_models.contract import ModelInput
from pricetide_models.datasets import TRAINING_SHARE, DataSet
from pricetide_models.evaluation import Evaluation, TestSet, evaluate, pool
from pricetide_models.forecasters import ModelFile, SameAsToday
from pricetide_models.gate import common_cutoff
from pricetide_models.networks.window_encoder import WindowEncoder
from pricetide_models.networks.window_features import WindowFeatures
from pricetide_models.recipes import BASELINE_ORIGIN_STEP, RECIPES, Recipe
from pricetide_models.registry import ModelId, Registry
from pricetide_models.windows import Vocabulary, training_windows

SLOW_WINDOWS = 1_500
"""ETS and Theta are fitted to each window by itself, so they are measured on fewer a cut."""
EARLIER_CUTS = (0.5, 0.65)
"""Shares of the calendar at which the models are trained anew, beside `TRAINING_SHARE`."""


@dataclass(frozen=True)
class Backtest:
    """All evaluations on one data set after one cutoff, in the order of the report."""

    data: DataSet
    evaluations: tuple[Evaluation, ...]

    def of(self, name: str) -> Evaluation:
        return next(e for e in self.evaluations if e.name == name)


@dataclass(frozen=True)
class RollingBacktest:
    """One data set's back-tests after successive cutoffs; the last is of the registered files."""

    cuts: tuple[Backtest, ...]

    @property
    def last(self) -> Backtest:
        return self.cuts[-1]

    @cached_property
    def pooled(self) -> Backtest:
        """All cuts' windows together, of every forecaster that was there at each cut."""
        names = [e.name for e in self.cuts[0].evaluations]
        return Backtest(
            self.last.data,
            tuple(pool([cut.of(name) for cut in self.cuts]) for name in names),
        )


def roll(
    sets: list[DataSet], registry: Registry, models: Path, scratch: Path, seed: int
) -> list[RollingBacktest]:
    """Back-test at every cut, for each data set.

    At an earlier cut each registered recipe is trained anew, into `scratch`, from what was known by
    then, and judged on the time up to the next cut. At the last one the registered files are.
    """
    found = []
    for share, following in pairwise((*EARLIER_CUTS, TRAINING_SHARE)):
        early = [one.cut_at(share) for one in sets]
        retrained = Registry(scratch / f"{share:.0%}")
        for recipe in _current_recipes(registry):
            build(recipe, early, retrained, models, seed)
        found.append(run(early, retrained, seed, [one.cut_at(following).cutoff for one in sets]))
    found.append(run(sets, registry, seed, [one.panel.days for one in sets]))
    return [RollingBacktest(cuts) for cuts in zip(*found)]


def _current_recipes(registry: Registry) -> list[Recipe]:
    """Those by which a registered model was made: an older version cannot be made anew."""
    registered = registry.models()
    return [one for one in RECIPES.values() if ModelId(one.name, one.version) in registered]


def run(sets: list[DataSet], registry: Registry, seed: int, until: list[int]) -> list[Backtest]:
    """Evaluate on each set what lies after its cutoff, or after the latest of any model's.

    Origins after a set's column in `until` are left to the next cut.
    """
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
    for one, end in zip(sets, until):
        test = TestSet.after(one.panel, max(one.cutoff, common_cutoff(one.panel, *models)), end)
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
