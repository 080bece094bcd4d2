"""Trains a network on windows of one or more panels, the same bytes on every run."""

from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from pricetide_models.augmentation import Augmentation, Sample
from pricetide_models.contract import HORIZON, ModelInput
from pricetide_models.losses import forecast_loss
from pricetide_models.networks.price_network import PriceNetwork
from pricetide_models.windows import Windows, concatenate


@dataclass(frozen=True)
class TrainingPlan:
    """How long and how hard a network is trained."""

    epochs: int
    batch: int = 512
    learning_rate: float = 2e-3
    weight_decay: float = 1e-2
    pinball_weight: float = 3.0
    augmentation: Augmentation = field(default_factory=Augmentation)
    origin_step: int = 5
    """Windows are cut on every so-manieth origin day."""


def train(
    network: PriceNetwork, parts: list[Windows], plan: TrainingPlan, seed: int
) -> PriceNetwork:
    """Fit the network; each part (a data set's windows) weighs alike, whatever its size."""
    torch.manual_seed(seed)
    random = np.random.Generator(np.random.PCG64(seed))
    windows = concatenate(parts)
    sizes = [len(part) for part in parts]
    last = windows.last[:, None]
    sample = Sample(
        *(torch.from_numpy(array) for array in windows.inputs.arrays().values()),
        relative=torch.from_numpy((windows.target / last).astype(np.float32)),
        last=torch.from_numpy(last.astype(np.float32)),
    )
    weight = _horizon_weight(sample.relative)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=plan.learning_rate, weight_decay=plan.weight_decay
    )
    steps = plan.epochs * (sum(sizes) // plan.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=plan.learning_rate, total_steps=steps, pct_start=0.1
    )
    network.prepare(sample.price, sample.mask, sample.peer_price)
    network.train()
    done = 0
    for _ in range(plan.epochs):
        order = _balanced_order(random, sizes)
        for start in range(0, len(order) - plan.batch + 1, plan.batch):
            rows = torch.from_numpy(order[start : start + plan.batch])
            seen = plan.augmentation.apply(random, sample[rows], done / steps)
            log_chance = network.log_chances(seen.price, seen.mask, seen.peer_price, seen.static)
            loss = forecast_loss(
                network.distribute, log_chance, seen.relative, weight, plan.pinball_weight
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
    return network.eval()


def be_reproducible() -> None:
    """One thread and deterministic kernels: sums are then always added in the same order."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)


def predict(network: PriceNetwork, inputs: ModelInput) -> tuple[np.ndarray, ...]:
    """The trained network's own answers, in the order of the contract's outputs."""
    with torch.no_grad():
        outputs = network.eval()(*(torch.from_numpy(array) for array in inputs.arrays().values()))
    return tuple(output.numpy() for output in outputs)


def _horizon_weight(relative: Tensor) -> Tensor:
    """One over the mean loss of 'same as today' for each day ahead."""
    weights = [
        1 / (0.5 * (relative[:, day][torch.isfinite(relative[:, day])] - 1).abs().mean())
        for day in range(HORIZON)
    ]
    return torch.stack(weights)


def _balanced_order(random: np.random.Generator, sizes: list[int]) -> np.ndarray:
    """As many row numbers as there are windows, an equal share from each part."""
    each = sum(sizes) // len(sizes)
    first = np.cumsum([0, *sizes[:-1]])
    picked = []
    for offset, size in zip(first, sizes):
        rounds = [random.permutation(size) for _ in range(-(-each // size))]
        picked.append(offset + np.concatenate(rounds)[:each])
    return random.permutation(np.concatenate(picked))
