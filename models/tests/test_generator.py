"""The generated set has the customer's counts exactly, and the dynamics of real prices."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from pricetide_models.generator.generate import HEADER, SEED, round_as_shops_do, write_set
from pricetide_models.generator.plan import apportion, draw_plan
from pricetide_models.generator.statistics import measure_statistics
from pricetide_models.loading import sha256

DATA = Path(__file__).resolve().parent.parent / "data"
SAMPLE = DATA / "sample-group-23.csv"

GROUPS, FILES, MEASURES = 220, 292, 367_215
COMPANIES = {  # company: (distinct product groups sold, measures)
    "movistar": (159, 116_368),
    "claro": (110, 64_330),
    "abcdin": (103, 22_217),
    "entel": (88, 34_058),
    "ripley": (124, 31_140),
    "paris": (129, 32_953),
    "falabella": (110, 31_205),
    "wom": (52, 15_217),
    "lider": (81, 14_289),
    "vtr": (8, 4_629),
    "maconline": (5, 809),
}
OFFERS = {"unlocked": 354_887, "postpaid new line": 11_261, "postpaid portability": 1_067}
SAMPLE_COMPANIES = {
    "movistar": 670,
    "Abcdin": 477,
    "entel": 655,
    "Ripley": 433,
    "Paris": 474,
    "claro": 636,
    "Falabella": 511,
    "Lider": 305,
    "wom": 449,
}


@pytest.fixture(scope="module")
def files(generated_directory):
    return {path: _rows(path) for path in sorted(generated_directory.iterdir())}


@pytest.fixture(scope="module")
def rows(files):
    return [row for rows in files.values() for row in rows]


def test_set_has_the_customers_totals(files, rows):
    assert len(files) == FILES
    assert len({row["product_group_id"] for row in rows}) == GROUPS
    assert len({row["product"] for row in rows}) == GROUPS
    assert len(rows) == MEASURES


def test_every_company_has_its_groups_and_measures(rows):
    measures = Counter(row["company"].lower() for row in rows)
    groups = defaultdict(set)
    for row in rows:
        groups[row["company"].lower()].add(row["product_group_id"])
    assert {name: (len(groups[name]), measures[name]) for name in measures} == COMPANIES


def test_every_offer_type_has_its_measures(rows):
    assert Counter(row["offer_type"] for row in rows) == OFFERS


def test_a_file_holds_one_group_or_one_of_its_offer_types(files):
    offers_of_group = defaultdict(set)
    for rows in files.values():
        assert len({row["product_group_id"] for row in rows}) == 1
        for row in rows:
            offers_of_group[row["product_group_id"]].add(row["offer_type"])
    for rows in files.values():
        offers = {row["offer_type"] for row in rows}
        assert len(offers) == 1 or offers == offers_of_group[rows[0]["product_group_id"]]


def test_a_series_is_one_product_at_one_company_with_one_offer_type(rows):
    identity = {}
    for row in rows:
        key = (row["product_group_id"], row["company"], row["offer_type"], row["product"])
        assert identity.setdefault(row["product_id"], key) == key
    assert len(set(identity.values())) == len(identity)


def test_rows_are_in_the_products_form(files):
    indices, instants = [], set()
    for path, rows in files.items():
        assert path.read_text(encoding="utf-8").startswith(HEADER + "\n")
        for row in rows:
            indices.append(int(row[""]))
            instants.add((row["product_id"], row["timestamp"]))
            assert "2019-01-01" <= row["timestamp"] <= "2021-12-31"
            assert re.fullmatch(r"\d+\.\d{1,6}", row["price"]) and float(row["price"]) > 0
            assert row["country"] == "CL"
    assert sorted(indices) == list(range(MEASURES))
    assert len(instants) == MEASURES


def test_committed_sample_is_what_the_generator_makes(tmp_path):
    (written,) = write_set(tmp_path, group_ids=frozenset({"23"}))
    assert written.read_bytes() == SAMPLE.read_bytes()


def test_sample_is_a_file_of_the_whole_set(generated_directory):
    assert (generated_directory / "group-23.csv").read_bytes() == SAMPLE.read_bytes()


def test_sample_has_the_nine_counts_and_spellings():
    rows = _rows(SAMPLE)
    assert len(rows) == 4_610
    assert Counter(row["company"] for row in rows) == SAMPLE_COMPANIES
    assert {row["product"] for row in rows} == {"samsung Galaxy A51 128GB"}
    assert {row["product_group_id"] for row in rows} == {"23"}
    assert {row["offer_type"] for row in rows} == {"unlocked"}


def test_set_is_frozen(generated_directory):
    frozen = (DATA / "generated.sha256").read_text().strip()
    assert sha256(generated_directory) == frozen


def test_statistics_are_those_of_real_prices(generated):
    found = measure_statistics(generated)
    assert 0.044 <= found.days_with_change <= 0.054
    for value, (low, high) in zip(
        found.size_10_50_90, ((0.008, 0.012), (0.032, 0.042), (0.13, 0.17))
    ):
        assert low <= value <= high
    for value, (low, high) in zip(found.run_days_25_50_75_90, ((1, 1), (3, 5), (12, 18))):
        assert low <= value <= high
    # "Same as today" on the real set, 1 to 14 days ahead; as hard means within 20 %.
    real = (
        (0.00157, 0.00266, 0.00360, 0.00445, 0.00522, 0.00593, 0.00659)
        + (0.00719, 0.00776, 0.00832, 0.00885, 0.00932, 0.00978, 0.01021)
    )  # fmt: skip
    np.testing.assert_allclose(found.same_as_today_loss, real, rtol=0.2)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_counts_hold_for_any_seed(seed):
    plan = draw_plan(seed)
    series = [s for group in plan for s in group.series]
    assert len(plan) == GROUPS
    assert sum(len(group.offers) for group in plan) == FILES
    assert Counter({c: n for c, (_, n) in COMPANIES.items()}) == _sum(
        series, lambda s: s.company.lower()
    )
    assert Counter(OFFERS) == _sum(series, lambda s: s.offer)


def test_another_seed_gives_other_prices(tmp_path):
    (written,) = write_set(tmp_path, seed=SEED + 1, group_ids=frozenset({"23"}))
    assert written.read_bytes() != SAMPLE.read_bytes()
    assert Counter(row["company"] for row in _rows(written)) == SAMPLE_COMPANIES


@pytest.mark.parametrize("total", [30, 31, 57, 299, 300])
def test_apportioned_parts_add_up_and_keep_their_bounds(total):
    weights = np.array([1.0, 5.0, 0.01])
    parts = apportion(weights, total, least=10, most=100)
    assert sum(parts) == total
    assert all(10 <= part <= 100 for part in parts)
    assert parts[1] >= parts[0] >= parts[2]


@pytest.mark.parametrize("total", [29, 301])
def test_impossible_parts_are_refused(total):
    with pytest.raises(ValueError, match="cannot be split"):
        apportion(np.ones(3), total, least=10, most=100)


def test_shops_keep_a_price_until_they_move_it():
    log_prices = np.log([200_000.0, 200_000.0, 206_000.0, 205_000.0])
    assert round_as_shops_do(log_prices).tolist() == [199_990, 199_990, 205_990, 204_990]


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sum(series, key):
    counter = Counter()
    for one in series:
        counter[key(one)] += one.measures
    return counter
