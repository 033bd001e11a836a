"""Real tables straight from their files, by the program alone: describe, analyze, train, predict; kinds beside a person's."""

import argparse
import csv
import json
import subprocess
import time
from pathlib import Path

from peers.places import PROJECT, SHARED_DATA, WORK, churn
from peers.results import Page, table

FOLDER = WORK / "tables"
#: What a person says who reads the makers' descriptions: the columns of numbers and of dates; all others are categories.
#: `label` with the text that counts as a loss, what else the command line says, and what a person would say of the kinds.
TABLES = {
    "telco-churn": dict(label=["Churn", "Yes"], options=["--key", "customerID"], numbers="SeniorCitizen tenure MonthlyCharges TotalCharges"),
    "bank-marketing": dict(
        label=["y", "yes"], options=["--ignore", "duration"], numbers="age balance day campaign pdays previous"),
    "amazon-access": dict(label=["ACTION", "0"], options=[], numbers="", said=["--category", "*"]),
    # Subtype (v0) and main type (v4) of the customer are codes by the makers' dictionary; the file does not show it.
    "coil2000": dict(label=["caravan", "1"], options=[], numbers=" ".join(f"v{i}" for i in range(85) if i not in (0, 4))),
}
XIAMEN = {
    "aum_Q3": dict(numbers=" ".join(f"X{i}" for i in range(1, 9)), dates=""),
    "behavior_Q3": dict(numbers="B1 B2 B3 B4 B5 B7", dates="B6"),
    "savings_Q3": dict(numbers="C1 C2", dates=""),
    "cunkuan_m7": dict(numbers="C1 C2", dates=""),
}


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=SHARED_DATA, help="folder with the data sets; ../shared/data")


def program(*arguments) -> str:
    """Runs churn; its words on the terminal."""
    done = subprocess.run([churn(), *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"churn {' '.join(map(str, arguments))}: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout


def described(arguments: list, name: str) -> dict:
    path = FOLDER / f"{name}.json"
    program("describe", *arguments, "--json", path, "--quiet")
    return json.loads(path.read_text())


def guesses(found: dict, person: dict, besides: set[str]) -> tuple[int, list[list[str]]]:
    """The number of columns, and those that a person takes for something else, with the program's reason."""
    said = {name: "number" for name in person["numbers"].split()} | {name: "date" for name in person.get("dates", "").split()}
    columns = [one for one in found["report"]["columns"] if one["name"] not in besides]
    differing = []
    for one in columns:
        guess = {"text": "category"}.get(one["kind"], one["kind"])
        person_says = said.get(one["name"], "category")
        if guess != person_says:
            differing.append([one["name"], guess, json.dumps(one.get("reason", ""), ensure_ascii=False), person_says])
    return len(columns), differing


def measure(options: argparse.Namespace) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows, differing, runs = [], [], []
    for name, person in TABLES.items():
        path = options.data / "tables" / f"{name}.csv.gz"
        label, positive = person["label"]
        common = ["--table", path, *person["options"]]
        labelled = [*common, "--label", label, "--positive", positive]
        began = time.perf_counter()
        found = described(labelled, name)
        count, others = guesses(found, person, {label, *person["options"][1:]})
        rows.append([name, f"{found['report']['rowsUsed']:,}", str(count), str(count - len(others))])
        differing += [[name, *other] for other in others]
        program("analyze", *labelled, "--out", FOLDER / f"{name}-analysis", "--quiet")
        model, listed = FOLDER / f"{name}-model", FOLDER / f"{name}.csv"
        program("train", *labelled, "--out", model, "--quiet")
        program("predict", *[one for one in common if one not in ("--ignore", "duration")], "--model", model, "--out", listed, "--quiet")
        seconds = time.perf_counter() - began
        figures = json.loads((model / "figures.json").read_text())
        with open(listed, newline="", encoding="utf-8-sig") as file:
            listed_rows = sum(1 for _ in csv.DictReader(file))
        runs.append([name, f"{auc(figures):.4f}", f"{listed_rows:,}", f"{seconds:.1f}"])
        if "said" in person:
            program("train", *labelled, *person["said"], "--out", FOLDER / f"{name}-said", "--quiet")
            figures = json.loads((FOLDER / f"{name}-said" / "figures.json").read_text())
            runs.append([f"{name} with {' '.join(person['said'])}, training alone", f"{auc(figures):.4f}", "", ""])
    for name, person in XIAMEN.items():
        path = options.data / "xiamen-bank-2019q3" / f"{name}.csv.gz"
        found = described(["--table", path, "--key", "cust_no"], name)
        count, others = guesses(found, person, {"cust_no"})
        rows.append([f"Xiamen, {name}", f"{found['report']['rowsUsed']:,}", str(count), str(count - len(others))])
        differing += [[f"Xiamen, {name}", *other] for other in others]
    runs.append(panel(options))
    write(rows, differing, runs)


def auc(figures: dict) -> float:
    """The AUC on rows held out, as training writes it."""
    return figures["judged"]["auc"]


def panel(options: argparse.Namespace) -> list[str]:
    """The month-end deposits of Xiamen, a file a month, by the configuration beside the data sets' descriptions."""
    text = (PROJECT / "datasets" / "xiamen-bank-2019q3" / "deposits.yaml").read_text()
    configuration = FOLDER / "deposits.yaml"
    configuration.write_text(text.replace("../../../shared/data", str(options.data.resolve())))
    began = time.perf_counter()
    model, listed = FOLDER / "deposits-model", FOLDER / "deposits.csv"
    program("describe", "--config", configuration, "--quiet")
    program("analyze", "--config", configuration, "--out", FOLDER / "deposits-analysis", "--quiet")
    program("train", "--config", configuration, "--out", model, "--quiet")
    program("predict", "--config", configuration, "--model", model, "--out", listed, "--quiet")
    seconds = time.perf_counter() - began
    with open(listed, newline="", encoding="utf-8-sig") as file:
        count = sum(1 for _ in csv.DictReader(file))
    return ["Xiamen, deposits by month", f"{auc(json.loads((model / 'figures.json').read_text())):.4f}", f"{count:,}", f"{seconds:.1f}"]


def write(rows, differing, runs) -> None:
    page = Page(
        "tables", "Real tables straight from their files: what the columns are taken for, and what comes of them",
        "benchmarks/run tables", [])
    page.add(
        "No file was prepared and no column explained: `describe`, `analyze`, `train` and `predict` read the files as their makers "
        "wrote them. A person's kinds are from the makers' descriptions.")
    page.add("## Kinds\n\nColumns besides key, label and what was to be ignored.")
    page.add(table(["table", "rows", "columns", "as a person says"], rows))
    if differing:
        page.add("Where a person says something else:")
        page.add(table(["table", "column", "taken for", "because", "a person"], differing))
        page.add(
            "These cells are whole numbers, and only the makers' descriptions say that they are codes. `describe` names those whose "
            "names say so (`MGR_ID`, `ROLE_CODE`); `--category` says it. Categories of more than 255 levels are left out, so that "
            "amazon-access is ranked better as it is taken.")
    page.add("## From file to list\n\nThe AUC is that of the training's report, on rows held out; seconds are those of all verbs together.")
    page.add(table(["table", "AUC", "listed", "seconds"], runs))
    page.write()
