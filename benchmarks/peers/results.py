"""The results page of a subject: when, where, with what, and the figures."""

import datetime
import importlib.metadata
import os
import platform
import subprocess
from typing import Sequence

from peers.measuring import Contender
from peers.places import PROJECT, RESULTS, churn


def machine() -> str:
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), platform.machine())
    with open("/proc/meminfo") as file:
        kilobytes = next(int(line.split()[1]) for line in file if line.startswith("MemTotal"))
    return f"{model}, {len(os.sched_getaffinity(0))} cores, {kilobytes / 1e6:.0f} GB"


def commit() -> str:
    """The project's commit, or nothing where git does not know it."""
    found = subprocess.run(
        ["git", "-C", str(PROJECT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return found.stdout.strip()


def versions(packages: Sequence[str]) -> str:
    program = subprocess.run([churn(), "--version"], capture_output=True, text=True, check=False).stdout.strip()
    named = [f"churn {program.removeprefix('churn').strip()} ({commit()})", f"Python {platform.python_version()}"]
    return ", ".join(named + [f"{name} {importlib.metadata.version(name)}" for name in packages])


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join("---" if i == 0 else "---:" for i in range(len(header))) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def comparison(contenders: Sequence[Contender], reference: Contender) -> str:
    """Medians of all, and each against the reference."""
    rows = [
        [
            one.name, f"{one.seconds:.2f}", f"{min(r.seconds for r in one.runs):.2f}–{max(r.seconds for r in one.runs):.2f}",
            f"{one.processor:.2f}", f"{one.peak / 1e6:.0f}", f"{one.seconds / reference.seconds:.2f}",
            f"{one.peak / reference.peak:.2f}",
        ]
        for one in contenders
    ]
    return table(
        ["", "seconds", "least–greatest", "processor seconds", "peak MB", f"time ÷ {reference.name}", f"memory ÷ {reference.name}"],
        rows)


class Page:
    """A Markdown page that is printed and written to `results/SUBJECT.md`."""

    def __init__(self, subject: str, title: str, command: str, packages: Sequence[str]):
        self.subject = subject
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
        self.parts = [
            f"# {title}",
            f"- date: {now}\n- machine: {machine()}; load average at the start {os.getloadavg()[0]:.2f}\n"
            f"- versions: {versions(packages)}\n- command: `{command}`",
        ]

    def add(self, text: str) -> None:
        self.parts.append(text)

    def write(self) -> None:
        text = "\n\n".join(self.parts) + "\n"
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{self.subject}.md"
        partial = path.with_suffix(".partial")
        partial.write_text(text)
        partial.replace(path)
        print("\n" + text + f"\nWritten to {path.relative_to(PROJECT)}")
