"""What training minimises."""

import torch
from torch import Tensor

from pricetide_models.contract import QUANTILES
from pricetide_models.networks.move_distribution import MoveDistribution


def forecast_loss(
    distribution: MoveDistribution,
    log_chance: Tensor,
    relative: Tensor,
    horizon_weight: Tensor,
    pinball_weight: float,
) -> Tensor:
    """Mean over all measured targets of the log loss of the range and the weighted pinball loss.

    `relative` [batch, 14] is the true price over the last one, NaN where not measured. The pinball
    loss (Koenker and Bassett, 1978) is taken of relative prices, as in the back-test;
    `horizon_weight` [14] makes the days ahead weigh alike, although far ones miss by more.
    """
    measured = torch.isfinite(relative)
    truth = torch.where(measured, relative, 1.0)
    place = distribution.ranges(truth)
    surprise = -log_chance.gather(2, place.unsqueeze(2)).squeeze(2)
    levels = torch.tensor(QUANTILES, dtype=log_chance.dtype)
    miss = truth.unsqueeze(2) - distribution.quantiles(log_chance).exp()
    pinball = torch.maximum(levels * miss, (levels - 1) * miss).mean(dim=2) * horizon_weight
    return ((surprise + pinball_weight * pinball) * measured).sum() / measured.sum()
