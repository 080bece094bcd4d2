"""The models that can be trained by name, each with its network and its training plan."""

from collections.abc import Callable
from dataclasses import dataclass

from pricetide_models.networks.conv_lstm import ConvLstm
from pricetide_models.networks.global_quantile import GlobalQuantile
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


BASELINE_ORIGIN_STEP = 5
"""The gradient-boosted baseline trains on windows of every so-manieth origin day."""

RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            "simple-lstm",
            "1.0.0",
            "One LSTM layer of 32 units over the window's 90 days.",
            SimpleLstm,
            TrainingPlan(epochs=4, origin_step=8, batch=256, learning_rate=5e-3),
        ),
        Recipe(
            "conv-lstm",
            "1.0.0",
            "Two strided convolutions shorten the window to 23 steps for an LSTM of 32 units.",
            ConvLstm,
            TrainingPlan(epochs=4, origin_step=8, batch=256, learning_rate=5e-3),
        ),
        Recipe(
            "global-quantile",
            "1.0.0",
            "A residual network on 150 features derived from the window, one for all series.",
            GlobalQuantile,
            TrainingPlan(epochs=5, origin_step=1, weight_decay=5e-2),
        ),
    )
}
