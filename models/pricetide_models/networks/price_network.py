"""What all networks have in common: encode the window, forecast offsets and logits, answer."""

import torch
from torch import Tensor, nn

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


def daily_features(window: EncodedWindow) -> Tensor:
    """[batch, 90, 5]: the encoded window as one vector a day, levels in units of 10 %."""
    return torch.stack(
        [10 * window.level, window.observed, window.known, 10 * window.peer, window.peer_known], dim=2
    )
