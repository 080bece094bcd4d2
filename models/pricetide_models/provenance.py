"""Where a model comes from: the facts that its metadata states."""

import subprocess
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("numpy", "onnx", "torch")


def commit_of_models(models: Path) -> str:
    """Short hash of the last commit that touched `models/` outside the registry.

    With `-dirty` behind it where the work tree differs from that commit.
    """
    scope = [".", ":!registry"]
    commit = _git(models, "log", "-1", "--format=%h", "--abbrev=12", "--", *scope)
    if not commit:
        raise RuntimeError(f"{models} has no commit yet")
    changed = _git(models, "status", "--porcelain", "--", *scope)
    return commit + ("-dirty" if changed else "")


def libraries() -> str:
    """The libraries that a training result depends on, with their versions."""
    return ", ".join(f"{name} {version(name)}" for name in LIBRARIES)


def _git(directory: Path, *arguments: str) -> str:
    result = subprocess.run(
        ["git", "-C", str(directory), *arguments], capture_output=True, text=True, check=True
    )
    return result.stdout.strip()
