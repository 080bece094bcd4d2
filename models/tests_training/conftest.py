import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def pytest_report_header():
    try:
        import torch
    except ImportError:
        return "training tests: SKIPPED (torch is not installed; models/setup installs it)"
    return f"torch {torch.__version__}"


def pytest_ignore_collect(collection_path):
    """Without torch nothing here can even be imported; the header says so aloud."""
    if collection_path.suffix != ".py":
        return None
    try:
        import torch  # noqa: F401
    except ImportError:
        return True
    return None


@pytest.fixture(scope="session")
def small_set(tmp_path_factory):
    """A twelfth of the generated set's groups: enough to train something within seconds."""
    from pricetide_models.datasets import DataSet
    from pricetide_models.generator.generate import SEED, write_set
    from pricetide_models.generator.plan import draw_plan
    from pricetide_models.loading import load, sha256

    directory = tmp_path_factory.mktemp("set") / "generated"
    write_set(directory, group_ids=frozenset(group.group_id for group in draw_plan(SEED)[::12]))
    panel = load(directory)
    return DataSet(panel, sha256(directory), panel.days * 4 // 5)
