"""A data set as training and back-test see it: a panel, where it came from, and its cutoff."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from pricetide_models.generator.generate import write_set
from pricetide_models.loading import load, sha256
from pricetide_models.panel import Panel

GENERATED = "generated"
TRAINING_SHARE = 0.8


@dataclass(frozen=True)
class DataSet:
    """A panel with its hash; nothing after column `cutoff` may be used in training."""

    panel: Panel
    sha256: str
    cutoff: int

    @property
    def name(self) -> str:
        return self.panel.name

    @property
    def cutoff_date(self) -> np.datetime64:
        return self.panel.date(self.cutoff)

    def cut_at(self, share: float) -> "DataSet":
        """The same set with its cutoff on the day at `share` of its calendar."""
        return replace(self, cutoff=int(self.panel.days * share) - 1)


def load_data_sets(target: Path, files: list[Path]) -> list[DataSet]:
    """The generated set, made afresh, and then each of `files`.

    The cutoff of each is the day at `TRAINING_SHARE` of its calendar. The generated files pass
    through a directory of their own under `target`: two commands may run at the same time.
    """
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target) as scratch:
        generated = Path(scratch) / GENERATED
        write_set(generated)
        return [_read(path) for path in [generated, *files]]


def _read(path: Path) -> DataSet:
    panel = load(path)
    return DataSet(panel, sha256(path), panel.days - 1).cut_at(TRAINING_SHARE)
