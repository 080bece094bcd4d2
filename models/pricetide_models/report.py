"""Writes a back-test as Markdown with figures."""

from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib import pyplot

from pricetide_models.backtest import Backtest, RollingBacktest
from pricetide_models.card import write_measured
from pricetide_models.contract import HORIZON
from pricetide_models.evaluation import REPORTED_DAYS, Evaluation
from pricetide_models.metrics import changed

PARTS = 4
LEAST_WINDOWS = 200
HEAD = (
    "| forecaster | windows | pinball, 1 day | 7 days | 14 days | all | tails "
    "| MAE 1/7/14 % | sMAPE 7 % | MASE | AUC 1/7/14 | ECE 7 |"
)
DAYS = np.arange(1, HORIZON + 1)


def write_report(
    directory: Path,
    results: list[RollingBacktest],
    milliseconds: dict[str, float],
    champion: str,
    commit: str,
) -> Path:
    """`backtest.md` and its PNG files; returns the Markdown file."""
    directory.mkdir(parents=True, exist_ok=True)
    parts = [_introduction(results, commit), _times(milliseconds)]
    for result in results:
        parts.append(_section(result, champion))
        _figure_losses(directory, result.pooled)
        _figure_calibration(directory, result.last, champion)
    path = directory / "backtest.md"
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path


def _introduction(results: list[RollingBacktest], commit: str) -> str:
    rows = "\n".join(
        f"| {r.last.data.name} | {len(r.last.data.panel.series):,} "
        f"| {' / '.join(str(cut.data.cutoff_date) for cut in r.cuts)} "
        f"| {' / '.join(f'{len(cut.evaluations[0].test.windows):,}' for cut in r.cuts)} "
        f"| `{r.last.data.sha256}` |"
        for r in results
    )
    return f"""# Back-test

Rolling origin at several cutoffs: at each, the models are trained on what was known by then, and
every third day after it, up to the next cutoff, is an origin; every series that would have been
forecast that day is a window. After the last cutoff the registered files themselves are judged.
All errors are relative to the last price. *Pinball* is the loss over that of "same as today" on the
same windows, below 1 is better; the interval is a paired bootstrap by series, 95 %. *Tails* are
P(y < p10 | p10 < last) and P(y > p90 | p90 > last), both best near 0.10. *AUC* and *ECE* are of the
chance of a change of 0.5 % or more. ETS and Theta are fitted window by window, so on fewer of them.
Commit `{commit}`.

| data set | series | cutoffs | windows after each | sha256 |
|---|---|---|---|---|
{rows}"""


def _times(milliseconds: dict[str, float]) -> str:
    rows = "\n".join(f"| {name} | {value:.4f} |" for name, value in milliseconds.items())
    return f"""Time a series, batches of 64, one thread, best of 30 runs taken in turns:

| model | ms |
|---|---|
{rows}"""


def write_model_report(
    directory: Path, results: list[RollingBacktest], name: str, commit: str
) -> None:
    """One model's own `report.md`, and the same figures in its card."""
    rows = [HEAD.replace("forecaster", "data set"), _rule(HEAD)]
    parts = [
        f"# {name}: back-test",
        f"After the last cutoff, as defined in the back-test of all models; commit `{commit}`.",
    ]
    for result in results:
        one = result.last.of(name)
        rows.append(_row(one).replace(f"| {name} |", f"| {result.last.data.name} |", 1))
        parts.append(f"## {result.last.data.name}\n\n{_breakdown(one)}")
    table = "\n".join(rows)
    text = "\n\n".join([*parts[:2], table, *parts[2:]])
    (directory / "report.md").write_text(text + "\n", encoding="utf-8")
    write_measured(directory, rows)


def _section(result: RollingBacktest, champion: str) -> str:
    pooled, last = result.pooled, result.last
    return f"""## {last.data.name}

After all cutoffs together, each model as its recipe made it from what was known by then:

{_table(pooled)}

![pinball loss by day ahead]({_file(last, "pinball")})

By cutoff, pinball and AUC 1 / 7 / 14 days ahead:

{_by_cut(result)}

After the last cutoff, the registered files:

{_table(last)}

![calibration]({_file(last, "calibration")})

The champion, {champion}, after the last cutoff:

{_breakdown(last.of(champion))}"""


