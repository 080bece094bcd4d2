"""Paired bootstrap by series: how sure one is that one forecaster beats another."""

from dataclasses import dataclass

import numpy as np

RESAMPLES = 1_000
SEED = 7


@dataclass(frozen=True)
class Ratio:
    """Loss of one forecaster over that of another on the same windows, with its 95 % interval."""

    value: float
    lower: float
    upper: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.lower:.3f}-{self.upper:.3f})"


def paired_ratio(loss: np.ndarray, reference: np.ndarray, series: np.ndarray) -> Ratio:
    """Ratio of mean losses; windows of one series are drawn together, for they are not independent.

    `loss` and `reference` are one number a window, NaN where there is none; `series` says whose
    window it is. The interval is the percentile one (Efron, 1979) of 1,000 draws with a fixed seed.
    """
    known = ~(np.isnan(loss) | np.isnan(reference))
    if not known.any():
        return Ratio(float("nan"), float("nan"), float("nan"))
    _, place = np.unique(series[known], return_inverse=True)
    count = place.max() + 1
    sums = np.bincount(place, loss[known], count)
    reference_sums = np.bincount(place, reference[known], count)
    random = np.random.Generator(np.random.PCG64(SEED))
    draws = random.multinomial(count, np.full(count, 1 / count), size=RESAMPLES)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = (draws @ sums) / (draws @ reference_sums)
        lower, upper = np.nanquantile(ratios, [0.025, 0.975])
        return Ratio(float(sums.sum() / reference_sums.sum()), float(lower), float(upper))
