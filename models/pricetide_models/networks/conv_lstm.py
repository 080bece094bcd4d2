"""The published convolutional LSTM, made global: convolutions before a recurrent layer."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from pricetide_models.contract import STATIC_FEATURES
from pricetide_models.networks.price_network import DAILY_FEATURES, PriceNetwork, daily_features
from pricetide_models.networks.window_encoder import STATIC_WIDTH, EncodedWindow

CHANNELS = 32
HIDDEN = 32


class ConvLstm(PriceNetwork):
    """Two strided convolutions turn 90 days into 23 steps, which the LSTM reads in order."""

    def __init__(self, companies: int, offers: int) -> None:
        super().__init__(HIDDEN + STATIC_FEATURES * STATIC_WIDTH, companies, offers)
        self.near = nn.Conv1d(DAILY_FEATURES, CHANNELS, kernel_size=5, stride=2, padding=2)
        self.wide = nn.Conv1d(CHANNELS, CHANNELS, kernel_size=5, stride=2, padding=2)
        self.lstm = nn.LSTM(input_size=CHANNELS, hidden_size=HIDDEN, batch_first=True)

    def features(self, window: EncodedWindow, static: Tensor) -> Tensor:
        # Reversed, so that the strides end on the origin day, and then put in order again.
        days = daily_features(window).flip(1).transpose(1, 2)
        steps = functional.relu(self.wide(functional.relu(self.near(days))))
        states, _ = self.lstm(steps.transpose(1, 2).flip(1))
        return torch.cat([states[:, -1], static], dim=1)
