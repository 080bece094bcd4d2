"""The distribution of a price's move, from which all of the contract's outputs follow.

Most prices do not move at all, and those that do move by anything from half a percent to a half.
A network therefore gives, for each day ahead, the chance of each of 31 ranges of the move, the
middle one being 'exactly the same price'. The quantiles are read off the cumulated chances, and the
chances of a change and of a fall are sums of them, so the three never contradict each other.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from pricetide_models.contract import CHANGE, HORIZON, QUANTILES

SMALLEST_MOVE = 1e-5
LARGEST_MOVE = 0.9
"""A move is a difference of natural logarithms; larger ones are taken to be this large."""
_LEAST_CHANGE = CHANGE * (1 - 1e-4)  # a change of exactly 0.5 % is one, whatever the rounding
EDGES = (
    (SMALLEST_MOVE, _LEAST_CHANGE, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.04)
    + (0.055, 0.075, 0.1, 0.14, 0.2, 0.3, 0.5)
)  # fmt: skip
"""Ends of the ranges, relative to the last price, upwards; downwards they mirror."""
RANGES = 2 * len(EDGES) + 1
STILL = len(EDGES)
"""Place of the range 'the same price'."""
RARE = -5.0
"""Logit that every move starts training with, beside 0 for 'the same price'."""


class MoveDistribution(nn.Module):
    """Chances of the ranges for each of the 14 days, [batch, 14, 31], from a network's features."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.linear = nn.Linear(features, HORIZON * RANGES)
        nn.init.normal_(self.linear.weight, std=0.01)
        with torch.no_grad():
            bias = torch.full((HORIZON, RANGES), RARE)
            bias[:, STILL] = 0.0
            self.linear.bias.copy_(bias.flatten())
        downward = [1 - edge for edge in reversed(EDGES)]
        ratio_ends = torch.tensor([*downward, *(1 + edge for edge in EDGES)], dtype=torch.float64)
        self.register_buffer("ratio_ends", ratio_ends.to(torch.float32), persistent=False)
        # Within 'the same price' there is no distance: its two ends are one point, 0.
        ends = ratio_ends.log()
        ends[STILL - 1 : STILL + 1] = 0.0
        limit = torch.tensor([LARGEST_MOVE], dtype=torch.float64)
        width = torch.diff(ends, prepend=-limit, append=limit).to(torch.float32)
        self.register_buffer("width", width, persistent=False)
        place = torch.arange(RANGES)
        far = (place < STILL - 1) | (place > STILL + 1)
        self.register_buffer("is_change", far.to(torch.float32), persistent=False)
        self.register_buffer("is_fall", (place < STILL).to(torch.float32), persistent=False)
        self.register_buffer("is_still", (place == STILL).to(torch.float32), persistent=False)
        self.register_buffer("levels", torch.tensor(QUANTILES)[:, None], persistent=False)

    def forward(self, features: Tensor, shift: Tensor) -> Tensor:
        """Natural logarithms of the chances; `shift` [batch, 14] is added to 'the same price'."""
        logits = self.linear(features).unflatten(1, (HORIZON, RANGES))
        return functional.log_softmax(logits + shift.unsqueeze(2) * self.is_still, dim=2)

    def quantiles(self, log_chance: Tensor) -> Tensor:
        """[batch, 14, 3]: moves that are not exceeded with a chance of 10, 50 and 90 %.

        Chances are spread evenly within a range, so the quantile is the sum of the widths of all
        ranges below it and of a share of the one that it lies in.
        """
        chance = log_chance.exp()
        before = chance.cumsum(dim=2) - chance
        share = (self.levels - before.unsqueeze(2)) / chance.unsqueeze(2).clamp(min=1e-9)
        move = (share.clamp(0.0, 1.0) * self.width).sum(dim=3) - LARGEST_MOVE
        return torch.where(move.abs() < SMALLEST_MOVE, 0.0, move)

    def change(self, log_chance: Tensor) -> Tensor:
        """[batch, 14]: chance of a move of 0.5 % or more, either way."""
        return (log_chance.exp() * self.is_change).sum(dim=2).clamp(0.0, 1.0)

    def fall(self, log_chance: Tensor) -> Tensor:
        """[batch, 14]: chance of a lower price."""
        return (log_chance.exp() * self.is_fall).sum(dim=2).clamp(0.0, 1.0)

    def ranges(self, relative: Tensor) -> Tensor:
        """The range that each true price, relative to the last one, lies in."""
        return torch.bucketize(relative, self.ratio_ends, right=True)
