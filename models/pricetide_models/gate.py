"""Decides whether a challenger may take the champion's place."""

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pricetide_models.bootstrap import paired_ratio
from pricetide_models.conformance import example, violations
from pricetide_models.contract import HORIZON
from pricetide_models.evaluation import Evaluation, TestSet, evaluate
from pricetide_models.forecasters import ModelFile
from pricetide_models.panel import Panel

MEAN_RATIO = 0.99
WORST_DAY_UPPER_BOUND = 1.01
CONFIDENT_DAYS = (7, 14)
MEDIAN_ERROR_RATIO = 1.01
TAIL_RATE = 0.12
LARGE_COMPANY_WINDOWS = 2_000
LARGE_COMPANY_RATIO = 1.05
TIME_RATIO = 5.0
TIMED_BATCH, TIMED_RUNS = 64, 30


@dataclass(frozen=True)
class Verdict:
    """One condition of the gate: what it asks, what was measured, whether that will do."""

    condition: str
    measured: str
    passed: bool


def judge(challenger: Path, champion: Path, yardstick: Path, panels: list[Panel]) -> list[Verdict]:
    """All conditions; the challenger is promoted only if every one is met.

    `yardstick` is the simple LSTM's file, whose time a series limits the challenger's. Accuracy is
    only looked at where the file keeps the contract: a broken one need not even load.
    """
    broken = violations(challenger)
    verdicts = [Verdict("keeps the contract", "; ".join(broken) or "yes", not broken)]
    if broken:
        return verdicts
    rival, holder = ModelFile(challenger, "challenger"), ModelFile(champion, "champion")
    commit = rival.metadata["commit"]
    verdicts.append(
        Verdict("was trained from a clean commit", commit, not commit.endswith("-dirty"))
    )
    verdicts.append(_time(rival, ModelFile(yardstick, "simple LSTM")))
    for panel in panels:
        test = TestSet.after(panel, common_cutoff(panel, rival, holder))
        verdicts += compare(evaluate(rival, test), evaluate(holder, test))
    return verdicts


def common_cutoff(panel: Panel, *models: ModelFile) -> int:
    """The last column that any of the models may have seen; -1 if none has seen the panel."""
    known = [model.cutoffs[panel.name] for model in models if panel.name in model.cutoffs]
    return max((int((day - panel.first_day).astype(int)) for day in known), default=-1)


def compare(rival: Evaluation, holder: Evaluation) -> list[Verdict]:
    """The conditions on accuracy, on one test set."""
    where = f" on {rival.test.panel.name}"
    series = rival.test.windows.series
    mean = np.nanmean(rival.scores.pinball) / np.nanmean(holder.scores.pinball)
    days = [
        paired_ratio(rival.scores.pinball[:, day], holder.scores.pinball[:, day], series)
        for day in range(HORIZON)
    ]
    worst = int(np.argmax([day.upper for day in days]))
    verdicts = [
        Verdict(
            f"mean pinball at most {MEAN_RATIO} of the champion's{where}",
            f"{mean:.4f}",
            mean <= MEAN_RATIO,
        ),
        Verdict(
            f"no day's upper 95 % bound over {WORST_DAY_UPPER_BOUND}{where}",
            f"{days[worst].upper:.4f}, {worst + 1} days ahead",
            bool(days[worst].upper <= WORST_DAY_UPPER_BOUND),
        ),
    ]
    for day in CONFIDENT_DAYS:
        ratio = rival.pinball_ratio(day)
        verdicts.append(
            Verdict(
                f"better than same as today, {day} days ahead{where}", str(ratio), ratio.upper < 1
            )
        )
    error = rival.error_ratio()
    verdicts.append(
        Verdict(
            f"p50's absolute error at most {MEDIAN_ERROR_RATIO} of same as today's{where}",
            f"{error:.4f}",
            error <= MEDIAN_ERROR_RATIO,
        )
    )
    low, high = rival.pooled_tail_rates()
    verdicts.append(
        # A model that never forecasts a move has no tails; NaN fails, as it should.
        Verdict(
            f"tail rates at most {TAIL_RATE}{where}",
            f"{low:.3f}, {high:.3f}",
            max(low, high) <= TAIL_RATE,
        )
    )
    verdicts.append(_companies(rival, holder, where))
    return verdicts


def _companies(rival: Evaluation, holder: Evaluation, where: str) -> Verdict:
    """No company (or category, where the set names no company) may be much worse off."""
    series = rival.test.panel.series
    names = np.array(
        [series[row].company or series[row].category for row in rival.test.windows.series]
    )
    worst, culprit, large = 0.0, "none large enough", 0
    for name in sorted(set(names)):
        rows = names == name
        if rows.sum() < LARGE_COMPANY_WINDOWS:
            continue
        large += 1
        ratio = np.nanmean(rival.scores.pinball[rows]) / np.nanmean(holder.scores.pinball[rows])
        if ratio > worst:
            worst, culprit = float(ratio), f"{name} {ratio:.4f}, the worst of "
    return Verdict(
        f"no company with {LARGE_COMPANY_WINDOWS:,} windows "
        f"over {LARGE_COMPANY_RATIO} of the champion's{where}",
        culprit + (str(large) if large else ""),
        worst <= LARGE_COMPANY_RATIO,
    )


def _time(rival: ModelFile, yardstick: ModelFile) -> Verdict:
    own, allowed = milliseconds_a_series(rival, yardstick)
    return Verdict(
        f"at most {TIME_RATIO:g} times the simple LSTM's time a series",
        f"{own:.4f} ms against {allowed:.4f} ms",
        own <= TIME_RATIO * allowed,
    )


def milliseconds_a_series(*models: ModelFile) -> list[float]:
    """The models' times a series in batches of 64, one thread: the best of runs taken in turns."""
    inputs = example(TIMED_BATCH)
    best = [float("inf")] * len(models)
    for _ in range(TIMED_RUNS):
        for index, model in enumerate(models):
            start = time.perf_counter()
            model.run(inputs)
            best[index] = min(best[index], time.perf_counter() - start)
    return [1_000 * seconds / TIMED_BATCH for seconds in best]
