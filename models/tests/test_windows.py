"""What a window holds, and that nothing of the future can get into it."""

import numpy as np
import pytest

from pricetide_models.contract import HORIZON, WINDOW
from pricetide_models.datasets import DataSet
from pricetide_models.evaluation import TestSet, evaluate, pool
from pricetide_models.forecasters import SameAsToday
from pricetide_models.panel import Panel, Series, forward_fill
from pricetide_models.windows import Vocabulary, cut_windows, peer_prices, training_windows

FIRST_DAY = np.datetime64("2021-03-01")  # a Monday


def panel(price, companies=None, groups=None):
    price = np.array(price, dtype=float)
    count = len(price)
    series = tuple(
        Series(str(i), (groups or ["1"] * count)[i], (companies or ["a"] * count)[i], "unlocked")
        for i in range(count)
    )
    return Panel("test", FIRST_DAY, series, price)


def test_window_ends_on_the_origin_and_its_target_starts_the_day_after():
    price = np.arange(1.0, 201.0)[None, :]
    found = cut_windows(panel(price), [120], Vocabulary((), ()))
    assert found.inputs.price.shape == (1, WINDOW)
    assert found.inputs.price[0, -1] == found.last[0] == price[0, 120]
    np.testing.assert_equal(found.target[0], price[0, 121 : 121 + HORIZON])


def test_unmeasured_days_are_zero_and_masked():
    price = np.full((1, 60), 5.0)
    price[0, [50, 59]] = np.nan
    price[0, 57] = 7.0
    other = np.full((1, 60), 9.0)
    found = cut_windows(panel([price[0], other[0]]), [59], Vocabulary((), ()), with_target=False)
    assert found.inputs.price[0, -1] == found.inputs.mask[0, -1] == 0
    assert found.last[0] == 5.0
    assert found.inputs.mask[0].sum() == 58
    assert (found.inputs.mask[0, : WINDOW - 60] == 0).all()


@pytest.mark.parametrize(
    ("measured", "usable"),
    [(range(45, 60), True), (range(47, 60), False), (range(10, 46), False), (range(10, 47), True)],
)
def test_series_needs_14_measured_days_and_one_in_the_last_14(measured, usable):
    price = np.full((2, 75), np.nan)
    price[0, list(measured)] = 3.0
    price[0, 60:] = 3.0
    price[1] = 4.0
    found = cut_windows(panel(price), [59], Vocabulary((), ()))
    assert (0 in found.series) == usable


def test_no_window_where_the_group_was_not_measured():
    price = np.full((2, 80), 2.0)
    price[0, 60] = np.nan
    found = cut_windows(panel(price, groups=["1", "2"]), [60], Vocabulary((), ()))
    assert found.series.tolist() == [1]


def test_peer_price_is_the_lowest_of_other_companies_carried_seven_days():
    nan = np.nan
    price = np.full((4, 12), nan)
    price[0] = 10.0
    price[1, 0] = 8.0  # another company, measured once
    price[2] = 9.0  # another company, always measured
    price[3] = 1.0  # the same company under another product id: no peer
    found = peer_prices(panel(price, companies=["a", "b", "c", "a"]))
    np.testing.assert_equal(found[0], [8.0] * 8 + [9.0] * 4)
    np.testing.assert_equal(found[1], [1.0] * 12)


def test_peers_are_of_the_same_group_and_offer():
    price = np.ones((3, 3))
    series = (
        Series("0", "1", "a", "unlocked"),
        Series("1", "2", "b", "unlocked"),
        Series("2", "1", "b", "postpaid new line"),
    )
    assert np.isnan(peer_prices(Panel("test", FIRST_DAY, series, price))).all()


def test_weekday_is_that_of_the_origin():
    found = cut_windows(panel(np.ones((1, 40))), [14, 15, 20], Vocabulary((), ()))
    assert found.inputs.static[:, 2].tolist() == [1, 2, 7]


def test_names_are_coded_by_their_place_and_unknown_ones_are_zero():
    prices = panel(np.ones((3, 40)), companies=["b", "a", "z"], groups=["1", "2", "3"])
    vocabulary = Vocabulary(("a", "b"), ("unlocked",))
    assert vocabulary.codes(prices).tolist() == [[2, 1], [1, 1], [0, 1]]


def test_forward_fill_carries_no_further_than_its_limit():
    row = np.array([[np.nan, 1.0, np.nan, np.nan, np.nan, 2.0]])
    np.testing.assert_equal(forward_fill(row), [[np.nan, 1, 1, 1, 1, 2]])
    np.testing.assert_equal(forward_fill(row, limit=2), [[np.nan, 1, 1, 1, np.nan, 2]])


def test_nothing_after_the_cutoff_reaches_training(generated):
    """Scramble everything after the cutoff: the training data must not differ in a single byte."""
    cutoff = generated.days * 4 // 5
    price = generated.price.copy()
    later = price[:, cutoff + 1 :]
    random = np.random.default_rng(5)
    later[:] = np.where(
        random.random(later.shape) < 0.5, random.uniform(1, 1_000, later.shape), np.nan
    )
    scrambled = Panel(generated.name, generated.first_day, generated.series, price)
    before, after = (training_data(DataSet(one, "", cutoff)) for one in (generated, scrambled))
    for name, array in before.items():
        assert array.tobytes() == after[name].tobytes(), name


def training_data(one: DataSet) -> dict[str, np.ndarray]:
    vocabulary = Vocabulary.of([one.panel.until(one.cutoff)])
    windows = training_windows(one.panel, one.cutoff, vocabulary, step=20)
    assert windows.origin.max() < one.cutoff
    return windows.inputs.arrays() | {"target": windows.target, "last": windows.last}


def test_forecasting_sees_nothing_after_the_origin(generated):
    origin = generated.days * 4 // 5
    price = generated.price.copy()
    price[:, origin + 1 :] = 77.0
    changed = Panel(generated.name, generated.first_day, generated.series, price)
    before, after = (
        cut_windows(one, [origin], Vocabulary((), ()), with_target=False).inputs.arrays()
        for one in (generated, changed)
    )
    for name, array in before.items():
        assert array.tobytes() == after[name].tobytes(), name


def test_a_test_period_ends_where_the_next_one_starts():
    flat = panel(np.full((1, 200), 5.0))
    first, rest = TestSet.after(flat, 99, until=149), TestSet.after(flat, 149)
    assert (first.windows.origin.min(), first.windows.origin.max()) == (100, 148)
    assert (rest.windows.origin.min(), rest.windows.origin.max()) == (150, 198)
    both = pool([evaluate(SameAsToday(), part) for part in (first, rest)])
    assert both.test.windows.origin.tolist() == [*range(100, 149, 3), *range(150, 199, 3)]
    assert len(both.scores.pinball) == len(both.forecast.quantiles) == len(both.test.windows)
