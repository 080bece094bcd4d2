"""The product's own model: a residual network on derived features, one for all series."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from pricetide_models.contract import STATIC_FEATURES
from pricetide_models.networks.price_network import PriceNetwork
from pricetide_models.networks.window_encoder import STATIC_WIDTH, EncodedWindow
from pricetide_models.networks.window_features import WindowFeatures

WIDTH = 128
BLOCKS = 2
DROPOUT = 0.25
LEAST_DEVIATION = 0.05


class ResidualBlock(nn.Module):
    """x + W2 gelu(W1 norm(x)): a residual layer with its normalisation first (He et al., 2016)."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.widen = nn.Linear(WIDTH, WIDTH)
        self.dropout = nn.Dropout(DROPOUT)
        self.narrow = nn.Linear(WIDTH, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.narrow(self.dropout(functional.gelu(self.widen(self.norm(x)))))


class GlobalQuantile(PriceNetwork):
    """Derived features and the static inputs through two residual blocks."""

    def __init__(self, companies: int, offers: int) -> None:
        super().__init__(WIDTH, companies, offers)
        self.derive = WindowFeatures()
        self.register_buffer("mean", torch.zeros(self.derive.count))
        self.register_buffer("deviation", torch.ones(self.derive.count))
        self.enter = nn.Linear(self.derive.count + STATIC_FEATURES * STATIC_WIDTH, WIDTH)
        self.blocks = nn.Sequential(*(ResidualBlock() for _ in range(BLOCKS)))
        self.leave = nn.LayerNorm(WIDTH)

    def prepare(self, price: Tensor, mask: Tensor, peer_price: Tensor) -> None:
        """Take the features' means and deviations, so that all enter alike."""
        with torch.no_grad():
            features = torch.cat(
                [
                    self.derive(self.encode(*part))
                    for part in zip(price.split(4_096), mask.split(4_096), peer_price.split(4_096))
                ]
            )
            self.mean.copy_(features.mean(dim=0))
            self.deviation.copy_(features.std(dim=0).clamp(min=LEAST_DEVIATION))

    def features(self, window: EncodedWindow, static: Tensor) -> Tensor:
        derived = (self.derive(window) - self.mean) / self.deviation
        return self.leave(self.blocks(self.enter(torch.cat([derived, static], dim=1))))
