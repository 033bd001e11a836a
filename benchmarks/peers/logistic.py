"""Logistic regression of 1,000,000 × 60: churn's trainer beside scikit-learn's solvers, to the same gradient."""

import argparse
import json
import os
import sys
from pathlib import Path

import numpy as np

from peers.measuring import Contender, alternate, run
from peers.places import BENCHMARKS, WORK, Missing
from peers.results import Page, table

#: How exact each solver is asked to be. What it reached stands on the page; lbfgs stays above the 1e-6 that is the task.
SOLVERS = {"newton-cholesky": 1e-6, "lbfgs": 1e-7}

CONDITIONS = """\
Skewed amounts, counts, columns with many zeros and plain numbers, 60 columns of Float32 with 8.7% losses. Standardised \
columns, L2 penalty 1 on the summed log-loss (scikit-learn's C = 1), free intercept. The time is that of the fit alone, in \
processes of their own: churn's begins with Float32 columns and standardises them itself, scikit-learn's with standardised \
Float64 in whichever memory layout was faster. The gradient is its largest part at the end against that where only the \
intercept is fitted; the task is 1e-6. Solvers that cannot do it in time are left out (liblinear, saga, newton-cg)."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)


def make(name: str, rows: int, columns: int = 60) -> None:
    folder = WORK / "logistic" / name
    shape = folder / "shape.json"
    if shape.exists() and json.loads(shape.read_text()) == {"rows": rows, "columns": columns}:
        return
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(60)
    hidden = random.normal(size=(rows, 6))
    margin = np.full(rows, -3.0)
    with open(folder / "values.f32", "wb") as file:
        for column in range(columns):
            base = 0.5 * hidden[:, column % 6] + random.normal(size=rows)
            values = [lambda: base, lambda: np.exp(0.5 * base), lambda: np.floor(np.exp(0.7 * base)), lambda: np.maximum(0, base - 0.8)][
                column % 4]()
            margin += random.normal() * 0.12 * base
            values.astype(np.float32).tofile(file)
    (random.uniform(size=rows) < 1 / (1 + np.exp(-margin))).astype(np.uint8).tofile(folder / "labels.u8")
    shape.write_text(json.dumps({"rows": rows, "columns": columns}))


def program() -> str:
    """The release build of FitLogistic; the variable FIT_LOGISTIC names another one."""
    path = Path(os.environ.get("FIT_LOGISTIC", BENCHMARKS / ".build" / "release" / "FitLogistic"))
    if not path.exists():
        raise Missing(
            f"There is no {path}; run `swift build -c release --static-swift-stdlib --package-path {BENCHMARKS}` first.")
    return str(path)


def answer(contender: Contender) -> dict:
    return json.loads(contender.log.read_text().strip().splitlines()[-1])


def measure(options: argparse.Namespace) -> None:
    page = Page(
        "logistic", f"Logistic regression: {options.rows:,} rows × 60 columns",
        f"benchmarks/run logistic --rows {options.rows} --rounds {options.rounds} --threads {options.threads}",
        ["scikit-learn", "numpy"])
    page.add(CONDITIONS)
    make("full", options.rows)
    threads = {"OMP_NUM_THREADS": str(options.threads), "OPENBLAS_NUM_THREADS": str(options.threads)}
    folder = WORK / "logistic" / "full"
    ours = Contender("churn", [program(), "--threads", options.threads, folder])
    theirs = [
        Contender(f"scikit-learn {solver}", [
            sys.executable, "-m", "peers.logistic_job", "--data", folder, "--solver", solver, "--tolerance", tolerance], threads)
        for solver, tolerance in SOLVERS.items()]
    seconds: dict[str, list[float]] = {}
    answers = {}
    run(ours)
    for _ in range(options.rounds):
        for side in [ours, *theirs]:
            alternate([side], 1)
            answers[side.name] = answer(side)
            seconds.setdefault(side.name, []).append(answers[side.name]["seconds"])
    medians = {name: float(np.median(times)) for name, times in seconds.items()}
    mine = np.array(answers["churn"]["coefficients"])
    rows = [
        [
            name, f"{medians[name]:.2f}", f"{min(seconds[name]):.2f}–{max(seconds[name]):.2f}", f"{medians[name] / medians['churn']:.2f}",
            str(answers[name]["iterations"]), f"{answers[name]['gradient']:.1e}",
            f"{np.abs(np.array(answers[name]['coefficients']) - mine).max():.1e}"]
        for name in medians]
    page.add(table(
        ["", "seconds", "least–greatest", "time ÷ churn", "iterations", "relative gradient", "largest difference of a coefficient"], rows))
    page.write()
