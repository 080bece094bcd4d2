"""How a shop's price moves from day to day in the generated set.

A shop's regular price stays for weeks and is changed seldom; every few months the shop has a
restless spell in which it is changed every day or two and wanders about its level; promotions
lower it for a length that is usual for that shop and end where they began; and when a competitor
moves, the shop may follow after some days, part of the way. A group's shops share a slow downward
drift of the market's level.

The constants are calibrated so that the set's statistics lie where those of real prices do:
share of days with a change, size of changes, length of runs, and the loss of the forecast "same as
today" at each horizon (`pricetide-models statistics` measures them).
"""

from dataclasses import dataclass, field
from math import exp, log

import numpy as np

SMALLEST_MOVE = 0.006
LARGEST_MOVE = 0.75

MARKET_STEP_DAYS = 7
MARKET_DRIFT_A_WEEK = -0.0015
MARKET_STEP_DEVIATION = 0.006

MOVE_MEDIAN, MOVE_SPREAD = 0.040, 1.05
JITTER_MEDIAN, JITTER_SPREAD = 0.028, 1.00
PROMOTION_MEDIAN, PROMOTION_SPREAD = 0.075, 0.70
RESTLESS_PERSISTENCE = 0.45


@dataclass(frozen=True)
class ShopHabits:
    """A series' own way of pricing; all rates are per day."""

    reprice: float
    restless_start: float
    restless_end: float
    restless_move: float
    promotion_start: float
    promotion_days: int
    follow: float

    @staticmethod
    def draw(random: np.random.Generator) -> "ShopHabits":
        return ShopHabits(
            reprice=_bounded(random.lognormal(log(0.0046), 0.9), 0.0005, 0.08),
            restless_start=_bounded(random.lognormal(log(0.0036), 1.3), 0.0002, 0.05),
            restless_end=random.uniform(0.05, 0.15),
            restless_move=random.uniform(0.30, 0.75),
            promotion_start=_bounded(random.lognormal(log(0.0035), 0.9), 0.0003, 0.03),
            promotion_days=int(random.choice([3, 4, 5, 7, 7, 10, 14, 21])),
            follow=random.uniform(0.05, 0.45),
        )


@dataclass
class _ShopState:
    """Where a shop stands on the day that is being drawn; prices are natural logarithms."""

    regular: float
    shown: float
    restless: bool = False
    promotion_left: int = 0
    moves_due: dict[int, float] = field(default_factory=dict)


def draw_log_prices(
    random: np.random.Generator, launch_price: float, companies: list[str], days: int
) -> np.ndarray:
    """Natural logarithms of the prices that each series would show, [series, days].

    `companies` names each series' shop: only competitors follow one another. The prices are not yet
    rounded to whole pesos.
    """
    habits = [ShopHabits.draw(random) for _ in companies]
    level = log(launch_price)
    shops = []
    for _ in companies:
        start = level + random.normal(0.0, 0.06)
        shops.append(_ShopState(regular=start, shown=start))
    prices = np.empty((len(companies), days))
    market = 0.0
    for day in range(days):
        if day % MARKET_STEP_DAYS == 0:
            market += MARKET_DRIFT_A_WEEK + MARKET_STEP_DEVIATION * random.standard_normal()
        for index, shop in enumerate(shops):
            before = shop.regular
            _live_a_day(random, habits[index], shop, level + market, day)
            prices[index, day] = shop.shown
            moved = shop.regular - before
            if abs(moved) >= SMALLEST_MOVE:
                _alarm_competitors(random, companies, habits, shops, index, moved, day)
    return prices


def _live_a_day(
    random: np.random.Generator, habits: ShopHabits, shop: _ShopState, market: float, day: int
) -> None:
    chance = random.random(4)
    if shop.promotion_left:
        shop.promotion_left -= 1
        shop.moves_due.pop(day, None)
        if shop.promotion_left == 0:
            shop.shown = shop.regular
        return
    if day in shop.moves_due:
        shop.regular = shop.shown = shop.regular + shop.moves_due.pop(day)
        return
    shop.restless = (
        chance[0] >= habits.restless_end if shop.restless else chance[0] < habits.restless_start
    )
    if shop.restless:
        if chance[1] < habits.restless_move:
            shop.shown = _wander(random, shop)
        return
    if chance[2] < habits.promotion_start:
        shop.promotion_left = habits.promotion_days + int(random.integers(-1, 2))
        shop.shown = shop.regular - _size(random, PROMOTION_MEDIAN, PROMOTION_SPREAD)
        return
    if chance[3] < habits.reprice:
        # A shop above the market's level rather goes down, one below it rather up.
        lean = _bounded(0.5 + 5.0 * (shop.regular - market), 0.03, 0.97)
        direction = -1.0 if random.random() < lean else 1.0
        shop.regular += direction * _size(random, MOVE_MEDIAN, MOVE_SPREAD)
        shop.shown = shop.regular


def _wander(random: np.random.Generator, shop: _ShopState) -> float:
    """A restless shop's next price: often back to its regular one, else a step away from it."""
    away = shop.shown - shop.regular
    if abs(away) >= SMALLEST_MOVE and random.random() >= RESTLESS_PERSISTENCE:
        return shop.regular
    step = _size(random, JITTER_MEDIAN, JITTER_SPREAD)
    down = random.random() < (0.5 if abs(away) < SMALLEST_MOVE else 0.65 if away > 0 else 0.35)
    return shop.shown + (-step if down else step)


def _alarm_competitors(
    random: np.random.Generator,
    companies: list[str],
    habits: list[ShopHabits],
    shops: list[_ShopState],
    mover: int,
    moved: float,
    day: int,
) -> None:
    """Let each competitor decide whether it follows, and when: one to nine days later."""
    for index, other in enumerate(shops):
        if companies[index] == companies[mover] or random.random() >= habits[index].follow * 0.35:
            continue
        due = day + 1 + int(random.binomial(8, 0.4))
        share = random.uniform(0.3, 0.9)
        if abs(share * moved) >= SMALLEST_MOVE:
            other.moves_due.setdefault(due, share * moved)


def _size(random: np.random.Generator, median: float, spread: float) -> float:
    """The size of a move as a difference of logarithms: log-normal, cut to what shops do."""
    return _bounded(median * exp(spread * random.standard_normal()), SMALLEST_MOVE, LARGEST_MOVE)


def _bounded(value: float, least: float, most: float) -> float:
    return float(min(max(value, least), most))
