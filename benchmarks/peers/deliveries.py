"""Twenty ways in which a month's delivery goes wrong, planted into the files of a simulated bank."""

import csv
import random
import shutil
import subprocess
import time
from pathlib import Path

from peers.places import churn

AMOUNTS = ["demand", "time", "wealth", "loan_balance", "transfer_in", "transfer_out"]


class Delivery:
    """The files of a bank, one a month, the newest of which is `newest`; damages change them in place."""

    def __init__(self, folder: Path, months: list[str], seed: int):
        self.folder, self.months = folder, months
        self.random = random.Random(seed)

    def path(self, month: str) -> Path:
        return self.folder / f"panel_{month}.csv"

    @property
    def newest(self) -> str:
        return self.months[-1]

    def change(self, month: str, rows) -> None:
        """Replaces a month's rows by what `rows` makes of them."""
        with open(self.path(month), newline="") as file:
            reader = csv.DictReader(file)
            names, found = reader.fieldnames, list(reader)
        with open(self.path(month), "w", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows(found))

    def change_cells(self, names: list[str], cell, month: str | None = None) -> None:
        def changed(rows):
            for row in rows:
                for name in names:
                    if row[name]:
                        row[name] = cell(row[name])
            return rows
        self.change(month or self.newest, changed)


def number(text: str) -> float:
    """An amount as the simulation writes it, odd cells among them."""
    try:
        return float(text.strip().replace(",", ""))
    except ValueError:
        return 0.0


def scaled(names: list[str], factor: float):
    return lambda delivery: delivery.change_cells(names, lambda cell: f"{number(cell) * factor:.2f}")


def rows_lost(delivery):
    delivery.change(delivery.newest, lambda rows: [row for row in rows if delivery.random.random() > 0.3])


def end_cut(delivery):
    delivery.change(delivery.newest, lambda rows: rows[: int(0.7 * len(rows))])


def large_customers_lost(delivery):
    delivery.change(delivery.newest, lambda rows: [row for row in rows if sum(number(row[name]) for name in AMOUNTS[:3]) < 500_000])


def branch_missing(delivery):
    def without(rows):
        branches = sorted({row["branch"] for row in rows if row["branch"]})
        # A tenth of the branches, as where one region's file did not come.
        gone = set(delivery.random.sample(branches, max(2, len(branches) // 10)))
        return [row for row in rows if row["branch"] not in gone]
    delivery.change(delivery.newest, without)


def month_late(delivery):
    delivery.path(delivery.newest).unlink()


def month_missing(delivery):
    delivery.path(delivery.months[-3]).unlink()


def month_before_again(delivery):
    """Last month's figures under this month's name."""
    shutil.copy(delivery.path(delivery.months[-2]), delivery.path(delivery.newest))
    delivery.change_cells(["month"], lambda _: delivery.newest)


def half_of_it_again(delivery):
    """Half of the customers have last month's figures."""
    with open(delivery.path(delivery.months[-2]), newline="") as file:
        before = {row["customer_id"]: row for row in csv.DictReader(file)}
    def mixed(rows):
        return [before[row["customer_id"]] | {"month": delivery.newest}
                if row["customer_id"] in before and delivery.random.random() < 0.5 else row for row in rows]
    delivery.change(delivery.newest, mixed)


def file_twice(delivery):
    """All rows stand twice in the file."""
    delivery.change(delivery.newest, lambda rows: rows + rows)


def columns_swapped(one: str, other: str):
    def swap(rows):
        for row in rows:
            row[one], row[other] = row[other], row[one]
        return rows
    return lambda delivery: delivery.change(delivery.newest, swap)


def column_constant(delivery):
    delivery.change_cells(["mobile_logins"], lambda _: "3")


def column_empty(delivery):
    delivery.change_cells(["transfer_in"], lambda _: "")


def column_zero(delivery):
    delivery.change_cells(["wealth"], lambda _: "0.00")


def keys_renamed(delivery):
    delivery.change_cells(["customer_id"], lambda cell: f"X{cell[1:]}")


def keys_shifted(delivery):
    """Each customer's figures stand in the row of the next one."""
    def shifted(rows):
        keys = [row["customer_id"] for row in rows]
        for row, key in zip(rows, keys[1:] + keys[:1]):
            row["customer_id"] = key
        return rows
    delivery.change(delivery.newest, shifted)


def codes_renamed(delivery):
    delivery.change_cells(["branch"], lambda cell: f"N{cell}")


def sign_turned(delivery):
    delivery.change_cells(["time"], lambda cell: f"-{cell.strip()}" if number(cell) > 0 else cell)


DAMAGES = {
    "three rows in ten lost": rows_lost,
    "the end of the file cut off": end_cut,
    "customers above 500,000 lost": large_customers_lost,
    "a tenth of the branches missing": branch_missing,
    "the month late (--expect)": month_late,
    "a month of the window missing": month_missing,
    "last month's file again": month_before_again,
    "half of last month's figures again": half_of_it_again,
    "all rows twice": file_twice,
    "all amounts × 100": scaled(AMOUNTS, 100),
    "all amounts ÷ 10,000": scaled(AMOUNTS, 1e-4),
    "one amount × 1,000": scaled(["transfer_out"], 1000),
    "one amount ÷ 10": scaled(["wealth"], 0.1),
    "two columns swapped": columns_swapped("demand", "time"),
    "a column constant": column_constant,
    "a column empty": column_empty,
    "a column zero": column_zero,
    "keys renamed": keys_renamed,
    "figures one row off": keys_shifted,
    "a column's codes renamed": codes_renamed,
    "a sign turned": sign_turned,
}


def said(folder: Path, months: list[str], model: Path) -> tuple[str, list[str], float]:
    """What `predict` says of a delivery: quiet, warned or refused; its sentences; its seconds."""
    began = time.perf_counter()
    done = subprocess.run(
        [churn(), "predict", "--config", folder / "bank.yaml", "--model", model, "--expect", months[-1], "--out", folder / "list.csv",
         "--language", "en", "--quiet"],
        capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    sentences = [line for line in done.stderr.splitlines() if line.startswith(("Warning:", "Error:"))]
    if done.returncode != 0:
        return "refused", sentences, seconds
    return ("warned" if sentences else "quiet"), sentences, seconds


def tried(bank: Path, months: list[str], model: Path, seed: int, work: Path):
    """The outcome without damage and with each."""
    yield "none", said(bank, months, model)
    for name, damage in DAMAGES.items():
        folder = work / "damaged"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(bank, folder)
        damage(Delivery(folder, months, seed))
        yield name, said(folder, months, model)
