"""The month's job from CSV, Parquet and DuckDB to the list, churn beside polars + LightGBM from the same Parquet."""

import argparse
import os
import sys
from pathlib import Path

import duckdb
import polars as pl

from peers import panel_variables
from peers.measuring import Contender, alternate, run, warm
from peers.places import WORK, Missing, churn
from peers.predict import simulate, train
from peers.results import Page, comparison

SIDES = """\
What each side does, in a process of its own, files in the page cache: `churn predict --panel … --model … --top N --out …` as in \
`predict`, from six files of CSV, from six files of Parquet (zstd, amounts as Float64), from one file of Parquet with all months, \
from a table of DuckDB, and from the Parquet into a file of Parquet; **Python** reads the same six files of Parquet with polars \
and scores with LightGBM, without contributions, reasons, checks and record. The lists of all of churn's sides are the same."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5, help="how often each side runs")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--top", type=int, default=50_000)
    parser.add_argument("--no-python", action="store_true", help="leave polars + LightGBM out")


def other_doors(panel: Path) -> None:
    """The panel's months as Parquet, all of them in one file, and as a table of DuckDB, made once."""
    files = sorted(panel.glob("panel_*.csv"))
    types = {name: pl.Float64 for name in panel_variables.NUMBERS} | {
        name: pl.String for name in [*panel_variables.TEXTS, "customer_id", "month"]}
    for file in files:
        if not file.with_suffix(".parquet").exists():
            months = pl.read_csv(file, schema_overrides=types, null_values=panel_variables.MISSING, try_parse_dates=False)
            months.write_parquet(file.with_suffix(".parquet"), compression="zstd")
    whole, database = panel / "whole.parquet", panel / "bank.duckdb"
    connection = duckdb.connect()
    months = f"select * from read_parquet('{panel}/panel_*.parquet') order by filename"
    if not whole.exists():
        connection.execute(f"copy ({months}) to '{whole}' (format parquet, compression zstd)")
    if not database.exists():
        # A format that every version of the library reads.
        connection.execute(f"attach '{database}' as bank (storage_version 'v1.0.0')")
        connection.execute(f"create table bank.panel as {months}")
    connection.close()


def measure(options: argparse.Namespace) -> None:
    if not os.environ.get("CHURN_DRIVERS"):
        raise Missing("Parquet is read by DuckDB's library; fetch it by `CHURN_DRIVERS=drivers Tests/drivers` and set CHURN_DRIVERS.")
    panel = simulate(options.customers, 6, 7, 0, "plain")
    other_doors(panel)
    ours, theirs = train(options.threads)

    def side(name: str, source: object, out: str = "list.csv") -> Contender:
        return Contender(name, [
            churn(), "predict", "--panel", source, "--model", ours, "--top", options.top, "--threads", options.threads, "--out",
            WORK / f"doors-{name.replace(' ', '-')}-{out}", "--quiet"])

    csv = side("CSV", panel / "panel_*.csv")
    sides = [
        csv, side("Parquet", panel / "panel_*.parquet"), side("one Parquet", panel / "whole.parquet"),
        side("DuckDB", f"duckdb:{panel / 'bank.duckdb'}#panel"),
        side("Parquet to Parquet", panel / "panel_*.parquet", "list.parquet")]
    if not options.no_python:
        threads = {"POLARS_MAX_THREADS": str(options.threads), "OMP_NUM_THREADS": str(options.threads)}
        sides.append(Contender("Python", [
            sys.executable, "-m", "peers.month_job", "--panel", panel, "--suffix", ".parquet", "--model", theirs, "--top", options.top,
            "--threads", options.threads, "--out", WORK / "doors-python.csv"], threads))
    warm([file for file in panel.iterdir() if file.suffix in (".csv", ".parquet", ".duckdb")])
    for contender in sides:
        run(contender)
    lists = [Path(str(contender.command[-2])) for contender in sides[:4]]
    if any(path.read_bytes() != lists[0].read_bytes() for path in lists):
        raise ValueError(f"The lists differ: {', '.join(map(str, lists))}")
    alternate(sides, options.rounds)
    page = Page(
        "doors", f"The month's job through every door: {options.customers:,} customers × 6 months × 19 columns",
        f"benchmarks/run doors --customers {options.customers} --rounds {options.rounds} --threads {options.threads} "
        f"--top {options.top}", ["polars", "lightgbm", "duckdb"])
    page.add(SIDES)
    page.add(comparison(sides, csv))
    size = {kind: sum(file.stat().st_size for file in panel.glob(f"panel_*{kind}")) / 1e6 for kind in (".csv", ".parquet")}
    page.add(
        f"{size['.csv']:.0f} MB of CSV, {size['.parquet']:.0f} MB of Parquet. Medians of {options.rounds} runs, alternating. "
        "Asked: from Parquet at most half of the time from CSV, and at most 0.35 of Python's.")
    page.write()
