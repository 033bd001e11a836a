"""The month's job: a panel of a million customers and six months to the list of 50,000, churn beside Python."""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import polars as pl

from peers import panel_variables, replay
from peers.measuring import Contender, alternate, once, run, warm
from peers.places import WORK, churn
from peers.results import Page, comparison

ROUNDS = 200
LEAVES = 31
TOP = 50_000
#: Probabilities in lists have six decimals.
SAME_PROBABILITY = 2e-6
#: Share of the customers whose probability must be the same on both sides.
LEAST_SAME = 0.995

SIDES = """\
What each side does, in a process of its own, files in the page cache:

- **churn**: `churn predict --panel … --model … --top 50000 --out …`: reads and checks the files, makes the variables \
of the customers above the floor, scores them, ranks them by expected loss, computes the contributions (SHAP values) of \
the 50,000 listed and writes them with three reasons each and, beside them, a record with the files' checksums.
- **Python**: polars reads the same nineteen columns lazily on all cores with the types given beforehand, keeps the \
customers above the floor before it joins the months, makes the same variables as one set of Float32 expressions; \
LightGBM scores; polars writes the 50,000. No contributions, no reasons, no checks, no record.
- **Python with reasons**: the same, and LightGBM's contributions (`pred_contrib`) of the 50,000, of which the list gets \
the names of the three greatest.

Both models have 200 trees of 31 leaves over the same variables."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5, help="how often each side runs")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--cells", choices=["plain", "odd", "both"], default="both",
        help="panels with plain cells only, with 0.2%% of them missing or oddly written, or both, one after the other")


def simulate(customers: int, months: int, seed: int, dirty: float, name: str) -> Path:
    """A simulated panel, made once; its name says what it is."""
    folder = WORK / f"{name}-{customers}x{months}"
    if not (folder / "bank.yaml").exists():
        once(f"simulate-{folder.name}", [
            churn(), "simulate", "--customers", customers, "--months", months, "--seed", seed, "--no-truth",
            "--dirty-share", dirty, "--out", folder, "--quiet"])
    return folder


def train(threads: int) -> tuple[Path, Path]:
    """Both models, learnt once from one small panel."""
    panel = simulate(60_000, 9, 11, 0, "training")
    ours, theirs = WORK / "models" / "churn", WORK / "models" / "lightgbm"
    if not ours.exists():
        configuration = panel / "benchmark.yaml"
        configuration.write_text(
            (panel / "bank.yaml").read_text()
            + f"training: {{ trees: {{ rounds: {ROUNDS}, patience: 0, leaves: {LEAVES} }} }}\n")
        ours.parent.mkdir(parents=True, exist_ok=True)
        once("train-churn", [churn(), "train", "--config", configuration, "--out", ours, "--threads", threads])
    if not theirs.exists():
        once("train-lightgbm", [
            sys.executable, "-m", "peers.month_model", "--panel", panel, "--out", theirs, "--rounds", ROUNDS, "--leaves",
            LEAVES, "--threads", threads])
    return ours, theirs


def predict_command(panel: Path, model: Path, selection: list, threads: int, out: Path) -> list:
    return [
        churn(), "predict", "--panel", panel / "panel_*.csv", "--model", model, *selection, "--threads", threads, "--out",
        out]


def verify(panel: Path, model: Path, *, odd: bool, threads: int) -> str:
    """Compares population, assets and variables of both sides for every customer above the floor."""
    out = WORK / "all.csv"
    once("predict-all", predict_command(panel, model, ["--all"], threads, out))
    listed = pl.read_csv(
        out, columns=["customer_id", "probability", "assets"], schema_overrides={"customer_id": pl.String})
    files = sorted(panel.glob("panel_*.csv"))[-panel_variables.WINDOW:]
    population = panel_variables.population(files, has_odd_cells=odd)
    document = replay.read_model(model)
    variables = panel_variables.variables(population, replay.levels(document))
    if variables.columns != replay.variable_names(document):
        difference = set(variables.columns) ^ set(replay.variable_names(document))
        raise ValueError(f"The variables differ in name or order: {sorted(difference)}")
    replayed = replay.probabilities(document, [variables[name].to_numpy() for name in variables.columns])
    joined = population.select("customer_id", "assets_exact").with_columns(replayed=pl.Series(replayed)).join(
        listed, on="customer_id", how="inner")
    same_assets = (joined["assets"] - joined["assets_exact"]).abs() <= 0.011
    apart = np.abs(joined["probability"].to_numpy() - joined["replayed"].to_numpy())
    same = apart <= SAME_PROBABILITY
    asked = {variable for tree in document["scoring"]["forest"]["trees"] for variable in tree["variable"] if variable >= 0}
    out.unlink()
    text = (
        f"Checked: {population.height:,} customers above the floor in Python, {listed.height:,} scored by churn, "
        f"{joined.height:,} in both; equal assets for {same_assets.mean():.4%}. churn's own trees, walked in Python over the "
        f"variables that polars made ({len(variables.columns)}, of which the trees ask {len(asked)}), give churn's "
        f"probability for {same.mean():.4%} of the customers; with the others, rounding puts a variable on the other side of "
        "a split (the slope of an unchanged balance may be 0 on one side and 1e-8 on the other).")
    if not (population.height == listed.height == joined.height and same_assets.all() and same.mean() >= LEAST_SAME):
        raise ValueError(f"The two sides do not do the same job. {text}")
    return text


def steps_of(contender: Contender) -> str:
    line = contender.log.read_text().strip().splitlines()[-1]
    return ", ".join(f"{name} {seconds:.2f} s" for name, seconds in json.loads(line)["seconds"].items())


def measure(options: argparse.Namespace) -> None:
    page = Page(
        "predict", f"The month's job: {options.customers:,} customers × 6 months × 19 columns",
        f"benchmarks/run predict --customers {options.customers} --rounds {options.rounds} --threads {options.threads} "
        f"--cells {options.cells}", ["polars", "lightgbm", "numpy"])
    page.add(SIDES)
    ours, theirs = train(options.threads)
    kinds = {"plain": 0.0, "odd": 0.002}
    for kind in kinds if options.cells == "both" else [options.cells]:
        panel = simulate(options.customers, 6, 7, kinds[kind], kind)
        files = sorted(panel.glob("panel_*.csv"))
        checked = verify(panel, ours, odd=kind == "odd", threads=options.threads)
        print(checked)
        selection = ["--top", TOP, "--quiet"]
        churn_side = Contender("churn", predict_command(panel, ours, selection, options.threads, WORK / "churn.csv"))
        job = [
            sys.executable, "-m", "peers.month_job", "--panel", panel, "--model", theirs, "--top", TOP, "--threads",
            options.threads, "--out", WORK / "python.csv"] + (["--odd-cells"] if kind == "odd" else [])
        threads = {"POLARS_MAX_THREADS": str(options.threads), "OMP_NUM_THREADS": str(options.threads)}
        python_side = Contender("Python", job, threads)
        explaining_side = Contender("Python with reasons", [*job, "--reasons"], threads)
        warm(files)
        # The first run of each is not counted: Python writes its byte code, both load their libraries.
        for side in (churn_side, python_side):
            run(side)
        alternate([churn_side, python_side], options.rounds)
        # Minutes against seconds: once is enough.
        explaining_side.runs.append(run(explaining_side))
        size = sum(path.stat().st_size for path in files) / 1e6
        title = {"plain": "Plain cells", "odd": "0.2% of the amounts missing or oddly written"}[kind]
        page.add(f"## {title} ({size:.0f} MB of CSV)")
        page.add(comparison([churn_side, python_side, explaining_side], python_side))
        page.add(
            f"Medians of {options.rounds} runs, alternating; Python with reasons ran once, its steps: "
            f"{steps_of(explaining_side)}.")
        page.add(checked)
    page.write()
