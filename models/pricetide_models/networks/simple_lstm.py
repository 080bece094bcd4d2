"""The published simple LSTM, made global: one recurrent layer over the window's days."""

import torch
from torch import Tensor, nn

from pricetide_models.contract import STATIC_FEATURES
from pricetide_models.networks.price_network import DAILY_FEATURES, PriceNetwork, daily_features
from pricetide_models.networks.window_encoder import STATIC_WIDTH, EncodedWindow

HIDDEN = 32


class SimpleLstm(PriceNetwork):
    """LSTM (Hochreiter and Schmidhuber, 1997) whose last state forecasts all days at once."""

    def __init__(self, companies: int, offers: int) -> None:
        super().__init__(HIDDEN + STATIC_FEATURES * STATIC_WIDTH, companies, offers)
        self.lstm = nn.LSTM(input_size=DAILY_FEATURES, hidden_size=HIDDEN, batch_first=True)

    def features(self, window: EncodedWindow, static: Tensor) -> Tensor:
        states, _ = self.lstm(daily_features(window))
        return torch.cat([states[:, -1], static], dim=1)
