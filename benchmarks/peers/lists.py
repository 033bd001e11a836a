"""A month's lists for the bank, each branch and each manager, out of a population of a million customers."""

import argparse
import json

from peers.measuring import Contender, alternate, run, warm
from peers.places import WORK, churn
from peers.predict import simulate, train
from peers.results import Page, table

RULES = "list: { capacity: { manager: 60 }, control: { share: 0.1 } }\n"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customers", type=int, default=2_000_000, help="half of them are above the floor")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)


def measure(options: argparse.Namespace) -> None:
    panel = simulate(options.customers, 6, 7, 0, "lists")
    model, _ = train(options.threads)
    configuration = panel / "rules.yaml"
    configuration.write_text((panel / "bank.yaml").read_text() + RULES)
    lists = WORK / "lists"

    def contender(name: str, *formats: str) -> Contender:
        return Contender(name, [
            churn(), "predict", "--config", configuration, "--model", model, "--lists", lists, "--formats", *formats,
            "--threads", options.threads, "--quiet"])

    contenders = [contender("all formats", "csv", "xlsx", "json", "html"), contender("CSV alone", "csv")]
    files = sorted(panel.glob("panel_*.csv"))
    page = Page(
        "lists", f"The month's lists of {options.customers:,} customers, half of them above the floor",
        f"benchmarks/run lists --customers {options.customers} --rounds {options.rounds} --threads {options.threads}", [])
    warm(files)
    run(contenders[-1])
    alternate(contenders, options.rounds)
    run(contenders[0])
    manifest = json.loads((lists / "manifest.json").read_text())
    record = json.loads((lists / "record.json").read_text())
    counts = {count["step"]: count["count"] for count in record["counts"]}
    kinds = [file["kind"] for file in manifest["files"]]
    managers = {file["name"] for file in manifest["files"] if file["kind"] == "manager"}
    page.add(
        "`churn predict --lists` from the files to the folder, in one process: reading six months, variables, scores, contributions "
        f"and reasons of the listed, capacities (`{RULES.strip()}`), a list for the bank, one for each branch and each manager, "
        "summary, record and manifest; every file appears with the folder, or none does.")
    page.add(table(
        ["", "seconds", "processor seconds", "peak MB"],
        [[side.name, f"{side.seconds:.1f}", f"{side.processor:.1f}", f"{side.peak / 1e6:.0f}"] for side in contenders]))
    page.add(
        f"{sum(path.stat().st_size for path in files) / 1e6:,.0f} MB of CSV; {counts['customers scored']:,} customers scored, "
        f"{counts['customers listed']:,} listed, {counts['customers held out as control group']:,} of them held out; "
        f"{len(managers):,} managers, {len(kinds):,} files. The task: under 60 s and below 2,000 MB.")
    page.write()
