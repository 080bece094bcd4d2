"""Writes the generated set in the product's CSV form."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, floor, log
from pathlib import Path

import numpy as np

from pricetide_models.generator.calendar import draw_days, draw_group_end
from pricetide_models.generator.catalogue import COUNTRY, MEASURES_BY_OFFER
from pricetide_models.generator.dynamics import draw_log_prices
from pricetide_models.generator.plan import DAYS, FIRST_DAY, GroupPlan, SeriesPlan, draw_plan

SEED = 20_190_101
HEADER = ",product_id,timestamp,product,country,company,product_group_id,offer_type,price"

# Shops price in whole Chilean pesos; the files hold dollars at one fixed rate, which is why real
# prices of this form are flat for days and still have six decimals.
PESOS_A_DOLLAR = 732.85
LAUNCH_PRICE_MEDIAN, LAUNCH_PRICE_SPREAD = 229_990.0, 0.65
POSTPAID_SHARE_OF_PRICE = 0.55


@dataclass(frozen=True)
class SeriesMeasures:
    """A generated series: its plan, the days counted from the set's first, the prices in pesos."""

    plan: SeriesPlan
    days: np.ndarray
    pesos: np.ndarray


def generate_group(group: GroupPlan, seed: int) -> list[SeriesMeasures]:
    """The measures of one group's series: a function of plan and seed, of no other group."""
    calendar_random, price_random = (
        np.random.Generator(
            np.random.PCG64(np.random.SeedSequence([seed, int(group.group_id), part]))
        )
        for part in (0, 1)
    )
    longest = max(series.measures for series in group.series)
    group_end = draw_group_end(calendar_random, longest)
    launch_price = LAUNCH_PRICE_MEDIAN * exp(LAUNCH_PRICE_SPREAD * price_random.standard_normal())
    log_prices = draw_log_prices(
        price_random, launch_price, [s.company for s in group.series], DAYS
    )
    measures = []
    for index, series in enumerate(group.series):
        days = draw_days(calendar_random, group_end, series.measures)
        share = 1.0 if series.offer == next(iter(MEASURES_BY_OFFER)) else POSTPAID_SHARE_OF_PRICE
        pesos = round_as_shops_do(log_prices[index] + log(share))
        measures.append(SeriesMeasures(series, days, pesos[days]))
    return measures


def round_as_shops_do(log_prices: np.ndarray) -> np.ndarray:
    """Whole pesos, ending in 990 or 90, from the natural logarithms of one series' prices.

    A price is rounded to as round a number as keeps the move that led to it.
    """
    pesos = np.empty(len(log_prices), dtype=np.int64)
    before, shown = None, 0
    for day, value in enumerate(log_prices):
        if before is None or value != before:
            exact = exp(value)
            move = exact * abs(value - before) if before is not None else exact
            step = 1_000 if move > 2_500 else 100
            shown = max(step * floor(exact / step + 0.5) - 10, 990)
        pesos[day] = shown
        before = value
    return pesos


def csv_lines(group: GroupPlan, measures: list[SeriesMeasures]) -> Iterator[str]:
    """The rows of one file, without the header; row indices count through the whole set."""
    for series in measures:
        plan = series.plan
        dates = FIRST_DAY + series.days
        for offset, (date, pesos) in enumerate(zip(dates, series.pesos)):
            yield (
                f"{plan.first_row + offset},{plan.product_id},{date},{group.name},{COUNTRY},"
                f"{plan.company},{plan.group_id},{plan.offer},{pesos / PESOS_A_DOLLAR:.6f}"
            )


def write_file(path: Path, group: GroupPlan, measures: list[SeriesMeasures]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER + "\n")
        for line in csv_lines(group, measures):
            file.write(line + "\n")


def write_set(
    directory: Path, seed: int = SEED, group_ids: frozenset[str] | None = None
) -> list[Path]:
    """Write the set, or only the groups named: a file a group, or one for each of its offer types.

    Files of an earlier run are removed first, so that the directory is the set and nothing else.
    """
    directory.mkdir(parents=True, exist_ok=True)
    for stale in directory.glob("group-*.csv"):
        stale.unlink()
    written = []
    for group in draw_plan(seed):
        if group_ids is not None and group.group_id not in group_ids:
            continue
        measures = generate_group(group, seed)
        for offer in group.offers:
            suffix = f"-{offer.replace(' ', '-')}" if len(group.offers) > 1 else ""
            path = directory / f"group-{group.group_id}{suffix}.csv"
            write_file(path, group, [m for m in measures if m.plan.offer == offer])
            written.append(path)
    return written
