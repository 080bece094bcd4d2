"""Cuts a panel into windows: what a model sees on an origin day, and what came after it.

A group's origin is its latest measured day, so a window's last column has a measure of some series
of the group, not always of this one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pricetide_models.contract import (
    HORIZON,
    MIN_OBSERVED,
    PEER_CARRY_DAYS,
    RECENT_DAYS,
    WINDOW,
    ModelInput,
)
from pricetide_models.panel import Panel, forward_fill


@dataclass(frozen=True)
class Vocabulary:
    """Names that a model knows; a static input is 1 + the place of a name, 0 for any other."""

    companies: tuple[str, ...]
    offers: tuple[str, ...]

    @staticmethod
    def of(panels: Iterable[Panel]) -> "Vocabulary":
        panels = tuple(panels)
        companies = {s.company for panel in panels for s in panel.series if s.company}
        offers = {s.offer for panel in panels for s in panel.series if s.offer}
        return Vocabulary(tuple(sorted(companies)), tuple(sorted(offers)))

    def codes(self, panel: Panel) -> np.ndarray:
        """int64 [series, 2]: company and offer type of each series."""
        company = {name: i + 1 for i, name in enumerate(self.companies)}
        offer = {name: i + 1 for i, name in enumerate(self.offers)}
        return np.array(
            [(company.get(s.company, 0), offer.get(s.offer, 0)) for s in panel.series],
            dtype=np.int64,
        ).reshape(-1, 2)


@dataclass(frozen=True)
class Windows:
    """Windows of one panel, with what followed them."""

    inputs: ModelInput
    target: np.ndarray
    """float64 [windows, 14]: the prices 1 to 14 days after the origin, NaN where not measured."""
    last: np.ndarray
    """float64 [windows]: the newest measured price in the window."""
    series: np.ndarray
    """int64 [windows]: row of the series in the panel."""
    origin: np.ndarray
    """int64 [windows]: column of the origin day in the panel."""

    def __len__(self) -> int:
        return len(self.last)

    def __getitem__(self, rows) -> "Windows":
        return Windows(
            self.inputs[rows],
            self.target[rows],
            self.last[rows],
            self.series[rows],
            self.origin[rows],
        )


def peer_prices(panel: Panel) -> np.ndarray:
    """[series, days]: the day's lowest price among the other companies of the same group and offer.

    Each competitor's price is carried forward at most 7 days; NaN where there is none.
    """
    carried = forward_fill(panel.price, limit=PEER_CARRY_DAYS)
    markets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, series in enumerate(panel.series):
        markets[series.group_id, series.offer].append(row)
    peers = np.full(panel.price.shape, np.nan)
    for rows in markets.values():
        for row in rows:
            others = [o for o in rows if panel.series[o].company != panel.series[row].company]
            if others:
                peers[row] = np.fmin.reduce(carried[others], axis=0)
    return peers


def cut_windows(
    panel: Panel, origins: Iterable[int], vocabulary: Vocabulary, with_target: bool = True
) -> Windows:
    """All windows that would have been forecast on the given origin days (columns of the panel).

    A series gets a window on a day if its group has a measure on that day, and the series itself at
    least `MIN_OBSERVED` in the window and one in its last 14 days. With a target, at least one of
    the 14 days after must be measured; days after the panel's end count as not measured.
    """
    parts = list(_cut_each(panel, origins, vocabulary, with_target))
    if not parts:
        raise ValueError(f"{panel.name}: no window on any of the given days")
    return concatenate(parts)


def training_windows(panel: Panel, cutoff: int, vocabulary: Vocabulary, step: int) -> Windows:
    """Windows of which nothing, target included, lies after column `cutoff`."""
    known = panel.until(cutoff)
    origins = range(cutoff - 1, 0, -step)
    return cut_windows(known, reversed(origins), vocabulary)


def concatenate(parts: list[Windows]) -> Windows:
    inputs = ModelInput(
        *(
            np.concatenate([getattr(p.inputs, name) for p in parts])
            for name in ModelInput.__annotations__
        )
    )
    fields = ("target", "last", "series", "origin")
    return Windows(inputs, *(np.concatenate([getattr(p, name) for p in parts]) for name in fields))


def _cut_each(
    panel: Panel, origins: Iterable[int], vocabulary: Vocabulary, with_target: bool
) -> Iterator[Windows]:
    measured = np.isfinite(panel.price)
    group_of = np.unique([s.group_id for s in panel.series], return_inverse=True)[1]
    group_measured = np.zeros((group_of.max() + 1, panel.days), dtype=bool)
    np.logical_or.at(group_measured, group_of, measured)
    # Pad both ends, so that a window may reach before the first day and a target past the last.
    price = np.pad(panel.price, ((0, 0), (WINDOW - 1, HORIZON)), constant_values=np.nan)
    peers = np.pad(peer_prices(panel), ((0, 0), (WINDOW - 1, 0)), constant_values=np.nan)
    filled = forward_fill(panel.price)
    codes = vocabulary.codes(panel)
    for origin in origins:
        seen = price[:, origin : origin + WINDOW]
        target = price[:, origin + WINDOW : origin + WINDOW + HORIZON]
        known = np.isfinite(seen)
        usable = (
            group_measured[group_of, origin]
            & (known.sum(axis=1) >= MIN_OBSERVED)
            & known[:, -RECENT_DAYS:].any(axis=1)
        )
        if with_target:
            usable &= np.isfinite(target).any(axis=1)
        rows = np.flatnonzero(usable)
        if not len(rows):
            continue
        weekday = np.full(len(rows), panel.weekday(origin), dtype=np.int64)
        inputs = ModelInput(
            price=np.nan_to_num(seen[rows]).astype(np.float32),
            mask=known[rows].astype(np.float32),
            peer_price=np.nan_to_num(peers[rows, origin : origin + WINDOW]).astype(np.float32),
            static=np.column_stack([codes[rows], weekday]),
        )
        yield Windows(inputs, target[rows], filled[rows, origin], rows, np.full(len(rows), origin))
