"""What training minimises."""

import torch
from torch import Tensor
from torch.nn import functional

from pricetide_models.contract import CHANGE, QUANTILES


def forecast_loss(
    offsets: Tensor, logits: Tensor, relative: Tensor, horizon_weight: Tensor, chance_weight: float
) -> Tensor:
    """Mean over all measured targets of pinball loss and log loss.

    `relative` [batch, 14] is the true price over the last one, NaN where not measured.
    `horizon_weight` [14] makes the days ahead weigh alike, although far ones miss by more.
    The pinball loss (Koenker and Bassett, 1978) is taken of relative prices, as in the back-test;
    the log loss of 'differs by 0.5 % or more' and 'is lower' is weighted by `chance_weight`.
    """
    measured = torch.isfinite(relative)
    truth = torch.where(measured, relative, torch.ones_like(relative))
    quantiles = torch.tensor(QUANTILES, dtype=offsets.dtype)
    miss = truth.unsqueeze(2) - torch.exp(offsets)
    pinball = torch.maximum(quantiles * miss, (quantiles - 1) * miss).mean(dim=2) * horizon_weight
    happened = torch.stack([(truth - 1).abs() >= CHANGE, truth < 1], dim=2).to(offsets.dtype)
    surprise = functional.binary_cross_entropy_with_logits(logits, happened, reduction="none").mean(dim=2)
    return ((pinball + chance_weight * surprise) * measured).sum() / measured.sum()
