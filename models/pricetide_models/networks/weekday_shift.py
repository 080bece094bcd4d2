"""How much likelier a price is to stay the same, for the days ahead of each weekday."""

import torch
from torch import Tensor, nn

from pricetide_models.contract import HORIZON

PACE = 5.0
"""Makes the table's few numbers learn as fast as what many of a network's weights add up to."""
WEEKDAYS = 8
"""ISO 1 to 7, and 0 for unknown."""


class WeekdayShift(nn.Module):
    """[batch, 14]: what to add to the logit of 'the same price', from the static inputs.

    Shops change fewer prices at weekends, the same for every product, so this is not left to the
    network to find in a hundred features. Series whose company is named have a table of their own:
    not every market rests on the same days.
    """

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(2 * WEEKDAYS, HORIZON)
        nn.init.zeros_(self.table.weight)

    def forward(self, static: Tensor) -> Tensor:
        weekday, named = static[:, 2], (static[:, 0] > 0).to(torch.int64)
        known = (weekday > 0) & (weekday < WEEKDAYS)
        return PACE * self.table(torch.where(known, weekday, 0) + WEEKDAYS * named)
