"""Varies the windows that a network trains on, so that it does not learn them by heart."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from pricetide_models.networks.window_encoder import LARGEST_LOG_RATIO

STRETCHED = 0.5
"""Share of the windows whose moves are stretched."""


@dataclass(frozen=True)
class Sample:
    """A batch to train on: the contract's inputs, and what followed."""

    price: Tensor
    mask: Tensor
    peer_price: Tensor
    static: Tensor
    relative: Tensor
    """[batch, 14]: the true price over the last one, NaN where not measured."""
    last: Tensor
    """[batch, 1]: the last price."""

    def __getitem__(self, rows: Tensor) -> "Sample":
        return Sample(*(getattr(self, name)[rows] for name in Sample.__annotations__))


@dataclass(frozen=True)
class Augmentation:
    """What is changed at random in the windows of each batch."""

    hide_peers: float = 0.3
    """Share of samples whose peer prices are hidden: some sets have none."""
    hide_static: float = 0.3
    """Share of samples whose company and offer type are hidden, for the same reason."""
    mirror: float = 0.5
    """Share of samples that at first fall where they rose and rise where they fell.

    It goes down to 0 in the course of training, for prices do not fall quite as they rise.
    """
    stretch: float = 0.5
    """Standard deviation of the log factor by which moves are made larger or smaller."""

    def apply(self, random: np.random.Generator, sample: Sample, progress: float) -> Sample:
        """The sample, changed; `progress` is the share of the training that is done."""
        count = len(sample.price)
        show_peers = torch.from_numpy(random.random(count) >= self.hide_peers)
        show_static = torch.from_numpy(random.random(count) >= self.hide_static)
        kept = torch.stack([show_static, show_static, torch.ones_like(show_static)], dim=1)
        factor = np.where(
            random.random(count) < STRETCHED, np.exp(random.normal(0, self.stretch, count)), 1.0
        )
        factor = np.where(random.random(count) < self.mirror * (1 - progress), -factor, factor)
        power = torch.from_numpy(factor.astype(np.float32))[:, None]
        return Sample(
            price=_moved(sample.price, sample.last, power),
            mask=sample.mask,
            peer_price=_moved(sample.peer_price, sample.last, power) * show_peers[:, None],
            static=sample.static * kept,
            relative=_power(sample.relative, power),
            last=sample.last,
        )


def _moved(price: Tensor, last: Tensor, power: Tensor) -> Tensor:
    """Prices whose log distance from the last one is `power` times as large; 0 stays 0."""
    there = price > 0
    return torch.where(there, last * _power(torch.where(there, price, last) / last, power), 0.0)


def _power(ratio: Tensor, power: Tensor) -> Tensor:
    return (ratio.log() * power).clamp(-LARGEST_LOG_RATIO, LARGEST_LOG_RATIO).exp()
