"""Metrics against values worked out by hand or by definition."""

import numpy as np
import pytest

from pricetide_models.bootstrap import paired_ratio
from pricetide_models.contract import HORIZON, WINDOW, Forecast, ModelInput
from pricetide_models.metrics import (
    area_under_curve,
    calibration_error,
    changed,
    fell,
    same_as_today,
    score,
    tail_rates,
)
from pricetide_models.windows import Windows

NONE = np.nan


def windows(targets, last=100.0):
    """Windows whose first day ahead has the given prices; nothing else was measured."""
    count = len(targets)
    target = np.full((count, HORIZON), np.nan)
    target[:, 0] = targets
    blank = np.zeros((count, WINDOW), dtype=np.float32)
    inputs = ModelInput(blank, blank, blank, np.zeros((count, 3), dtype=np.int64))
    return Windows(
        inputs, target, np.full(count, last), np.arange(count), np.zeros(count, dtype=int)
    )


def forecast(low, middle, high, count):
    quantiles = np.broadcast_to(np.array([low, middle, high], dtype=float), (count, HORIZON, 3))
    half = np.full((count, HORIZON), 0.5)
    return Forecast(quantiles, half, half)


@pytest.mark.parametrize(
    ("price", "expected"),
    [  # quantiles 90, 100, 110 and last price 100: mean of the three losses, over 100
        (100, (0.1 * 10 + 0 + 0.1 * 10) / 300),
        (120, (0.1 * 30 + 0.5 * 20 + 0.9 * 10) / 300),
        (80, (0.9 * 10 + 0.5 * 20 + 0.1 * 30) / 300),
    ],
)
def test_pinball_loss(price, expected):
    found = score(forecast(90, 100, 110, 1), windows([price]))
    assert found.pinball[0, 0] == pytest.approx(expected)
    assert np.isnan(found.pinball[0, 1:]).all()


def test_same_as_today_loses_half_the_absolute_error():
    test = windows([100, 104, 92])
    found = score(same_as_today(test), test)
    np.testing.assert_allclose(found.pinball[:, 0], [0, 0.02, 0.04])
    np.testing.assert_allclose(found.absolute_error[:, 0], [0, 0.04, 0.08])
    np.testing.assert_allclose(found.smape[:, 0], [0, 8 / 204, 16 / 192])


@pytest.mark.parametrize(
    ("price", "is_change", "is_fall"),
    [(100, 0, 0), (100.4, 0, 0), (99.6, 0, 1), (100.6, 1, 0), (99.5, 1, 1), (NONE, NONE, NONE)],
)
def test_what_counts_as_a_change_and_as_a_fall(price, is_change, is_fall):
    np.testing.assert_equal(changed(windows([price]))[0, 0], is_change)
    np.testing.assert_equal(fell(windows([price]))[0, 0], is_fall)


def test_tail_rates_count_only_where_a_quantile_leaves_the_last_price():
    found = tail_rates(forecast(90, 100, 100, 4), windows([89, 91, 100, NONE]))
    assert found[0][0] == pytest.approx(1 / 3)
    assert np.isnan(found[1][0])


@pytest.mark.parametrize(
    ("chance", "happened", "expected"),
    [
        ([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], 1.0),
        ([0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1], 0.0),
        ([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1], 0.5),
        ([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75),
        ([0.1, 0.4, NONE, 0.8], [0, 0, 1, 1], 1.0),
        ([0.1, 0.2], [0, 0], NONE),
    ],
)
def test_area_under_curve(chance, happened, expected):
    found = area_under_curve(np.array(chance), np.array(happened, dtype=float))
    np.testing.assert_allclose(found, expected)


def test_area_under_curve_is_the_share_of_pairs_in_order():
    random = np.random.default_rng(3)
    chance = random.integers(0, 6, 60) / 6
    happened = random.random(60) < 0.4
    pairs = [
        1.0 if high > low else 0.5 if high == low else 0.0
        for high in chance[happened]
        for low in chance[~happened]
    ]
    assert area_under_curve(chance, happened.astype(float)) == pytest.approx(np.mean(pairs))


def test_calibration_error_is_the_mean_gap():
    chance = np.repeat([0.2, 0.6], 100)
    happened = np.concatenate([np.repeat([1.0, 0.0], [20, 80]), np.repeat([1.0, 0.0], [40, 60])])
    assert calibration_error(chance, happened, bins=2) == pytest.approx((0 + 0.2) / 2)


def test_ratio_of_equal_losses_is_exactly_one():
    loss = np.random.default_rng(1).random(50)
    found = paired_ratio(loss, loss, np.arange(50) // 5)
    assert (found.value, found.lower, found.upper) == (1, 1, 1)


def test_ratio_interval_holds_the_ratio_and_ignores_what_was_not_measured():
    random = np.random.default_rng(2)
    reference = random.random(400)
    loss = reference * random.uniform(0.7, 1.1, 400)
    loss[::7] = np.nan
    found = paired_ratio(loss, reference, np.arange(400) // 4)
    known = ~np.isnan(loss)
    assert found.value == pytest.approx(loss[known].sum() / reference[known].sum())
    assert found.lower < found.value < found.upper < 1


def test_windows_of_one_series_are_no_independent_evidence():
    """Many copies of few series must leave the interval as wide as the few series do."""
    random = np.random.default_rng(4)
    loss, reference = random.random(8), random.random(8)
    once = paired_ratio(loss, reference, np.arange(8))
    copies = paired_ratio(np.tile(loss, 50), np.tile(reference, 50), np.tile(np.arange(8), 50))
    assert (copies.lower, copies.upper) == pytest.approx((once.lower, once.upper))
