"""Reading the panel's files alone: churn's reader beside polars and pyarrow."""

import argparse
import sys

from peers.measuring import Contender, alternate, run, warm
from peers.places import panel_reader
from peers.predict import simulate
from peers.results import Page, comparison

POLARS = """
import sys, polars
print(polars.read_csv(sys.argv[1] + "/panel_*.csv").shape)
"""
POLARS_TYPED = """
import sys, polars
from peers import panel_variables as panel
types = {name: polars.Float32 for name in panel.NUMBERS} | {name: polars.String for name in panel.TEXTS}
print(polars.read_csv(sys.argv[1] + "/panel_*.csv", schema_overrides=types).shape)
"""
PYARROW = """
import glob, sys, pyarrow, pyarrow.csv
files = sorted(glob.glob(sys.argv[1] + "/panel_*.csv"))
print(pyarrow.concat_tables([pyarrow.csv.read_csv(path) for path in files]).shape)
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5, help="how often each reader runs")
    parser.add_argument("--threads", type=int, default=2)


def measure(options: argparse.Namespace) -> None:
    panel = simulate(options.customers, 6, 7, 0, "plain")
    files = sorted(panel.glob("panel_*.csv"))
    threads = {"POLARS_MAX_THREADS": str(options.threads), "OMP_NUM_THREADS": str(options.threads)}

    def python(name: str, text: str) -> Contender:
        return Contender(name, [sys.executable, "-c", text, panel], threads)

    ours = Contender("churn", [panel_reader(), "--threads", options.threads, *files])
    empty = python("python imports", "import polars, pyarrow.csv")
    contenders = [
        ours, python("polars", POLARS), python("polars, types given", POLARS_TYPED), python("pyarrow", PYARROW), empty]
    page = Page(
        "read", f"Reading {options.customers:,} customers × 6 months × 19 columns of CSV",
        f"benchmarks/run read --customers {options.customers} --rounds {options.rounds} --threads {options.threads}",
        ["polars", "pyarrow"])
    warm(files)
    for contender in contenders:
        run(contender)
    alternate(contenders, options.rounds)
    size = sum(path.stat().st_size for path in files) / 1e6
    page.add(f"{size:.0f} MB in {len(files)} files, in the page cache; plain cells; everybody kept.")
    page.add(comparison(contenders, contenders[1]))
    page.add(
        f"Medians of {options.rounds} runs, alternating, whole processes: the last row is what starting Python and "
        "importing both libraries takes. churn's reader joins the months to customers, checks every cell and counts "
        "what it finds, and keeps amounts as Float32; the others make columns of Float64 (Float32 where types are "
        "given), customer and category texts as strings.")
    page.add("churn's own words: " + "; ".join(ours.log.read_text().strip().splitlines()) + ".")
    page.write()
