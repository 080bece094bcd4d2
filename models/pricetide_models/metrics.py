"""How good forecasts are. All errors are relative to the last price: currencies do not matter.

Arrays are [windows, 14] or [windows, 14, 3]; NaN marks days without a measure, which count nowhere.
"""

from dataclasses import dataclass

import numpy as np

from pricetide_models.contract import CHANGE, HORIZON, QUANTILES, Forecast
from pricetide_models.windows import Windows

MEDIAN = QUANTILES.index(0.5)
TOLERANCE = 1e-6
"""Relative; a price nearer to a quantile than float32 can tell counts as on it."""


@dataclass(frozen=True)
class Scores:
    """Per window and day ahead, [windows, 14], NaN where the day was not measured."""

    pinball: np.ndarray
    """Mean over the three quantiles of the pinball loss (Koenker and Bassett, 1978)."""
    absolute_error: np.ndarray
    """Of the median."""
    smape: np.ndarray
    """2 |y - f| / (|y| + |f|) of the median."""


def score(forecast: Forecast, windows: Windows) -> Scores:
    truth = windows.target / windows.last[:, None]
    quantiles = forecast.quantiles.astype(np.float64) / windows.last[:, None, None]
    miss = truth[:, :, None] - quantiles
    levels = np.array(QUANTILES)
    median = quantiles[:, :, MEDIAN]
    return Scores(
        pinball=np.maximum(levels * miss, (levels - 1) * miss).mean(axis=2),
        absolute_error=np.abs(miss[:, :, MEDIAN]),
        smape=2 * np.abs(miss[:, :, MEDIAN]) / (np.abs(truth) + np.abs(median)),
    )


def same_as_today(windows: Windows) -> Forecast:
    """The forecast that no price will change: the measure of all others."""
    quantiles = np.repeat(windows.last[:, None, None], HORIZON, axis=1).repeat(
        len(QUANTILES), axis=2
    )
    nothing = np.full((len(windows), HORIZON), np.nan)
    return Forecast(quantiles, nothing, nothing)


def changed(windows: Windows) -> np.ndarray:
    """[windows, 14]: 1 where the price differs from the last one by 0.5 % or more, 0 where not."""
    relative = windows.target / windows.last[:, None] - 1
    return np.where(np.isnan(relative), np.nan, np.abs(relative) >= CHANGE)


def fell(windows: Windows) -> np.ndarray:
    """[windows, 14]: 1 where the price is lower than the last one, 0 where not."""
    return np.where(np.isnan(windows.target), np.nan, windows.target < windows.last[:, None])


def area_under_curve(chance: np.ndarray, happened: np.ndarray) -> float:
    """Area under the ROC curve by ranks, ties shared (Mann and Whitney, 1947); NaN if none."""
    known = ~(np.isnan(happened) | np.isnan(chance))
    chance, happened = chance[known], happened[known] > 0.5
    positive, negative = int(happened.sum()), int((~happened).sum())
    if not (positive and negative):
        return float("nan")
    _, place, count = np.unique(chance, return_inverse=True, return_counts=True)
    last_rank = np.cumsum(count)
    rank = (last_rank - (count - 1) / 2)[place]
    return float((rank[happened].sum() - positive * (positive + 1) / 2) / (positive * negative))


def calibration_error(chance: np.ndarray, happened: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over bins of equal size (Naeini et al., 2015)."""
    known = ~(np.isnan(happened) | np.isnan(chance))
    chance, happened = chance[known], happened[known]
    if not len(chance):
        return float("nan")
    parts = np.array_split(np.argsort(chance, kind="stable"), bins)
    gaps = [
        len(part) * abs(chance[part].mean() - happened[part].mean()) for part in parts if len(part)
    ]
    return float(sum(gaps) / len(chance))


def tail_rates(forecast: Forecast, windows: Windows) -> tuple[np.ndarray, np.ndarray]:
    """[14] each: P(y < p10 | p10 < last) and P(y > p90 | p90 > last); NaN where none qualifies.

    Both should be about 0.1. Where a quantile is the last price itself nothing can be said, because
    most prices stay exactly there.
    """
    last = windows.last[:, None]
    low, high = forecast.quantiles[:, :, 0], forecast.quantiles[:, :, -1]
    measured = ~np.isnan(windows.target)
    below = measured & (low < last * (1 - TOLERANCE))
    above = measured & (high > last * (1 + TOLERANCE))
    with np.errstate(invalid="ignore"):
        fell_out = windows.target < low - TOLERANCE * last
        rose_out = windows.target > high + TOLERANCE * last
        return (
            (fell_out & below).sum(axis=0) / below.sum(axis=0),
            (rose_out & above).sum(axis=0) / above.sum(axis=0),
        )
