"""How much likelier a price is to stay the same, for the days ahead of each weekday."""

import torch
from torch import Tensor, nn

from pricetide_models.contract import HORIZON
from pricetide_models.networks.window_encoder import WEEKDAYS

PACE = 5.0
"""Makes the table's few numbers learn as fast as what many of a network's weights add up to."""


class WeekdayShift(nn.Module):
    """[batch, 14]: what to add to the logit of 'the same price', from known codes.

    Shops change fewer prices at weekends, the same for every product, so this is not left to the
    network to find in a hundred features. Series whose company is named have a table of their own:
    not every market rests on the same days.
    """

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(2 * WEEKDAYS, HORIZON)
        nn.init.zeros_(self.table.weight)

    def forward(self, codes: Tensor) -> Tensor:
        named = (codes[:, 0] > 0).to(torch.int64)
        return PACE * self.table(codes[:, 2] + WEEKDAYS * named)
