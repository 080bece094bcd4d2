"""Daily prices of many series side by side: what windows and statistics are cut from."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Series:
    """Who a row of a panel is; empty strings where the data does not say."""

    product_id: str
    group_id: str
    company: str
    offer: str
    category: str = ""


@dataclass(frozen=True)
class Panel:
    """A set of series on one calendar.

    `price` is float64 [series, days], NaN on days without a measure, in the set's own currency.
    `first_day` is the date of column 0. `name` says in reports which set this is.
    """

    name: str
    first_day: np.datetime64
    series: tuple[Series, ...]
    price: np.ndarray

    def __post_init__(self) -> None:
        if self.price.shape[0] != len(self.series):
            raise ValueError(f"{self.price.shape[0]} rows of prices for {len(self.series)} series")
        if not np.all((self.price > 0) | np.isnan(self.price)):
            raise ValueError(f"{self.name}: a price is not greater than 0")

    @property
    def days(self) -> int:
        return self.price.shape[1]

    def date(self, day: int) -> np.datetime64:
        return self.first_day + np.timedelta64(day, "D")

    def weekday(self, day: int) -> int:
        """ISO weekday of a column, 1 for Monday to 7 for Sunday."""
        # 1970-01-01, day 0 of NumPy's dates, was a Thursday.
        return (int(self.date(day).astype("datetime64[D]").astype(int)) + 3) % 7 + 1

    def until(self, day: int) -> "Panel":
        """The panel as it was known at the end of column `day`: later columns do not exist."""
        return Panel(self.name, self.first_day, self.series, self.price[:, : day + 1])


def forward_fill(price: np.ndarray, limit: int | None = None) -> np.ndarray:
    """Carry each row's newest measured price forward over NaN, at most `limit` days."""
    days = np.arange(price.shape[1])
    newest = np.maximum.accumulate(np.where(np.isfinite(price), days, -1), axis=1)
    filled = np.take_along_axis(price, np.maximum(newest, 0), axis=1)
    known = newest >= 0
    if limit is not None:
        known &= days - newest <= limit
    return np.where(known, filled, np.nan)
