"""How churn's tree trainer grows with rows and threads."""

import argparse
import json

from peers import trainer_data
from peers.measuring import Contender, alternate
from peers.places import WORK, tree_trainer
from peers.results import Page, table


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000, 4_000_000])
    parser.add_argument("--trees", type=int, default=100)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3, help="how often each run is made; the fastest counts")
    parser.add_argument("--seed", type=int, default=1)


def measure(options: argparse.Namespace) -> None:
    reports = WORK / "scaling"
    reports.mkdir(parents=True, exist_ok=True)
    #: Sampled rows, as the trainer does by default, and all rows in every tree.
    settings = {"sampled": [], "all rows": ["--sampleShare", "1"]}
    fastest: dict[tuple[str, int, int], dict] = {}
    for rows in options.rows:
        folder = trainer_data.made(rows, options.seed).folder
        contenders = []
        for name, setting in settings.items():
            for threads in options.threads:
                path = reports / f"{name.replace(' ', '-')}-{rows}-{threads}.json"
                command = [tree_trainer(), folder, path, "--threads", threads, "--trees", options.trees, *setting]
                contenders.append((name, threads, path, Contender(f"{name}, {rows:,} rows, {threads} threads", command)))
        for _ in range(options.rounds):
            for name, threads, path, contender in contenders:
                alternate([contender], 1)
                report = json.loads(path.read_text())
                best = fastest.get((name, rows, threads))
                if best is None or total(report) < total(best):
                    fastest[name, rows, threads] = report
    page = Page(
        "scaling", "Training boosted trees: more rows, more threads",
        "benchmarks/run scaling " + " ".join(
            f"--{key} {' '.join(map(str, value)) if isinstance(value, list) else value}"
            for key, value in [("rows", options.rows), ("trees", options.trees), ("threads", options.threads),
                               ("rounds", options.rounds), ("seed", options.seed)]), ["numpy"])
    most, least = max(options.threads), min(options.threads)
    for name in settings:
        lines = []
        for rows in options.rows:
            for threads in options.threads:
                report = fastest[name, rows, threads]
                lines.append([
                    f"{rows:,}", str(threads), f"{report['bins']:.2f}", f"{report['training']:.2f}",
                    f"{total(report) / rows / options.trees * 1e9:.2f}",
                    f"{total(fastest[name, rows, least]) / total(report):.2f}", f"{report['peak'] / 1e6:.0f}"])
        page.add(f"## {name.capitalize()}")
        page.add(table(
            ["rows", "threads", "bins, s", f"{options.trees} trees, s", "ns per row and tree", "times one thread",
             "peak MB"], lines))
        few, many = min(options.rows), max(options.rows)
        ratio = total(fastest[name, many, most]) / total(fastest[name, few, most])
        page.add(f"{many // few} times the rows take **{ratio:.1f}** times the time on {most} threads.")
    page.add(
        "The made set of `trainers` (60 columns), learning rate 0.1, otherwise churn's defaults. Every run is a process of its own; the "
        "fastest of each counts.")
    page.write()


def total(report: dict) -> float:
    return report["bins"] + report["training"]
