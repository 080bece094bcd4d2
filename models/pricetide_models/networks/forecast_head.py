"""Turns a network's last features into the contract's outputs: the last part of every network."""

import torch
from torch import Tensor, nn

from pricetide_models.contract import HORIZON

OUTPUTS_A_DAY = 5
OFFSET_SCALE = 0.05
LARGEST_OFFSET = 1.5
STILL = 0.001
"""Offsets below 0.1 % are answered as 'same as the last price': most prices do not move at all."""


class ForecastHead(nn.Module):
    """Log offsets of three quantiles and two logits for each of the 14 days."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.linear = nn.Linear(features, HORIZON * OUTPUTS_A_DAY)
        nn.init.normal_(self.linear.weight, std=0.01)
        nn.init.zeros_(self.linear.bias)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Unordered log offsets [batch, 14, 3] and logits [batch, 14, 2] (change, down)."""
        raw = self.linear(features).unflatten(1, (HORIZON, OUTPUTS_A_DAY))
        return raw[:, :, :3] * OFFSET_SCALE, raw[:, :, 3:]


def answer(last: Tensor, offsets: Tensor, logits: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The contract's outputs from the head's: monotone quantiles in price units, and chances."""
    offsets = torch.where(offsets.abs() < STILL, 0.0, offsets)
    offsets = offsets.clamp(-LARGEST_OFFSET, LARGEST_OFFSET)
    median = offsets[:, :, 1]
    ordered = torch.stack(
        [torch.minimum(offsets[:, :, 0], median), median, torch.maximum(offsets[:, :, 2], median)], dim=2
    )
    chances = torch.sigmoid(logits)
    return last.unsqueeze(2) * torch.exp(ordered), chances[:, :, 0], chances[:, :, 1]
