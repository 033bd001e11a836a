"""Fitting, scoring and explaining a polars frame in Python: churn-engine beside LightGBM, XGBoost and CatBoost."""

import argparse
import json
import os
import sys
from pathlib import Path

import numpy as np
import polars as pl

from peers import trainer_data
from peers.measuring import Contender, alternate
from peers.places import PROJECT, WORK, Missing
from peers.results import Page, table
from peers.python_side import SIDES

CONDITIONS = """\
Each estimator is a process of its own, one after the other; every figure is of its fastest run. The frame (28 columns of Float64, \
17 of Int32, 15 of Float32, 2% of the cells null) lies in memory before the clocks start; what a library makes of it first is part \
of its time. The peers learn with learning rate 0.1, otherwise as they are by default but LightGBM with 63 leaves; churn with its \
defaults, a number of trees that reaches the peers' AUC, and no early stopping. "peak" is the process's greatest memory until it \
was fitted, the frame included. Seconds of the processors stand behind those of the wall. Asked: fitting to the same AUC in at most \
0.25 of the fastest peer's time, scoring in 0.1, contributions in 0.05, and the peak at most the leanest peer's."""
#: How far below the best peer's AUC ours may lie.
TOLERANCE = 0.0005
WHOLE, SINGLE = [*range(28, 40), *range(50, 55)], [*range(40, 50), *range(55, 60)]


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--trees", type=int, default=200)
    parser.add_argument("--our-trees", type=int, default=260)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--explained", type=int, default=20_000, help="rows whose contributions are computed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1, help="how often each estimator runs")
    parser.add_argument("--only", nargs="+", default=list(SIDES), choices=SIDES, help="the estimators that run")


def frames(options: argparse.Namespace) -> Path:
    """The rows of `trainers` as files of Parquet with the types that such columns have, made once."""
    rows = trainer_data.made(options.rows, options.seed)
    folder = WORK / f"python-{options.rows}-{options.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("train", "test"):
        path = folder / f"{part}.parquet"
        if path.exists():
            continue
        matrix = rows.columns(part)
        series = []
        for column in range(matrix.shape[1]):
            cells = pl.Series(f"v{column}", matrix[:, column], pl.Float32, nan_to_null=True)
            if column in WHOLE:
                cells = cells.cast(pl.Int32)
            elif column not in SINGLE:
                cells = cells.cast(pl.Float64).round(2)
            series.append(cells)
        pl.DataFrame([*series, pl.Series("lost", rows.labels(part).astype(np.int8))]).write_parquet(path)
    return folder


def package() -> dict[str, str]:
    """Where Python finds the package of this tree."""
    library = Path(os.environ.get("CHURN_ENGINE_LIBRARY", PROJECT / ".build" / "library" / "release" / "libchurn-engine.so"))
    if not library.exists():
        raise Missing(f"There is no {library}; run `make library` first, or name the library in CHURN_ENGINE_LIBRARY.")
    paths = [str(PROJECT / "python" / "src"), os.environ.get("PYTHONPATH", "")]
    return {"CHURN_ENGINE_LIBRARY": str(library), "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def measure(options: argparse.Namespace) -> None:
    environment = package() | {"POLARS_MAX_THREADS": str(options.threads), "OMP_NUM_THREADS": str(options.threads)}
    folder = frames(options)
    contenders, reports = [], {name: [] for name in options.only}
    for name in options.only:
        path = folder / f"{name.replace(' ', '-')}.json"
        trees = options.our_trees if name == "churn" else options.trees
        contenders.append(Contender(name, [
            sys.executable, "-m", "peers.python_side", name, folder, path, "--trees", trees, "--threads", options.threads,
            "--explained", options.explained], environment))
    for _ in range(options.rounds):
        alternate(contenders, 1)
        for name, contender in zip(options.only, contenders):
            reports[name].append(json.loads(Path(contender.command[5]).read_text()))
    page = Page(
        "python", f"From a polars frame of {options.rows:,} rows × {trainer_data.COLUMNS} columns",
        "benchmarks/run python " + " ".join(
            f"--{key} {getattr(options, key.replace('-', '_'))}"
            for key in ("rows", "trees", "our-trees", "threads", "explained", "seed", "rounds")),
        ["lightgbm", "xgboost", "catboost", "scikit-learn", "polars", "numpy"])
    page.add(figures(reports, options))
    page.add(verdicts(reports))
    page.add(CONDITIONS)
    page.write()


def least(reports: list[dict], step: str, what: str = "seconds") -> float:
    return min(report[step][what] for report in reports)


def peak(reports: list[dict], what: str = "peak") -> float:
    return min(report[what] for report in reports)


def figures(reports: dict[str, list[dict]], options: argparse.Namespace) -> str:
    def seconds(found: list[dict], step: str) -> str:
        return f"{least(found, step):.2f} ({least(found, step, 'processor'):.2f})"

    return table(
        ["", "trees", "fit, s", "test AUC", "peak MB", f"score {options.rows:,} rows, s", f"explain {options.explained:,} rows, s"],
        [[name, str(options.our_trees if name == "churn" else options.trees), seconds(found, "fit"), f"{found[0]['auc']:.4f}",
          f"{peak(found) / 1e6:.0f}", seconds(found, "score"), seconds(found, "explain")] for name, found in reports.items()])


def verdicts(reports: dict[str, list[dict]]) -> str:
    """Ours beside the fastest peer's, and beside the fastest one that is as good."""
    peers = {name: found for name, found in reports.items() if name != "churn"}
    if len(peers) == len(reports) or not peers:
        return "No comparison."
    ours, best = reports["churn"], max(found[0]["auc"] for found in peers.values())
    lines = [
        f"The best peer's AUC is {best:.4f}; churn's {ours[0]['auc']:.4f} is "
        + ("as good." if ours[0]["auc"] >= best - TOLERANCE else "less by more than 0.0005: take more trees.")]
    good = {name: found for name, found in peers.items() if found[0]["auc"] >= best - TOLERANCE}
    for step, among, what in [
            ("fit", good, "fitting, of the fastest peer that is as good"), ("fit", peers, "fitting, of the fastest peer"),
            ("score", peers, "scoring, of the fastest peer"), ("explain", peers, "contributions, of the fastest peer")]:
        name = min(among, key=lambda name: least(among[name], step))
        lines.append(f"{what}: **{least(ours, step) / least(among[name], step):.3f}** ({name})")
    name = min(peers, key=lambda name: peak(peers[name]))
    lines.append(f"memory, of the leanest peer: **{peak(ours) / peak(peers[name]):.2f}** ({name})")
    return "\n\n".join(lines)
