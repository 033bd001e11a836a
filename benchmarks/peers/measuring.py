"""Runs programs, each in a process of its own, and takes their wall time and peak memory."""

import os
import statistics
import subprocess
import time
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
    with open(contender.log, "wb") as log:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in contender.command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            env=os.environ | contender.environment)
        # wait4 tells the resources of this one child, whatever other children were there before.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Missing(
            f"{contender.name} ended with {process.returncode}: {' '.join(map(str, contender.command))}\n"
            f"{contender.log.read_text(errors='replace')[-3000:]}")
    # ru_maxrss is in kilobytes on Linux.
    return Run(seconds, usage.ru_maxrss * 1024, usage.ru_utime + usage.ru_stime)


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
