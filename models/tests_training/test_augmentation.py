"""What augmentation may change in a window, and what it must leave as it is."""

import numpy as np
import pytest
import torch

from pricetide_models.augmentation import Augmentation, Sample
from pricetide_models.conformance import example

ROWS = 64
NOTHING = Augmentation(hide_peers=0.0, hide_static=0.0, mirror=0.0, stretch=0.0)


def sample():
    inputs = example(ROWS)
    newest = np.where(inputs.mask > 0, np.arange(inputs.mask.shape[1]), -1).max(axis=1)
    last = inputs.price[np.arange(ROWS), newest][:, None]
    random = np.random.default_rng(3)
    relative = np.exp(random.normal(0, 0.1, (ROWS, 14))).astype(np.float32)
    relative[0, 3] = np.nan
    arrays = (torch.from_numpy(array) for array in inputs.arrays().values())
    return Sample(*arrays, relative=torch.from_numpy(relative), last=torch.from_numpy(last))


def applied(augmentation, progress=0.0):
    return augmentation.apply(np.random.default_rng(1), sample(), progress)


def log_moves(of):
    """Log distances from the last price: of the window's measured days, and of what followed."""
    price = torch.where(of.mask > 0, of.price, of.last)
    return torch.cat([(price / of.last).log(), of.relative.nan_to_num(1.0).log()], dim=1)


def test_without_any_share_nothing_changes():
    for name in Sample.__annotations__:
        torch.testing.assert_close(
            getattr(applied(NOTHING), name), getattr(sample(), name), equal_nan=True
        )


def test_mirrored_windows_rise_where_they_fell_before_and_after_the_origin():
    mirrored = applied(Augmentation(mirror=1.0, stretch=0.0))
    torch.testing.assert_close(log_moves(mirrored), -log_moves(sample()), atol=1e-5, rtol=1e-4)


def test_training_ends_with_windows_as_they_are():
    last = applied(Augmentation(mirror=1.0, stretch=0.0), progress=1.0)
    torch.testing.assert_close(log_moves(last), log_moves(sample()), atol=1e-5, rtol=1e-4)


def test_one_factor_stretches_a_window_and_what_followed_it():
    before, after = log_moves(sample()), log_moves(applied(Augmentation(mirror=0.0, stretch=0.5)))
    factors = []
    for was, now in zip(before, after):
        moved = was.abs() > 0.01
        factor = (now[moved] / was[moved]).median()
        torch.testing.assert_close(now, was * factor, atol=1e-4, rtol=1e-3)
        factors.append(factor.item())
    changed = np.abs(np.log(factors)) > 1e-3
    assert 0.3 < changed.mean() < 0.7


@pytest.mark.parametrize("name", ["mask", "last"])
def test_what_was_measured_and_the_last_price_stay(name):
    assert torch.equal(getattr(applied(Augmentation()), name), getattr(sample(), name))


def test_unmeasured_days_and_unknown_followers_stay_so():
    varied = applied(Augmentation(hide_peers=0.0))
    assert torch.equal(varied.price > 0, sample().price > 0)
    assert torch.equal(varied.peer_price > 0, sample().peer_price > 0)
    assert torch.equal(varied.relative.isnan(), sample().relative.isnan())


def test_hiding_leaves_the_weekday():
    hidden = applied(Augmentation(hide_peers=1.0, hide_static=1.0))
    assert (hidden.peer_price == 0).all()
    assert (hidden.static[:, :2] == 0).all()
    assert torch.equal(hidden.static[:, 2], sample().static[:, 2])
