"""Where things lie, relative to the project."""

import os
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
PROJECT = BENCHMARKS.parent
WORK = BENCHMARKS / "work"
TESTS = PROJECT / "Tests"
RESULTS = BENCHMARKS / "results"
SHARED_DATA = PROJECT.parent / "shared" / "data"


class Missing(Exception):
    """Something that a measurement needs is not there; the text says what to do."""


def churn() -> Path:
    """The release build of churn; the variable CHURN names another one."""
    path = Path(os.environ.get("CHURN", PROJECT / ".build" / "release" / "churn"))
    if not path.exists():
        raise Missing(f"There is no {path}; run `make build` first, or name the program in the variable CHURN.")
    return path


def panel_reader() -> Path:
    """The release build of ReadPanel, which reads a panel and does nothing else."""
    path = BENCHMARKS / ".build" / "release" / "ReadPanel"
    if not path.exists():
        raise Missing(
            f"There is no {path}; run `swift build -c release --static-swift-stdlib --package-path {BENCHMARKS}` first.")
    return path


def tree_trainer() -> Path:
    """The release build of TrainTrees; the variable TRAIN_TREES names another one."""
    path = Path(os.environ.get("TRAIN_TREES", BENCHMARKS / ".build" / "release" / "TrainTrees"))
    if not path.exists():
        raise Missing(
            f"There is no {path}; run `swift build -c release --static-swift-stdlib --package-path {BENCHMARKS}` first.")
    return path
