"""Variable analysis of 150,000 × 200 columns: churn beside optbinning and toad; and whose bins are worth more."""

import argparse
import csv
import json
import sys
from pathlib import Path

import numpy as np
import polars as pl

from peers.analysis_job import BINS, LABEL, LEAST_SHARE
from peers.measuring import Contender, alternate, run, warm
from peers.places import SHARED_DATA, WORK, churn
from peers.results import Page, comparison, table

#: Our shapes and what optbinning calls them.
SHAPES = {"any": "none", "up": "ascending", "down": "descending", "peak": "peak", "valley": "valley"}

SIDES = f"""\
All sides bin every column into at most {BINS} bins of at least {LEAST_SHARE:.0%} of the rows, with missing values in a bin \
of their own, and compute WoE and IV.

- **churn**: `churn analyze --table … --label {LABEL} --out …`, the whole process: reads 150,000 rows of CSV, bins (optimal, \
shape automatic), KS, AUC, Pearson and Spearman correlations of all pairs, clusters, VIF, verdicts, and writes CSV, JSON \
and HTML.
- **optbinning**: `BinningProcess(n_jobs=threads)` with its defaults (20 pre-bins by a decision tree, shape `auto`) and the tables.
- **toad**: `Combiner.fit(method="dt")`, transform and IV; its fastest way of binning by the outcome.

The peers read Parquet and print how long their analysis alone took; that is the figure of the last column."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=150_000)
    parser.add_argument("--columns", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--data", type=Path, default=SHARED_DATA, help="folder with the data sets; ../shared/data")


def made_table(rows: int, columns: int) -> pl.DataFrame:
    """Amounts, counts, columns of zeros, and plain numbers, some with missing cells; every fourth tells something."""
    random = np.random.default_rng(7)
    hidden = random.normal(size=(rows, 8))
    data = {}
    for index in range(columns):
        base = random.normal(size=rows) + (hidden[:, index % 8] if index % 4 == 0 else 0)
        values = [
            lambda: np.exp(8 + 2 * base), lambda: np.floor(np.exp(0.7 * base)), lambda: np.where(base < 0.8, 0, base * 1000),
            lambda: base][(index // 4 + index) % 4]()
        if index % 5 == 0:
            values = np.where(random.uniform(size=rows) < 0.05, np.nan, values)
        data[f"v{index:03d}"] = values.astype(np.float32)
    margin = -2.9 + 0.5 * hidden[:, :4].sum(axis=1) + 0.4 * hidden[:, 4] ** 2 - 0.4
    data[LABEL] = (random.uniform(size=rows) < 1 / (1 + np.exp(-margin))).astype(np.int8)
    return pl.DataFrame(data).with_columns(pl.selectors.float().fill_nan(None))


def credit_table(folder: Path) -> pl.DataFrame | None:
    path = folder / "give-me-some-credit" / "cs-training.csv.gz"
    if not path.exists():
        return None
    read = pl.read_csv(path, null_values="NA", infer_schema_length=None)
    named = read.rename({read.columns[0]: "row"}).drop("row").rename({"SeriousDlqin2yrs": LABEL})
    return named.with_columns(pl.exclude(LABEL).cast(pl.Float32), pl.col(LABEL).cast(pl.Int8))


def place(name: str, rows: pl.DataFrame) -> Path:
    folder = WORK / "analysis"
    folder.mkdir(parents=True, exist_ok=True)
    rows.write_csv(folder / f"{name}.csv")
    rows.write_parquet(folder / f"{name}.parquet")
    return folder / name


def ours(path: Path, threads: int, configuration: Path | None = None) -> list:
    return [
        churn(), "analyze", "--table", f"{path}.csv", "--label", LABEL, "--threads", threads, "--quiet", "--out",
        f"{path}-out", *(["--config", configuration] if configuration else [])]


def theirs(path: Path, peer: str, threads: int, shape: str = "auto") -> list:
    return [
        sys.executable, "-m", "peers.analysis_job", "--peer", peer, "--table", f"{path}.parquet", "--threads", threads,
        "--shape", shape]


def answer(contender: Contender) -> dict:
    return json.loads(contender.log.read_text().strip().splitlines()[-1])


def our_values(path: Path) -> dict[str, float]:
    with open(f"{path}-out/variables.csv", newline="") as file:
        return {row["variable"]: float(row["iv"]) for row in csv.DictReader(file)}


def compared_values(path: Path, threads: int) -> list[list[str]]:
    """A row per shape: how churn's information values stand against optbinning's under the same limits."""
    rows = []
    for mine, shape in SHAPES.items():
        configuration = path.parent / f"{mine}.yaml"
        configuration.write_text(f"binning: {{ bins: {BINS}, least_share: {LEAST_SHARE}, shape: {mine} }}\n")
        run(Contender("analysis-ours", ours(path, threads, configuration)))
        peer = Contender("analysis-optbinning", theirs(path, "optbinning", threads, shape))
        run(peer)
        other, own = answer(peer)["iv"], our_values(path)
        ratios = {name: own[name] / other[name] for name in other if other[name] > 0}
        least = min(ratios, key=ratios.get)
        rows.append([
            mine, f"{sum(own[name] for name in other):.4f}", f"{sum(other.values()):.4f}",
            f"{sum(ratio >= 1 - 1e-9 for ratio in ratios.values())} of {len(ratios)}", f"{ratios[least]:.4f} ({least})"])
        print(*rows[-1])
    return rows


def measure(options: argparse.Namespace) -> None:
    page = Page(
        "analysis", f"Variable analysis: {options.rows:,} rows × {options.columns} columns",
        f"benchmarks/run analysis --rows {options.rows} --columns {options.columns} --rounds {options.rounds} "
        f"--threads {options.threads}", ["optbinning", "toad", "numpy", "polars"])
    page.add(SIDES)
    path = place("made", made_table(options.rows, options.columns))
    sides = [
        Contender("churn", ours(path, options.threads)),
        Contender("optbinning", theirs(path, "optbinning", options.threads)),
        Contender("toad", theirs(path, "toad", options.threads))]
    warm([Path(f"{path}.csv"), Path(f"{path}.parquet")])
    run(sides[0])
    alternate(sides, options.rounds)
    page.add(comparison(sides, sides[0]))
    alone = {side.name: answer(side)["seconds"] for side in sides[1:]}
    page.add(
        "The analysis alone: " + ", ".join(
            f"{name} {seconds:.1f} s ({seconds / sides[0].seconds:.1f} × churn's whole process)"
            for name, seconds in alone.items()) + f". churn's CSV has {Path(f'{path}.csv').stat().st_size / 1e6:.0f} MB.")
    header = ["shape", "churn's sum of IV", "optbinning's", "at least as great", "least ratio"]
    credit = credit_table(options.data)
    if credit is None:
        page.add("Bins on real data: skipped, there is no ../shared/data/give-me-some-credit beside the project.")
    else:
        page.add("## Information values under the same limits, Give Me Some Credit")
        page.add(table(header, compared_values(place("credit", credit), options.threads)))
    page.add("## Information values under the same limits, 24 made columns")
    page.add(table(header, compared_values(place("small", made_table(40_000, 24)), options.threads)))
    page.write()
