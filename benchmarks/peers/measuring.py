"""Runs programs, each in a process of its own, and takes their wall time and peak memory."""

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Sequence

from peers.places import WORK, Missing


@dataclass
class Run:
    """What one process took."""

    seconds: float
    #: Greatest resident memory, bytes.
    peak: int
    #: User and system time of all threads, seconds.
    processor: float


@dataclass
class Contender:
    """One of the programs that are measured against each other."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return statistics.median(run.seconds for run in self.runs)

    @property
    def peak(self) -> float:
        return statistics.median(run.peak for run in self.runs)

    @property
    def processor(self) -> float:
        return statistics.median(run.processor for run in self.runs)

    @property
    def log(self) -> Path:
        return WORK / "logs" / f"{self.name.replace(' ', '-').replace('/', '-')}.log"


def run(contender: Contender) -> Run:
    """One run; what it prints goes into its log."""
    contender.log.parent.mkdir(parents=True, exist_ok=True)
    report = contender.log.with_suffix(".json")
    launcher = Path(__file__).with_name("launcher.py")
    subprocess.run(
        [sys.executable, "-S", launcher, report, contender.log, *map(str, contender.command)], stdin=subprocess.DEVNULL,
        env=os.environ | contender.environment, check=True)
    taken = json.loads(report.read_text())
    if taken.pop("status") != 0:
        raise Missing(
            f"{contender.name} failed: {' '.join(map(str, contender.command))}\n"
            f"{contender.log.read_text(errors='replace')[-3000:]}")
    return Run(**taken)


def alternate(contenders: Sequence[Contender], rounds: int, told: Callable[[str], None] = print) -> None:
    """Lets each run once per round, one after the other, so that a slow spell of the machine strikes all."""
    for number in range(1, rounds + 1):
        for contender in contenders:
            taken = run(contender)
            contender.runs.append(taken)
            told(f"round {number}: {contender.name}: {taken.seconds:.2f} s, {taken.peak / 1e6:.0f} MB")


def once(name: str, command: Sequence[str]) -> None:
    """Runs a preparation that is not measured."""
    print(f"preparing: {name}")
    run(Contender(name, command))


def warm(files: Sequence[Path]) -> None:
    """Reads files once, so that nobody waits for the disk."""
    for path in files:
        with open(path, "rb", buffering=0) as file:
            while file.read(1 << 24):
                pass
