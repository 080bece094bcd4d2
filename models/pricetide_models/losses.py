"""What training minimises."""

import torch
from torch import Tensor
from torch.nn import functional

from pricetide_models.contract import HORIZON, QUANTILES
from pricetide_models.networks.move_distribution import MoveDistribution

NEARNESS = 0.7
"""A day ahead weighs by its number to the power of minus this: near days can be told better."""
LEAST_CHANCE = 1e-6


def forecast_loss(
    distribution: MoveDistribution,
    log_chance: Tensor,
    relative: Tensor,
    horizon_weight: Tensor,
    pinball_weight: float,
) -> Tensor:
    """Mean over all measured targets of three losses, near days weighing more than far ones.

    They are the log loss of the move's range, that of whether there was a change at all, and
    `pinball_weight` times the pinball loss (Koenker and Bassett, 1978) of relative prices, as in
    the back-test. `relative` [batch, 14] is the true price over the last one, NaN where not
    measured; `horizon_weight` [14] makes up for far days missing by more.
    """
    measured = torch.isfinite(relative)
    truth = torch.where(measured, relative, 1.0)
    place = distribution.ranges(truth)
    surprise = -log_chance.gather(2, place.unsqueeze(2)).squeeze(2)
    change = distribution.change(log_chance).clamp(LEAST_CHANCE, 1 - LEAST_CHANCE)
    change_surprise = functional.binary_cross_entropy(
        change, distribution.is_change[place], reduction="none"
    )
    levels = torch.tensor(QUANTILES, dtype=log_chance.dtype)
    miss = truth.unsqueeze(2) - distribution.quantiles(log_chance).exp()
    pinball = torch.maximum(levels * miss, (levels - 1) * miss).mean(dim=2) * horizon_weight
    nearness = torch.arange(1, HORIZON + 1, dtype=log_chance.dtype) ** -NEARNESS
    weight = measured * (nearness / nearness.mean())
    return ((surprise + change_surprise + pinball_weight * pinball) * weight).sum() / weight.sum()