def _table(one: Backtest) -> str:
    return "\n".join([HEAD, _rule(HEAD), *(_row(e) for e in one.evaluations)])


def _by_cut(result: RollingBacktest) -> str:
    """The forecasters that tell chances, a pair of columns a cut."""
    head = "| forecaster |" + "".join(
        f" pinball from {cut.data.cutoff_date} | AUC |" for cut in result.cuts
    )
    rows = [head, _rule(head)]
    for name in [e.name for e in result.pooled.evaluations if not np.isnan(e.change_auc(1))]:
        cells = []
        for one in (cut.of(name) for cut in result.cuts):
            losses = (one.pinball_ratio(day).value for day in REPORTED_DAYS)
            areas = (one.change_auc(day) for day in REPORTED_DAYS)
            cells += [" / ".join(map(_number, losses)), " / ".join(map(_number, areas))]
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _breakdown(one: Evaluation) -> str:
    successive = "\n".join(f"| {first} | {ratio:.3f} |" for first, ratio in one.by_part(PARTS))
    labels = "\n".join(
        f"| {name} | {count:,} | {ratio:.3f} |"
        for name, (count, ratio) in one.by_label(LEAST_WINDOWS).items()
    )
    return f"""In successive parts of the test period, pinball of all days ahead:

| first origin | pinball |
|---|---|
{successive}

By company and offer type, or by category (at least {LEAST_WINDOWS} windows):

| | windows | pinball |
|---|---|---|
{labels}"""


def _rule(head: str) -> str:
    return "|---" * (head.count("|") - 1) + "|"


def _row(one: Evaluation) -> str:
    ratios = " | ".join(str(one.pinball_ratio(day)) for day in REPORTED_DAYS)
    low, high = one.pooled_tail_rates()
    errors = " / ".join(f"{100 * one.mean_absolute_error(day):.2f}" for day in REPORTED_DAYS)
    areas = " / ".join(_number(one.change_auc(day)) for day in REPORTED_DAYS)
    return (
        f"| {one.name} | {len(one.test.windows):,} | {ratios} | {one.mean_pinball_ratio():.3f} "
        f"| {_number(low)}, {_number(high)} | {errors} | {100 * one.smape(7):.2f} "
        f"| {one.mase():.2f} | {areas} | {_number(one.change_calibration_error(7))} |"
    )


def _number(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.3f}"


def _file(result: Backtest, figure: str) -> str:
    return f"{result.data.name}-{figure}.png"


def _figure_losses(directory: Path, result: Backtest) -> None:
    figure, axes = pyplot.subplots(figsize=(6.4, 4), dpi=100)
    for one in result.evaluations:
        with np.errstate(invalid="ignore"):
            ratio = np.nanmean(one.scores.pinball, axis=0) / np.nanmean(
                one.reference.pinball, axis=0
            )
        axes.plot(DAYS, ratio, label=one.name, linewidth=1.6)
    axes.set(xlabel="days ahead", ylabel='pinball loss over "same as today"', ylim=(0.8, 1.3))
    axes.set_title(result.data.name)
    axes.legend(fontsize=7)
    _save(figure, directory / _file(result, "pinball"))


def _figure_calibration(directory: Path, result: Backtest, champion: str) -> None:
    one = result.of(champion)
    happened = changed(one.test.windows)
    figure, axes = pyplot.subplots(figsize=(4.4, 4), dpi=100)
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    for day in REPORTED_DAYS:
        chance, truth = one.forecast.change_prob[:, day - 1], happened[:, day - 1]
        known = ~np.isnan(truth)
        bins = np.array_split(np.argsort(chance[known], kind="stable"), 10)
        points = [(chance[known][rows].mean(), truth[known][rows].mean()) for rows in bins]
        axes.plot(*zip(*points), marker="o", markersize=3, label=f"{day} days ahead")
    axes.set(xlabel="chance of a change, forecast", ylabel="share of changes, measured")
    axes.set_title(f"{champion}\non {result.data.name}", fontsize=9)
    axes.legend(fontsize=7)
    _save(figure, directory / _file(result, "calibration"))


def _save(figure, path: Path) -> None:
    figure.tight_layout()
    # Without the writer's name and date in it, the same figure is the same bytes.
    figure.savefig(path, metadata={"Software": None})
    pyplot.close(figure)
