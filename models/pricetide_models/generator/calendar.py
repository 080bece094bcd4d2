"""On which days a generated series is measured: start, end of life, gaps and lost days."""

import numpy as np

from pricetide_models.generator.plan import DAYS

GROUP_ALIVE_AT_END = 0.6
SOLD_TO_THE_END = 0.75
LOST_DAY_RATE = 0.012
GAP_RATE_A_YEAR = 1.1
GAP_MEDIAN_DAYS, GAP_SPREAD = 9.0, 1.0


def draw_group_end(random: np.random.Generator, longest: int) -> int:
    """The last day, counted from the set's first, on which a group is sold.

    Most groups are still sold when the set ends. `longest` is the most measures of any of the
    group's series, which must have room before that day.
    """
    if random.random() < GROUP_ALIVE_AT_END:
        return DAYS - 1
    return int(random.integers(longest - 1, DAYS))


def draw_days(random: np.random.Generator, group_end: int, measures: int) -> np.ndarray:
    """The days, counted from the set's first, on which a series has its `measures` measures.

    Most shops sell to the group's end, some stop earlier; in between a shop stops selling for some
    days or weeks and resumes, where the calendar has room for that.
    """
    absent = _draw_absent(random, measures)
    if measures + absent.sum() > group_end + 1:
        absent = np.zeros_like(absent)
    span = measures + int(absent.sum())
    sold_to_end = random.random() < SOLD_TO_THE_END
    end = group_end if sold_to_end else int(random.integers(span - 1, group_end + 1))
    return end - span + 1 + np.concatenate([[0], np.cumsum(1 + absent)])


def _draw_absent(random: np.random.Generator, measures: int) -> np.ndarray:
    """For each pair of neighbouring measures the number of days without one between them."""
    pairs = measures - 1
    absent = (random.random(pairs) < LOST_DAY_RATE).astype(int)
    gaps = random.random(pairs) < GAP_RATE_A_YEAR / 365.0
    lengths = GAP_MEDIAN_DAYS * np.exp(GAP_SPREAD * random.standard_normal(pairs))
    return absent + np.where(gaps, np.ceil(np.minimum(lengths, 120.0)), 0).astype(int)
