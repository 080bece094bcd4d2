"""Whatever makes forecasts for windows: model files, and the forecast that nothing changes."""

import json
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime

from pricetide_models.contract import OUTPUTS, Forecast, ModelInput
from pricetide_models.metrics import same_as_today
from pricetide_models.panel import Panel
from pricetide_models.windows import Vocabulary, Windows

BATCH = 1_024


class Forecaster(Protocol):
    """Forecasts windows of a panel; it may look at nothing but the windows' inputs."""

    name: str

    def forecast(self, panel: Panel, windows: Windows) -> Forecast: ...


class SameAsToday:
    """The forecast that no price will change."""

    name = "same as today"

    def forecast(self, panel: Panel, windows: Windows) -> Forecast:
        return same_as_today(windows)


class ModelFile:
    """A model file, run as the predict function runs it."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self.path = path
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            path.read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        self.metadata: dict[str, str] = dict(self._session.get_modelmeta().custom_metadata_map)

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            tuple(json.loads(self.metadata["company_vocabulary"])),
            tuple(json.loads(self.metadata["offer_vocabulary"])),
        )

    @property
    def cutoffs(self) -> dict[str, np.datetime64]:
        """For each data set that the model has seen, the last day that it may have seen."""
        return {
            name: np.datetime64(day) for name, day in json.loads(self.metadata["cutoff"]).items()
        }

    def run(self, inputs: ModelInput) -> Forecast:
        """One call of the model."""
        return Forecast(*self._session.run(list(OUTPUTS), inputs.arrays()))

    def forecast(self, panel: Panel, windows: Windows) -> Forecast:
        """All windows, in batches, with names coded by the model's own vocabulary."""
        codes = self.vocabulary.codes(panel)[windows.series]
        static = np.column_stack([codes, windows.inputs.static[:, 2]])
        parts = []
        for start in range(0, len(windows), BATCH):
            rows = slice(start, start + BATCH)
            given = windows.inputs[rows]
            parts.append(
                self.run(ModelInput(given.price, given.mask, given.peer_price, static[rows]))
            )
        return Forecast(
            *(np.concatenate([getattr(part, name) for part in parts]) for name in OUTPUTS)
        )

    def signature(self) -> dict[str, tuple]:
        """Names, element types and shapes of all inputs and outputs, as the file declares them."""
        return {
            one.name: (one.type, one.shape)
            for one in (*self._session.get_inputs(), *self._session.get_outputs())
        }
