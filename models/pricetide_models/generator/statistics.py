"""The statistics that the generated set is calibrated by, measured alike on any set of series."""

from dataclasses import dataclass

import numpy as np

from pricetide_models.panel import Panel, forward_fill

CHANGE = 0.005
"""The least relative difference from the price before that counts as a change."""


@dataclass(frozen=True)
class PriceStatistics:
    """Shares and relative sizes, not percent; runs in calendar days."""

    days_with_change: float
    """Of the pairs of successive measured calendar days, the share with a change."""
    size_10_50_90: tuple[float, float, float]
    """Quantiles of the relative size of changes between successive measures."""
    upward: float
    run_days_25_50_75_90: tuple[float, float, float, float]
    """Quantiles of the calendar days between successive changes of a series."""
    same_as_today_loss: tuple[float, ...]
    """Mean pinball loss, relative to the last price, of repeating it, 1 to 14 days ahead."""


def measure_statistics(panel: Panel, horizon: int = 14, recent_days: int = 14) -> PriceStatistics:
    prices = panel.price
    sizes, runs = [], []
    for row in prices:
        days = np.flatnonzero(np.isfinite(row))
        relative = row[days][1:] / row[days][:-1] - 1
        changed = np.abs(relative) >= CHANGE
        sizes.append(relative[changed])
        runs.append(np.diff(days[1:][changed]))
    size = np.concatenate(sizes)
    daily = np.abs(prices[:, 1:] / prices[:, :-1] - 1)
    return PriceStatistics(
        days_with_change=float(np.mean(daily[np.isfinite(daily)] >= CHANGE)),
        size_10_50_90=tuple(float(q) for q in np.quantile(np.abs(size), [0.1, 0.5, 0.9])),
        upward=float(np.mean(size > 0)),
        run_days_25_50_75_90=tuple(
            float(q) for q in np.quantile(np.concatenate(runs), [0.25, 0.5, 0.75, 0.9])
        ),
        same_as_today_loss=tuple(_same_as_today_loss(prices, horizon, recent_days)),
    )


def _same_as_today_loss(prices: np.ndarray, horizon: int, recent_days: int) -> list[float]:
    last = forward_fill(prices, limit=recent_days - 1)
    losses = []
    for ahead in range(1, horizon + 1):
        relative = np.abs(prices[:, ahead:] / last[:, :-ahead] - 1)
        # With all quantiles at the last price the mean pinball loss is half the absolute error.
        losses.append(0.5 * float(np.nanmean(relative)))
    return losses
