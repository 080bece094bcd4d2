"""What all networks have in common: encode the window, distribute the move, answer in prices."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from pricetide_models.contract import CHANGE
from pricetide_models.networks.move_distribution import MoveDistribution
from pricetide_models.networks.weekday_shift import WeekdayShift
from pricetide_models.networks.window_encoder import (
    EncodedWindow,
    KnownCodes,
    StaticEncoder,
    WindowEncoder,
)


class PriceNetwork(nn.Module):
    """A network that keeps `price-forecast/1`; subclasses say how features come about."""

    def __init__(self, features: int, companies: int, offers: int) -> None:
        """`features` is how many the subclass makes; the others are the vocabularies' sizes."""
        super().__init__()
        self.encode = WindowEncoder()
        self.known = KnownCodes(companies, offers)
        self.distribute = MoveDistribution(features)
        self.weekday = WeekdayShift()
        self.static = StaticEncoder(companies, offers)

    def features(self, window: EncodedWindow, static: Tensor) -> Tensor:
        """[batch, features] of a batch of encoded windows and the vectors of its static inputs."""
        raise NotImplementedError

    def prepare(self, price: Tensor, mask: Tensor, peer_price: Tensor) -> None:
        """Look at the training data once before training, for whatever must be known of it."""

    def log_chances(
        self, price: Tensor, mask: Tensor, peer_price: Tensor, static: Tensor
    ) -> Tensor:
        """[batch, 14, 31]: what training works on."""
        return self._distribute(self.encode(price, mask, peer_price), static)

    def forward(
        self, price: Tensor, mask: Tensor, peer_price: Tensor, static: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The contract's outputs."""
        window = self.encode(price, mask, peer_price)
        log_chance = self._distribute(window, static)
        quantiles = window.last.unsqueeze(2) * torch.exp(self.distribute.quantiles(log_chance))
        return quantiles, self.distribute.change(log_chance), self.distribute.fall(log_chance)

    def _distribute(self, window: EncodedWindow, static: Tensor) -> Tensor:
        codes = self.known(static)
        return self.distribute(self.features(window, self.static(codes)), self.weekday(codes))


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
