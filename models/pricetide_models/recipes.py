"""The models that can be trained by name, each with its network and its training plan."""

from collections.abc import Callable
from dataclasses import dataclass

from pricetide_models.networks.price_network import PriceNetwork
from pricetide_models.networks.simple_lstm import SimpleLstm
from pricetide_models.training import TrainingPlan


@dataclass(frozen=True)
class Recipe:
    """How one kind of model is made. `network` takes the sizes of both vocabularies."""

    name: str
    version: str
    summary: str
    network: Callable[[int, int], PriceNetwork]
    plan: TrainingPlan


RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            "simple-lstm",
            "1.0.0",
            "One LSTM layer of 32 units over the window's 90 days.",
            SimpleLstm,
            TrainingPlan(epochs=6, origin_step=5, batch=256, learning_rate=5e-3),
        ),
    )
}
