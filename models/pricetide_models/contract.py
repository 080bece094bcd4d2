"""The contract `price-forecast/1` between a model file and whoever serves it.

Only names, shapes and metadata; `conformance` holds a file against them.
"""

from dataclasses import dataclass

import numpy as np

CONTRACT = "price-forecast/1"
WINDOW = 90
"""Days of history a model sees; the last one is the origin day."""
HORIZON = 14
"""Days ahead that a model forecasts."""
QUANTILES = (0.1, 0.5, 0.9)
STATIC_FEATURES = 3
CHANGE = 0.005
"""Least relative difference from the last price that `change_prob` counts as a change."""
MIN_OBSERVED = 14
"""Fewest observed days in the window for which our models were trained to forecast."""
RECENT_DAYS = 14
"""A series with no measure in so many last days gets no forecast."""
PEER_CARRY_DAYS = 7
"""How many days a competitor's price is taken to be still valid."""
LARGEST_FILE = 1_000_000

METADATA_KEYS = (
    "contract",
    "model",
    "version",
    "quantiles",
    "window",
    "horizon",
    "min_observed",
    "scale_free",
    "currency",
    "company_vocabulary",
    "offer_vocabulary",
    "data_sha256",
    "cutoff",
    "seed",
    "commit",
    "libraries",
)

INPUTS = {
    "price": (np.float32, WINDOW),
    "mask": (np.float32, WINDOW),
    "peer_price": (np.float32, WINDOW),
    "static": (np.int64, STATIC_FEATURES),
}
OUTPUTS = {
    "quantiles": (HORIZON, len(QUANTILES)),
    "change_prob": (HORIZON,),
    "down_prob": (HORIZON,),
}


@dataclass(frozen=True)
class ModelInput:
    """One batch in the contract's form; a row is a series as of its origin day."""

    price: np.ndarray
    """float32 [batch, 90], oldest day first, 0 where not measured."""
    mask: np.ndarray
    """float32 [batch, 90], 1 where measured."""
    peer_price: np.ndarray
    """float32 [batch, 90], the competitors' lowest price, 0 where there is none."""
    static: np.ndarray
    """int64 [batch, 3]: company, offer type (1 + place in vocabulary), weekday of origin."""

    def __len__(self) -> int:
        return len(self.price)

    def __getitem__(self, rows) -> "ModelInput":
        return ModelInput(
            self.price[rows], self.mask[rows], self.peer_price[rows], self.static[rows]
        )

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by their names in the model file."""
        return {name: getattr(self, name) for name in INPUTS}


@dataclass(frozen=True)
class Forecast:
    """What a model answers for one batch."""

    quantiles: np.ndarray
    """[batch, 14, 3]: p10, p50, p90 of the price 1 to 14 days ahead, in the price's unit."""
    change_prob: np.ndarray
    """[batch, 14]: chance that the price differs from the last one by 0.5 % or more."""
    down_prob: np.ndarray
    """[batch, 14]: chance that the price is lower than the last one."""

    def __len__(self) -> int:
        return len(self.quantiles)

    def __getitem__(self, rows) -> "Forecast":
        return Forecast(self.quantiles[rows], self.change_prob[rows], self.down_prob[rows])

    def arrays(self) -> dict[str, np.ndarray]:
        return {name: getattr(self, name) for name in OUTPUTS}
