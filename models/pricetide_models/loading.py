"""Reads price sets: the product's CSV form and the wide form with one column a day."""

import csv
import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np

from pricetide_models.panel import Panel, Series

LONG_COLUMNS = frozenset(
    {
        "product_id",
        "timestamp",
        "product",
        "country",
        "company",
        "product_group_id",
        "offer_type",
        "price",
    }
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class UnreadableData(ValueError):
    """A file is in neither of the known forms, or a row of it is broken; the text says where."""


@dataclass(frozen=True)
class Measure:
    """One row of the product's CSV form."""

    series: Series
    timestamp: str
    price: float


def load(path: Path, name: str | None = None) -> Panel:
    """Read a file, or all CSV files of a directory as one set, in either form.

    In the product's form the newest measure of a UTC day is the day's price, and of two rows with
    one product and instant the later row stands. Raises UnreadableData.
    """
    files = data_files(path)
    label = name or path.name.removesuffix(".gz").removesuffix(".csv")
    if len(files) == 1 and _is_wide(files[0]):
        return _load_wide(files[0], label)
    return panel_of(label, (measure for file in files for measure in _read_long(file)))


def data_files(path: Path) -> list[Path]:
    """The CSV files that `path` stands for, in a fixed order."""
    if not path.is_dir():
        return [path]
    files = sorted([*path.glob("*.csv"), *path.glob("*.csv.gz")])
    if not files:
        raise UnreadableData(f"{path}: no CSV file in this directory")
    return files


def sha256(path: Path) -> str:
    """Hash of a data set: of its files' names and bytes, in a fixed order."""
    digest = hashlib.sha256()
    for file in data_files(path):
        digest.update(file.name.encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def panel_of(name: str, measures: Iterable[Measure]) -> Panel:
    """Put measures, in whatever order, on one daily calendar."""
    newest: dict[Series, dict[str, tuple[str, float]]] = {}
    for measure in measures:
        day, instant = measure.timestamp[:10], measure.timestamp
        days = newest.setdefault(measure.series, {})
        if day not in days or instant >= days[day][0]:
            days[day] = (instant, measure.price)
    if not newest:
        raise UnreadableData(f"{name}: no measures")
    dates = [day for days in newest.values() for day in days]
    first, last = np.datetime64(min(dates)), np.datetime64(max(dates))
    series = tuple(sorted(newest, key=_natural_order))
    price = np.full((len(series), int((last - first).astype(int)) + 1), np.nan)
    for row, one in enumerate(series):
        columns = (np.array(list(newest[one]), dtype="datetime64[D]") - first).astype(int)
        price[row, columns] = [value for _, value in newest[one].values()]
    return Panel(name, first, series, price)


def _natural_order(series: Series) -> tuple:
    def key(text: str) -> tuple:
        return (not text.isdecimal(), int(text) if text.isdecimal() else 0, text)

    return key(series.group_id), key(series.product_id)


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open("r", encoding="utf-8", newline="")


def _is_wide(path: Path) -> bool:
    with _open(path) as file:
        header = next(csv.reader(file), [])
    return "timestamp" not in header and any(_DAY.fullmatch(column) for column in header)


def _read_long(path: Path) -> Iterator[Measure]:
    with _open(path) as file:
        rows = csv.DictReader(file)
        missing = LONG_COLUMNS - set(rows.fieldnames or ())
        if missing:
            raise UnreadableData(f"{path}: no column {', '.join(sorted(missing))}")
        known: dict[tuple[str, str, str, str], Series] = {}
        for row in rows:
            key = (row["product_id"], row["product_group_id"], row["company"], row["offer_type"])
            if key not in known:
                product, group, company, offer = key
                known[key] = Series(product, group, company.strip().lower(), offer.strip().lower())
            try:
                price = float(row["price"])
            except (TypeError, ValueError):
                raise UnreadableData(f"{path}:{rows.line_num}: no price {row['price']!r}") from None
            if not (_DAY.match(row["timestamp"] or "") and price > 0):
                raise UnreadableData(
                    f"{path}:{rows.line_num}: {row['timestamp']!r}, {row['price']!r}"
                )
            yield Measure(known[key], row["timestamp"], price)


def _load_wide(path: Path, name: str) -> Panel:
    """One row a product, one column a day, blank = not measured; each product its own group."""
    with _open(path) as file:
        rows = csv.reader(file)
        header = next(rows)
        columns = [i for i, column in enumerate(header) if _DAY.fullmatch(column)]
        days = np.array([header[i] for i in columns], dtype="datetime64[D]")
        if np.any(np.diff(days).astype(int) != 1):
            raise UnreadableData(f"{path}: the day columns are not successive")
        product, category = header.index("product_id"), header.index("category")
        series, prices = [], []
        for row in rows:
            series.append(Series(row[product], row[product], "", "", row[category]))
            prices.append([float(row[i]) if row[i] else np.nan for i in columns])
    return Panel(name, days[0], tuple(series), np.array(prices))
