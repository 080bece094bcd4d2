"""The networks' parts: the encoded window, the move's distribution, and what follows from it."""

import numpy as np
import pytest
import torch

from pricetide_models.conformance import edge_cases, example
from pricetide_models.contract import CHANGE, HORIZON, WINDOW
from pricetide_models.networks.move_distribution import RANGES, STILL, MoveDistribution
from pricetide_models.networks.weekday_shift import WeekdayShift
from pricetide_models.networks.window_encoder import KnownCodes, WindowEncoder
from pricetide_models.networks.window_features import WindowFeatures
from pricetide_models.panel import forward_fill


def encoded(inputs):
    return WindowEncoder()(*map(torch.from_numpy, (inputs.price, inputs.mask, inputs.peer_price)))


def log_chances(seed, sharpness):
    generator = torch.Generator().manual_seed(seed)
    logits = sharpness * torch.randn((50, HORIZON, RANGES), generator=generator)
    return torch.log_softmax(logits, dim=2)


def test_level_is_the_carried_price_relative_to_the_last():
    inputs = example(16)
    carried = forward_fill(np.where(inputs.mask > 0, inputs.price, np.nan).astype(np.float64))
    window = encoded(inputs)
    expected = np.nan_to_num(np.log(carried / carried[:, -1:]))
    np.testing.assert_allclose(window.level.numpy(), expected, atol=1e-5)
    np.testing.assert_array_equal(window.known.numpy(), ~np.isnan(carried))


@pytest.mark.parametrize(
    "inputs", [inputs for _, inputs in edge_cases()], ids=[name for name, _ in edge_cases()]
)
def test_features_are_finite_and_of_similar_size(inputs):
    features = WindowFeatures()(encoded(inputs))
    assert torch.isfinite(features).all()
    assert features.abs().max() < 20


def test_features_do_not_know_the_currency():
    inputs = example(64)
    features = WindowFeatures()
    large = features(encoded(inputs))
    small = [
        torch.from_numpy(array)
        for array in (inputs.price / 4096, inputs.mask, inputs.peer_price / 4096)
    ]
    torch.testing.assert_close(features(WindowEncoder()(*small)), large, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("column", range(3))
@pytest.mark.parametrize("code", [-9, -1, 8, 99, 2**63 - 1])
def test_codes_out_of_range_become_unknown(code, column):
    static = torch.tensor([[3, 2, 7]])
    static[0, column] = code
    expected = torch.tensor([[3, 2, 7]])
    expected[0, column] = 0
    assert torch.equal(KnownCodes(companies=3, offers=2)(static), expected)


def test_codes_in_range_stay():
    codes = torch.tensor([[0, 0, 0], [3, 2, 7], [1, 1, 1]])
    assert torch.equal(KnownCodes(companies=3, offers=2)(codes), codes)


@pytest.mark.parametrize(
    ("relative", "place"),
    [
        (1.0, 0),
        (1.0 + 1e-7, 0),
        (1.001, 1),
        (0.999, -1),
        (1 + CHANGE, 2),
        (1 - CHANGE, -2),
        (1.0049, 1),
        (0.9951, -1),
        (9.0, STILL),
        (0.1, -STILL),
    ],
)
def test_range_of_a_price(relative, place):
    assert MoveDistribution(4).ranges(torch.tensor([relative])).item() == STILL + place


@pytest.mark.parametrize("sharpness", [0.1, 1.0, 5.0, 30.0])
@pytest.mark.parametrize("seed", range(3))
def test_quantiles_are_ordered_and_bounded_whatever_the_chances(seed, sharpness):
    quantiles = MoveDistribution(4).quantiles(log_chances(seed, sharpness))
    assert (quantiles.diff(dim=2) >= 0).all()
    assert quantiles.abs().max() <= 0.9 + 1e-6


def test_sure_of_no_move_answers_exactly_the_last_price():
    chance = torch.full((1, HORIZON, RANGES), 0.08 / (RANGES - 1))
    chance[:, :, STILL] = 0.92
    distribution = MoveDistribution(4)
    assert (distribution.quantiles(chance.log()) == 0).all()
    assert distribution.change(chance.log())[0, 0] == pytest.approx(0.08 * 28 / 30, rel=1e-4)
    assert distribution.fall(chance.log())[0, 0] == pytest.approx(0.04, rel=1e-4)


def test_a_quantile_has_its_chance_below_it():
    """Draw moves from the distribution itself: a tenth of them must lie below p10."""
    log_chance = log_chances(1, 1.0)[:1, :1]
    distribution = MoveDistribution(4)
    low, middle, high = distribution.quantiles(log_chance)[0, 0].tolist()
    generator = torch.Generator().manual_seed(0)
    place = torch.multinomial(
        log_chance.exp()[0, 0], 200_000, replacement=True, generator=generator
    )
    start = distribution.width.cumsum(0) - distribution.width - 0.9
    move = start[place] + distribution.width[place] * torch.rand(200_000, generator=generator)
    for quantile, level in ((low, 0.1), (middle, 0.5), (high, 0.9)):
        below = (move < quantile - 1e-6).double().mean().item()
        upto = (move <= quantile + 1e-6).double().mean().item()
        assert below - 0.005 <= level <= upto + 0.005


def test_weekday_moves_only_the_chance_of_the_same_price():
    distribution = MoveDistribution(4)
    features = torch.randn((3, 4), generator=torch.Generator().manual_seed(0))
    shift = torch.zeros(3, HORIZON)
    plain = distribution(features, shift)
    shift[1, 2] = 1.5
    shifted = distribution(features, shift)
    odds = shifted - plain - (shifted - plain)[:, :, :1]
    expected = torch.zeros(3, HORIZON, RANGES)
    expected[1, 2, STILL] = 1.5
    torch.testing.assert_close(odds, expected, atol=1e-5, rtol=0)


def test_weekdays_of_named_and_nameless_series_are_told_apart():
    shift = WeekdayShift()
    torch.nn.init.normal_(shift.table.weight)
    found = shift(torch.tensor([[0, 0, 6], [2, 1, 6], [5, 2, 6], [0, 0, 5]]))
    assert not torch.equal(found[0], found[1])
    assert not torch.equal(found[0], found[3])
    assert torch.equal(found[1], found[2])


def test_window_length_is_the_contracts():
    assert encoded(example(2)).level.shape == (2, WINDOW)
