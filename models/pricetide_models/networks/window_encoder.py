"""Turns the contract's inputs into clean, scale-free series: the first part of every network.

Everything here is exported into the model file, so it uses only operations that ONNX has.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from pricetide_models.contract import WINDOW

LARGEST_PRICE = 1e30
LARGEST_LOG_RATIO = 3.0
"""Prices further than a factor of 20 from the last one are taken to be this far."""
STATIC_WIDTH = 4
WEEKDAYS = 8
"""ISO 1 to 7, and 0 for unknown."""


@dataclass(frozen=True)
class EncodedWindow:
    """A batch of windows relative to each series' last price; all [batch, 90] unless said."""

    level: Tensor
    """Natural logarithm of price over last price, carried forward over unmeasured days."""
    observed: Tensor
    """1 where the day was measured."""
    known: Tensor
    """1 from the first measured day on."""
    peer: Tensor
    """Natural logarithm of the peer price over the last price, 0 where there is none."""
    peer_known: Tensor
    """1 where there is a peer price."""
    last: Tensor
    """[batch, 1]: the newest measured price, 0 where there is none."""


class WindowEncoder(nn.Module):
    """Cleans and scales a window. Bears NaN, zeros and windows without a single measure."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer(
            "day", torch.arange(1, WINDOW + 1, dtype=torch.float32), persistent=False
        )

    def forward(self, price: Tensor, mask: Tensor, peer_price: Tensor) -> EncodedWindow:
        # NaN fails every comparison, so this also leaves it out.
        measured = (mask > 0.5) & (price > 0) & (price < LARGEST_PRICE)
        clean = torch.where(measured, price, 0.0)
        observed = measured.to(price.dtype)
        # The newest measured day up to each day: a running maximum of day numbers, 0 before any.
        stamped = functional.pad((observed * self.day).unsqueeze(1), (WINDOW - 1, 0))
        newest = functional.max_pool1d(stamped, WINDOW, stride=1)[:, 0]
        carried = torch.gather(clean, 1, (newest - 1).clamp(min=0).to(torch.int64))
        last = carried[:, -1:]
        known = (newest > 0).to(price.dtype)
        peered = (peer_price > 0) & (peer_price < LARGEST_PRICE) & (last > 0)
        return EncodedWindow(
            level=_log_ratio(carried, last, newest > 0),
            observed=observed,
            known=known,
            peer=_log_ratio(peer_price, last, peered),
            peer_known=peered.to(price.dtype),
            last=last,
        )


def _log_ratio(price: Tensor, last: Tensor, where: Tensor) -> Tensor:
    ratio = torch.where(where, price, 1.0) / torch.where(where, last, 1.0)
    return ratio.log().clamp(-LARGEST_LOG_RATIO, LARGEST_LOG_RATIO)


class KnownCodes(nn.Module):
    """The static inputs with every value out of range made 0, which stands for unknown."""

    def __init__(self, companies: int, offers: int) -> None:
        super().__init__()
        sizes = torch.tensor(code_counts(companies, offers))
        self.register_buffer("sizes", sizes, persistent=False)

    def forward(self, static: Tensor) -> Tensor:
        return torch.where((static >= 0) & (static < self.sizes), static, 0)


class StaticEncoder(nn.Module):
    """Learned vectors for known codes of company, offer type and weekday."""

    def __init__(self, companies: int, offers: int) -> None:
        super().__init__()
        self.embeddings = nn.ModuleList(
            nn.Embedding(count, STATIC_WIDTH) for count in code_counts(companies, offers)
        )
        for embedding in self.embeddings:
            nn.init.normal_(embedding.weight, std=0.1)

    def forward(self, codes: Tensor) -> Tensor:
        """[batch, `STATIC_FEATURES * STATIC_WIDTH`]."""
        parts = [embedding(codes[:, i]) for i, embedding in enumerate(self.embeddings)]
        return torch.cat(parts, dim=1)


def code_counts(companies: int, offers: int) -> tuple[int, int, int]:
    """How many codes there are of company, offer type and weekday, 0 for unknown included."""
    return companies + 1, offers + 1, WEEKDAYS
