"""The lasso's path of 50 penalties over 1,000,000 × 60: churn beside glmnet and, on fewer rows, scikit-learn."""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np

from peers.logistic import answer, make, program
from peers.measuring import Contender, run
from peers.places import BENCHMARKS, WORK
from peers.results import Page, table

COLUMNS = 60

CONDITIONS = """\
The made rows of `logistic`: skewed amounts, counts, columns with many zeros and plain numbers, 8.7% losses; standardised \
columns, free intercept. Fifty penalties, evenly spaced in their logarithm from the least that leaves only the intercept \
down to a thousandth of it; each begins where the one before ended. All sides get the penalties that churn chose.

- **churn**: `LogisticPathTrainer`, to a gradient of 1e-7 per row; the time begins with Float32 columns that are still to be \
standardised.
- **glmnet**: `glmnet(family = "binomial")` with its own threshold of 1e-7 and its early stops switched off, so that it fits all \
fifty; columns standardised beforehand, outside the time. It uses one thread.
- **scikit-learn**: `LogisticRegression(l1_ratio=1, solver="saga", warm_start=True)`, tolerance 1e-4, the fastest of its solvers \
with an absolute penalty and warm starts. At the full size it takes too long to be waited for."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--few-rows", type=int, default=20_000, help="rows of the table that scikit-learn gets too")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)


def has_glmnet() -> bool:
    if shutil.which("Rscript") is None:
        return False
    return subprocess.run(["Rscript", "-e", "library(glmnet)"], capture_output=True, check=False).returncode == 0


class Side:
    """A program that fits the path, how long it took each time, and its coefficients."""

    def __init__(self, name: str, command: list, environment: dict[str, str] | None = None):
        self.contender = Contender(name, command, environment or {})
        self.name = name
        self.seconds: list[float] = []
        self.path = np.zeros((0, 0))
        self.version = ""

    def fit(self) -> None:
        run(self.contender)
        text = self.contender.log.read_text()
        if self.name != "glmnet":
            found = answer(self.contender)
            self.seconds.append(found["seconds"])
            self.path = np.array(found["path"])
            return
        lines = text.strip().splitlines()
        start = next(place for place, line in enumerate(lines) if line.startswith("seconds"))
        words = lines[start].split()
        self.seconds.append(float(words[1]))
        self.version = words[3]
        self.path = np.array([[float(word) for word in line.split()] for line in lines[start + 1:]])


def ours(folder: Path, threads: int) -> Side:
    return Side("churn", [program(), "--path", "--threads", threads, folder])


def by_glmnet(folder: Path, rows: int, penalties: list[float]) -> Side:
    return Side("glmnet", [
        "Rscript", BENCHMARKS / "peers" / "glmnet_path.R", folder, rows, COLUMNS, ",".join(repr(value) for value in penalties)])


def by_saga(folder: Path, penalties: list[float], threads: int) -> Side:
    return Side("scikit-learn saga", [
        sys.executable, "-m", "peers.logistic_job", "--data", folder, "--solver", "path-saga", "--tolerance", 1e-4,
        "--penalties", *penalties],
        {"OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)})


def objective(folder: Path, path: np.ndarray, penalties: list[float]) -> np.ndarray:
    """What each of a path's models leaves of the penalised mean log-loss, by plain numpy."""
    raw = np.fromfile(folder / "values.f32", dtype=np.float32).reshape(COLUMNS, -1)
    labels = np.fromfile(folder / "labels.u8", dtype=np.uint8)
    x = raw.T.astype(np.float64)
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    margins = path[:, 0] + x @ path[:, 1:].T
    losses = np.logaddexp(0, margins) - labels[:, None] * margins
    return losses.mean(axis=0) + np.array(penalties) * np.abs(path[:, 1:]).sum(axis=1)


def compared(folder: Path, sides: list[Side], rounds: int) -> str:
    for _ in range(rounds):
        for side in sides:
            side.fit()
            print(f"{side.name}: {side.seconds[-1]:.2f} s")
    penalties = json.loads(sides[0].contender.log.read_text().strip().splitlines()[-1])["penalties"]
    least = objective(folder, sides[0].path, penalties)
    mine = float(np.median(sides[0].seconds))
    rows = []
    for side in sides:
        middle = float(np.median(side.seconds))
        excess = objective(folder, side.path, penalties) - least
        rows.append([
            side.name, f"{middle:.2f}", f"{min(side.seconds):.2f}–{max(side.seconds):.2f}", f"{middle / mine:.1f}",
            f"{np.abs(side.path - sides[0].path).max():.1e}", f"{excess.max():.1e}"])
    return table(
        ["", "seconds", "least–greatest", "time ÷ churn", "largest difference of a coefficient", "penalised loss above churn's, at most"],
        rows)


def measure(options: argparse.Namespace) -> None:
    page = Page(
        "logistic-path", f"The lasso's path of 50 penalties: {options.rows:,} rows × {COLUMNS} columns",
        f"benchmarks/run logistic-path --rows {options.rows} --few-rows {options.few_rows} --rounds {options.rounds} "
        f"--threads {options.threads}", ["scikit-learn", "numpy"])
    page.add(CONDITIONS)
    glmnet = has_glmnet()
    if not glmnet:
        page.add("glmnet is not on this machine (no `Rscript` with the package glmnet) and was left out.")
    for name, rows, rounds in [("full", options.rows, options.rounds), ("few", options.few_rows, 1)]:
        make(name, rows, COLUMNS)
        folder = WORK / "logistic" / name
        first = ours(folder, options.threads)
        run(first.contender)
        penalties = answer(first.contender)["penalties"]
        sides = [first]
        if glmnet:
            sides.append(by_glmnet(folder, rows, penalties))
        if name == "few":
            sides.append(by_saga(folder, penalties, options.threads))
        page.add(f"## {rows:,} rows")
        page.add(compared(folder, sides, rounds) if len(sides) > 1 else "There is nobody to compare with at this size.")
        if glmnet and name == "full":
            page.add(f"glmnet {sides[1].version}.")
    page.write()
