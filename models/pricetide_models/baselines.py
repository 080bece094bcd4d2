"""What any model must be held against: textbook forecasts, and gradient-boosted quantiles.

The local methods see what a model sees, the window's 90 days with gaps carried forward, and answer
for each window by itself.
"""

import warnings

import lightgbm
import numpy as np
from statsforecast.models import AutoETS, AutoTheta

from pricetide_models.contract import CHANGE, HORIZON, QUANTILES, WINDOW, Forecast, ModelInput
from pricetide_models.panel import Panel, forward_fill
from pricetide_models.windows import Windows

SEASON = 7
CENTRAL_INTERVAL = 80
"""Per cent between p10 and p90."""


class SeasonalNaive:
    """The price of the same weekday in the last week."""

    name = "seasonal (week)"

    def forecast(self, panel: Panel, windows: Windows) -> Forecast:
        week = carried_prices(windows.inputs)[:, -SEASON:]
        return _points(week[:, np.arange(HORIZON) % SEASON])


class Drift:
    """The last price, moved on by the window's mean daily step."""

    name = "drift"

    def forecast(self, panel: Panel, windows: Windows) -> Forecast:
        prices = carried_prices(windows.inputs)
        first = (windows.inputs.mask > 0).argmax(axis=1)
        start = np.take_along_axis(prices, first[:, None], axis=1)[:, 0]
        step = (windows.last - start) / np.maximum(WINDOW - 1 - first, 1)
        ahead = windows.last[:, None] + step[:, None] * np.arange(1, HORIZON + 1)
        return _points(np.maximum(ahead, 0.01 * windows.last[:, None]))


class LocalMethod:
    """ETS or Theta, its form chosen automatically, fitted to each window, with its own interval."""

    def __init__(self, name: str, model: AutoETS | AutoTheta) -> None:
        self.name = name
        self._model = model

    def forecast(self, panel: Panel, windows: Windows) -> Forecast:
        prices = carried_prices(windows.inputs) / windows.last[:, None]
        first = (windows.inputs.mask > 0).argmax(axis=1)
        relative = np.ones((len(windows), HORIZON, len(QUANTILES)))
        for row, series in enumerate(prices):
            history = series[first[row] :]
            # A price that never moved leaves nothing to fit; every method then repeats it.
            if np.ptp(history) > 0:
                relative[row] = self._fit(history)
        nothing = np.full((len(windows), HORIZON), np.nan)
        return Forecast(relative * windows.last[:, None, None], nothing, nothing)

    def _fit(self, history: np.ndarray) -> np.ndarray:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            found = self._model.forecast(y=history, h=HORIZON, level=[CENTRAL_INTERVAL])
        columns = (found[f"lo-{CENTRAL_INTERVAL}"], found["mean"], found[f"hi-{CENTRAL_INTERVAL}"])
        answer = np.maximum(np.column_stack(columns), 0.01)
        return np.where(np.isfinite(answer), answer, 1.0)


def ets() -> LocalMethod:
    return LocalMethod("ETS (auto)", AutoETS(season_length=1))


def theta() -> LocalMethod:
    return LocalMethod("Theta (auto)", AutoTheta(season_length=1))


class LightGbmQuantiles:
    """One gradient-boosted model a quantile and one for the chance of a change.

    The days ahead are a feature; the other features are those of the product's own model.
    """

    name = "LightGBM quantiles"
    rows = 150_000
    rounds = 150

    def __init__(self, features, windows: list[Windows], seed: int) -> None:
        """`features` turns a ModelInput into [batch, n]; windows are those that models train on."""
        self._features = features
        self._parameters = {
            "num_leaves": 31,
            "learning_rate": 0.06,
            "min_data_in_leaf": 150,
            "feature_fraction": 0.5,
            "num_threads": 1,
            "deterministic": True,
            "seed": seed,
            "verbose": -1,
        }
        random = np.random.Generator(np.random.PCG64(seed))
        inputs, truths = zip(
            *(self._draw(part, random, self.rows // len(windows)) for part in windows)
        )
        table, truth = np.concatenate(inputs), np.concatenate(truths)
        self._quantiles = [
            self._fit({"objective": "quantile", "alpha": quantile}, table, truth - 1)
            for quantile in QUANTILES
        ]
        self._change = self._fit({"objective": "binary"}, table, np.abs(truth - 1) >= CHANGE)

    def forecast(self, panel: Panel, windows: Windows) -> Forecast:
        table = self._features(windows.inputs)
        quantiles = np.empty((len(windows), HORIZON, len(QUANTILES)))
        chance = np.empty((len(windows), HORIZON))
        for day in range(HORIZON):
            rows = np.column_stack([table, np.full(len(table), day + 1)])
            offsets = np.column_stack([model.predict(rows) for model in self._quantiles])
            quantiles[:, day] = np.sort(1 + offsets, axis=1) * windows.last[:, None]
            chance[:, day] = self._change.predict(rows)
        return Forecast(quantiles, chance, np.full_like(chance, np.nan))

    def _draw(
        self, windows: Windows, random: np.random.Generator, count: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Features and relative prices of randomly drawn windows and days ahead."""
        row = random.integers(0, len(windows), count)
        day = random.integers(0, HORIZON, count)
        truth = windows.target[row, day] / windows.last[row]
        known = np.isfinite(truth)
        table = self._features(windows.inputs[row[known]])
        return np.column_stack([table, day[known] + 1]), truth[known]

    def _fit(self, objective: dict, table: np.ndarray, truth: np.ndarray) -> lightgbm.Booster:
        data = lightgbm.Dataset(table, truth)
        return lightgbm.train(self._parameters | objective, data, num_boost_round=self.rounds)


def carried_prices(inputs: ModelInput) -> np.ndarray:
    """float64 [batch, 90]: prices, gaps carried forward, the first one back to the start."""
    prices = forward_fill(np.where(inputs.mask > 0, inputs.price, np.nan).astype(np.float64))
    first = np.take_along_axis(prices, (inputs.mask > 0).argmax(axis=1)[:, None], axis=1)
    return np.where(np.isnan(prices), first, prices)


def _points(ahead: np.ndarray) -> Forecast:
    """A forecast without spread: all quantiles alike, nothing said of chances."""
    nothing = np.full(ahead.shape, np.nan)
    return Forecast(np.repeat(ahead[:, :, None], len(QUANTILES), axis=2), nothing, nothing)
