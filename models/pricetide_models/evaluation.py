"""Scores a forecaster on a data set's windows after a cutoff, against 'same as today'."""

from dataclasses import dataclass

import numpy as np

from pricetide_models.bootstrap import Ratio, paired_ratio
from pricetide_models.contract import HORIZON, Forecast
from pricetide_models.forecasters import Forecaster
from pricetide_models.metrics import (
    Scores,
    area_under_curve,
    calibration_error,
    changed,
    same_as_today,
    score,
    tail_rates,
)
from pricetide_models.panel import Panel
from pricetide_models.windows import Vocabulary, Windows, concatenate, cut_windows

REPORTED_DAYS = (1, 7, 14)
ORIGIN_STEP = 3
NAMELESS = Vocabulary((), ())


@dataclass(frozen=True)
class TestSet:
    """A panel and its windows of every third origin day after a cutoff, the same for everyone."""

    panel: Panel
    windows: Windows

    __test__ = False  # not a test case, whatever pytest makes of its name

    @staticmethod
    def after(
        panel: Panel, cutoff: int, until: int | None = None, step: int = ORIGIN_STEP
    ) -> "TestSet":
        """Windows with an origin after column `cutoff`, and not after column `until` if given.

        Raises ValueError where there is none.
        """
        end = panel.days - 1 if until is None else min(until + 1, panel.days - 1)
        return TestSet(panel, cut_windows(panel, range(cutoff + 1, end, step), NAMELESS))

    def sample(self, most: int) -> "TestSet":
        """At most so many of the windows, evenly spread."""
        if len(self.windows) <= most:
            return self
        rows = np.linspace(0, len(self.windows) - 1, most).astype(int)
        return TestSet(self.panel, self.windows[rows])

    def labels(self) -> list[str]:
        """For each window what the breakdown groups it by: company and offer type, or category."""
        names = [
            " / ".join(filter(None, (s.company, s.offer))) or s.category or "all"
            for s in self.panel.series
        ]
        return [names[row] for row in self.windows.series]


@dataclass(frozen=True)
class Evaluation:
    """One forecaster on one test set. Arrays hold a number for each of the 14 days ahead."""

    name: str
    test: TestSet
    forecast: Forecast
    scores: Scores
    reference: Scores
    """Of 'same as today' on the same windows."""

    def pinball_ratio(self, day: int) -> Ratio:
        """Pinball loss over that of 'same as today', `day` days ahead, with its 95 % interval."""
        column = day - 1
        return paired_ratio(
            self.scores.pinball[:, column],
            self.reference.pinball[:, column],
            self.test.windows.series,
        )

    def mean_pinball_ratio(self) -> float:
        """Over all 14 days, each weighing by its loss."""
        return _mean(self.scores.pinball) / _mean(self.reference.pinball)

    def error_ratio(self) -> float:
        """Mean absolute error of the median over that of 'same as today', all days."""
        return _mean(self.scores.absolute_error) / _mean(self.reference.absolute_error)

    def mean_absolute_error(self, day: int) -> float:
        return _mean(self.scores.absolute_error[:, day - 1])

    def smape(self, day: int) -> float:
        return _mean(self.scores.smape[:, day - 1])

    def mase(self) -> float:
        """Mean absolute scaled error over all days (Hyndman and Koehler, 2006).

        Each series' errors are scaled by its own mean absolute one-day difference over the whole
        set before the first origin; series that never moved then have no scale and are left out.
        """
        scale = one_day_differences(self.test.panel, int(self.test.windows.origin.min()))
        own = scale[self.test.windows.series] / self.test.windows.last
        with np.errstate(divide="ignore", invalid="ignore"):
            scaled = self.scores.absolute_error / own[:, None]
        return _mean(np.where(own[:, None] > 0, scaled, np.nan))

    def change_auc(self, day: int) -> float:
        return area_under_curve(
            self.forecast.change_prob[:, day - 1], changed(self.test.windows)[:, day - 1]
        )

    def change_calibration_error(self, day: int) -> float:
        return calibration_error(
            self.forecast.change_prob[:, day - 1], changed(self.test.windows)[:, day - 1]
        )

    def tail_rates(self) -> tuple[np.ndarray, np.ndarray]:
        return tail_rates(self.forecast, self.test.windows)

    def pooled_tail_rates(self) -> tuple[float, float]:
        """Both tail rates over all 14 days together."""
        flat = Forecast(
            self.forecast.quantiles.reshape(-1, 1, 3),
            self.forecast.change_prob.reshape(-1, 1),
            self.forecast.down_prob.reshape(-1, 1),
        )
        windows = self.test.windows
        repeated = Windows(
            windows.inputs,
            windows.target.reshape(-1, 1),
            windows.last.repeat(HORIZON),
            windows.series,
            windows.origin,
        )
        low, high = tail_rates(flat, repeated)
        return float(low[0]), float(high[0])

    def by_label(self, least: int = 1) -> dict[str, tuple[int, float]]:
        """For each company and offer type, or category: windows, and mean pinball ratio."""
        labels = np.array(self.test.labels())
        found = {}
        for label in sorted(set(labels)):
            rows = labels == label
            if rows.sum() >= least:
                ratio = _mean(self.scores.pinball[rows]) / _mean(self.reference.pinball[rows])
                found[label] = (int(rows.sum()), ratio)
        return found

    def by_part(self, count: int) -> list[tuple[np.datetime64, float]]:
        """The test period in successive parts: first origin of each, and its mean pinball ratio."""
        origin = self.test.windows.origin
        parts = []
        for days in np.array_split(np.unique(origin), count):
            rows = (origin >= days[0]) & (origin <= days[-1])
            ratio = _mean(self.scores.pinball[rows]) / _mean(self.reference.pinball[rows])
            parts.append((self.test.panel.date(int(days[0])), ratio))
        return parts


def evaluate(forecaster: Forecaster, test: TestSet) -> Evaluation:
    forecast = forecaster.forecast(test.panel, test.windows)
    reference = score(same_as_today(test.windows), test.windows)
    return Evaluation(forecaster.name, test, forecast, score(forecast, test.windows), reference)


def pool(parts: list[Evaluation]) -> Evaluation:
    """One forecaster's evaluations on successive parts of one panel, as a single one."""
    first = parts[0]

    def joined(name: str, kind: type[Forecast] | type[Scores]):
        fields = kind.__annotations__
        return kind(
            *(np.concatenate([getattr(getattr(part, name), f) for part in parts]) for f in fields)
        )

    return Evaluation(
        first.name,
        TestSet(first.test.panel, concatenate([part.test.windows for part in parts])),
        joined("forecast", Forecast),
        joined("scores", Scores),
        joined("reference", Scores),
    )


def one_day_differences(panel: Panel, before: int) -> np.ndarray:
    """[series]: mean absolute difference between successive days before a column; NaN if none."""
    steps = np.abs(np.diff(panel.price[:, :before], axis=1))
    known = np.isfinite(steps)
    with np.errstate(invalid="ignore"):
        return np.where(known, steps, 0).sum(axis=1) / known.sum(axis=1)


def _mean(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")
