import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pricetide_models.generator.generate import write_set
from pricetide_models.loading import load


@pytest.fixture(scope="session")
def generated_directory(tmp_path_factory):
    """The whole generated set, written once a test run."""
    directory = tmp_path_factory.mktemp("generated")
    write_set(directory)
    return directory


@pytest.fixture(scope="session")
def generated(generated_directory):
    return load(generated_directory, "generated")
