"""How often `churn monitor` calls a quiet month green and planted drift red, and `predict` notices damaged deliveries."""

import argparse
import collections
import csv
import json
import subprocess
import tempfile
from pathlib import Path

from peers import deliveries
from peers.places import Missing, churn
from peers.results import Page, table

MONTHS, LEARNT_UNTIL, WATCHED = 10, "2024-09", "2024-10"
#: The planted drift: logins are counted otherwise.
COLUMN, DIVISOR = "mobile_logins", 4


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--customers", type=int, default=6000)
    parser.add_argument("--part", choices=["both", "drift", "deliveries"], default="both", help="what is tried; the page needs both")


def run(*arguments, allowed=(0,)) -> None:
    done = subprocess.run([churn(), *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode not in allowed:
        raise Missing(f"churn {' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def watch(folder: Path) -> dict:
    run("monitor", "--config", folder / "bank" / "bank.yaml", "--model", folder / "model", "--language", "en", "--out",
        folder / "watch.json", "--quiet", allowed=(0, 2, 3))
    return json.loads((folder / "watch.json").read_text())


def plant(panel: Path) -> None:
    with open(panel, newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row[COLUMN]:
            row[COLUMN] = str(int(float(row[COLUMN])) // DIVISOR)
    with open(panel, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def measure(options: argparse.Namespace) -> None:
    page = Page(
        "monitor", f"The verdict of churn monitor on {options.seeds} simulated banks",
        f"benchmarks/run monitor --seeds {options.seeds} --customers {options.customers}", [])
    lights = {"quiet": collections.Counter(), "drift planted": collections.Counter()}
    named, alarms = 0, []
    noticed = {name: collections.Counter() for name in ["none", *deliveries.DAMAGES]}
    false_alarms = []
    for seed in range(1, options.seeds + 1):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            run("simulate", "--customers", options.customers, "--months", MONTHS, "--seed", seed, "--extended", "--out",
                folder / "bank", "--quiet")
            run("train", "--config", folder / "bank" / "bank.yaml", "--month", LEARNT_UNTIL, "--out", folder / "model", "--quiet")
            if options.part != "drift":
                months = sorted(path.stem.removeprefix("panel_") for path in (folder / "bank").glob("panel_*.csv"))
                for damage, (outcome, sentences, _) in deliveries.tried(folder / "bank", months, folder / "model", seed, folder):
                    noticed[damage][outcome] += 1
                    if damage == "none":
                        false_alarms += [f"seed {seed}: {sentence}" for sentence in sentences]
                print(seed, {name: dict(count) for name, count in noticed.items()}, flush=True)
            if options.part == "deliveries":
                continue
            quiet = watch(folder)
            alarms += [f"seed {seed}: {found['light']}, {found['text']}" for found in quiet["findings"]]
            plant(folder / "bank" / f"panel_{WATCHED}.csv")
            drift = watch(folder)
        lights["quiet"][quiet["verdict"]] += 1
        lights["drift planted"][drift["verdict"]] += 1
        named += any(found["light"] == "red" and found.get("variable", "").startswith(COLUMN) for found in drift["findings"])
    page.add(table(
        ["", "green", "amber", "red"],
        [[name, *(str(count[light]) for light in ("green", "amber", "red"))] for name, count in lights.items()]))
    page.add(
        f"{options.customers:,} customers over {MONTHS} months each; learnt up to {LEARNT_UNTIL}, watched {WATCHED}. The drift: "
        f"{COLUMN} of that month divided by {DIVISOR}. A red finding names a variable of {COLUMN} in {named} of "
        f"{options.seeds}. The task: green in at least 95 of 100 quiet ones.")
    page.add(
        "## Damaged deliveries\n\nThe same banks; `predict` for the newest month, with `--expect`, after the newest file was damaged. "
        "The task: each kind of damage noticed on at least 95 of 100 banks, nothing said of at least 97 of 100 whole deliveries.")
    page.add(table(
        ["damage", "nothing said", "warned", "refused"],
        [[name, *(str(count[outcome]) for outcome in ("quiet", "warned", "refused"))] for name, count in noticed.items()]))
    if false_alarms:
        page.add("Said of whole deliveries:\n\n" + "\n".join(f"- {alarm}" for alarm in false_alarms))
    if alarms:
        page.add("Findings in quiet months:\n\n" + "\n".join(f"- {alarm}" for alarm in alarms))
    if options.part == "both":
        page.write()
