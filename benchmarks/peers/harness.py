"""What the scoring core costs beside reading its rows, held against stored thresholds; fails where one is exceeded."""

import argparse
import json
import os
import subprocess

from peers.places import BENCHMARKS, Missing
from peers.results import Page, table

HARNESS = BENCHMARKS / "harness"
THRESHOLDS = HARNESS / "thresholds.json"
REFERENCE = "reading"
NANOSECONDS = {"ns": 1, "μs": 1e3, "ms": 1e6, "s": 1e9}


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--update", action="store_true", help="store this run's figures, with some room, as the thresholds")


def run(command: list[str], **options) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, **options)
    if done.returncode != 0:
        raise Missing(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def measured() -> list[dict]:
    run(["swift", "build", "-c", "release", "--package-path", str(HARNESS / "Models")])
    library = HARNESS / "Models" / ".build" / "release" / "libMadeModels.so"
    text = run(
        ["swift", "package", "--package-path", str(HARNESS), "benchmark", "--format", "jmh", "--no-progress", "--path", "stdout"],
        env=os.environ | {"MADE_MODELS": str(library)})
    start = text.find("[{")
    if start < 0:
        raise Missing(f"The harness printed no figures:\n{text[-2000:]}")
    return json.JSONDecoder().raw_decode(text[start:])[0]


def figures() -> dict[str, dict[str, float]]:
    """Medians by benchmark: nanoseconds, requests for memory, megabytes at most."""
    found = {}
    for one in measured():
        metrics = {one["primaryMetric"]["scoreUnit"]: one["primaryMetric"]} | (one.get("secondaryMetrics") or {})
        time = metrics["Time (wall clock)"]
        found[one["benchmark"].split(".")[-1].replace("_", " ")] = {
            "nanoseconds": time["scorePercentiles"]["50.0"] * NANOSECONDS[time["scoreUnit"]],
            "allocations": metrics["allocations"]["scorePercentiles"]["50.0"],
            "megabytes": metrics["Memory (resident peak)"]["scorePercentiles"]["50.0"] / 1e6}
    reference = found[REFERENCE]["nanoseconds"]
    for one in found.values():
        one["ratio"] = one["nanoseconds"] / reference
    return found


def thresholds_of(found: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Two and a half times the time, as reading and computing are not slowed alike by what else a machine does; a quarter more
    memory and allocations, but none where there were none."""
    return {
        name: {
            "ratio": round(2.5 * one["ratio"], 1), "allocations": round(1.25 * one["allocations"]),
            "megabytes": round(1.25 * one["megabytes"])}
        for name, one in sorted(found.items())}


def measure(options: argparse.Namespace) -> None:
    found = figures()
    if options.update:
        THRESHOLDS.write_text(json.dumps(thresholds_of(found), indent=2) + "\n")
    limits = json.loads(THRESHOLDS.read_text())
    lines, exceeded = [], []
    for name, one in sorted(found.items(), key=lambda pair: pair[1]["nanoseconds"]):
        limit = limits.get(name)
        if limit is None:
            raise Missing(f"There is no threshold for “{name}” in {THRESHOLDS}; store them with --update.")
        over = [what for what in ("ratio", "allocations", "megabytes") if one[what] > limit[what]]
        exceeded += [f"{name}: {what} {one[what]:.2f}, allowed {limit[what]}" for what in over]
        lines.append([
            name, f"{one['nanoseconds'] / 1e3:,.0f}", f"{one['ratio']:,.2f}", f"{limit['ratio']:,}", f"{one['allocations']:,.0f}",
            f"{limit['allocations']:,.0f}", f"{one['megabytes']:.0f}", f"{limit['megabytes']}", ", ".join(over) or "yes"])
    page = Page("harness", "The scoring core in its harness", "benchmarks/run harness", [])
    page.add(
        "One thread; medians of ordo-one/benchmark 1.38.1. Probabilities are of 20,000 rows × 60 columns, contributions of 2,000; "
        "forests have 200 trees, symmetric ones of depth 6, leafwise ones of 63 leaves. `reading` adds up the 20,000 rows and is the "
        "kernel that the others are measured by. Allocations are requests to the heap during one call.")
    page.add(table(
        ["", "µs", "÷ reading", "allowed", "allocations", "allowed", "peak MB", "allowed", "within"], lines))
    page.write()
    if exceeded:
        raise Missing("More than the thresholds allow:\n" + "\n".join(exceeded))
