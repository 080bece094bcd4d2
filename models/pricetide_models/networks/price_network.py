"""What all networks have in common: encode the window, forecast offsets and logits, answer."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from pricetide_models.contract import CHANGE
from pricetide_models.networks.forecast_head import answer
from pricetide_models.networks.window_encoder import EncodedWindow, WindowEncoder


class PriceNetwork(nn.Module):
    """A network that keeps `price-forecast/1`; subclasses say how offsets and logits come about."""

    def __init__(self) -> None:
        super().__init__()
        self.encode = WindowEncoder()

    def offsets_and_logits(self, window: EncodedWindow, static: Tensor) -> tuple[Tensor, Tensor]:
        """Log offsets from the last price [batch, 14, 3] and logits [batch, 14, 2]."""
        raise NotImplementedError

    def forward(
        self, price: Tensor, mask: Tensor, peer_price: Tensor, static: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        window = self.encode(price, mask, peer_price)
        offsets, logits = self.offsets_and_logits(window, static)
        return answer(window.last, offsets, logits)


DAILY_FEATURES = 7


def daily_features(window: EncodedWindow) -> Tensor:
    """[batch, 90, 7]: the encoded window as one vector a day, levels and moves in units of 10 %."""
    move = window.level[:, 1:] - window.level[:, :-1]
    move = functional.pad(move * window.known[:, :-1], (1, 0))
    moved = (move.abs() >= CHANGE).to(move.dtype)
    return torch.stack(
        [
            10 * window.level,
            10 * move,
            moved,
            window.observed,
            window.known,
            10 * window.peer,
            window.peer_known,
        ],
        dim=2,
    )
