"""Training boosted trees: churn beside LightGBM, XGBoost, CatBoost and scikit-learn on the same rows."""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from peers import trainer_data
from peers.measuring import Contender, alternate
from peers.places import BENCHMARKS, SHARED_DATA, WORK, Missing, tree_trainer
from peers.results import Page, table
from peers.trainer_side import SIDES

CONDITIONS = """\
Each trainer is a process of its own, one after the other; every figure is of its fastest run. The peers learn with learning \
rate 0.1 and 255 bins, otherwise as they are by default; time counts from the matrix in memory, in the order that the trainer \
reads fastest, to the end of a tree, without scoring. The test rows are scored every five trees after the clock has \
stopped. "s to the aim": bins and trees until the test AUC is that of the best peer with all its trees less 0.0005. Peak memory \
is taken before scoring and holds the matrix of Float32 that all learn from."""
#: How far below the best peer's last AUC the aim lies.
TOLERANCE = 0.0005


@dataclass
class Outcome:
    """What a contender reported, runs put together: the fastest run counts."""

    name: str
    is_ours: bool
    reports: list[dict]

    @property
    def report(self) -> dict:
        return min(self.reports, key=lambda report: report["bins"] + report["training"])

    @property
    def last(self) -> dict:
        return self.report["figures"][-1]

    def reaching(self, aim: float) -> dict | None:
        """The first figure at or above an AUC."""
        return next((figure for figure in self.report["figures"] if figure["auc"] >= aim), None)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sets", nargs="+", default=["made", "credit", "panel"], choices=["made", "credit", "panel"])
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the made set")
    parser.add_argument("--trees", type=int, default=200)
    parser.add_argument("--our-trees", type=int, default=500)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1, help="how often each trainer runs")
    parser.add_argument(
        "--through", nargs="+", default=[], help="command that each trainer is started by, such as taskset -c 0,1")
    parser.add_argument("--only", nargs="+", default=list(SIDES), help="the peers that run")
    parser.add_argument("--data", type=Path, default=SHARED_DATA, help="folder with the data sets; ../shared/data")


def rows_of(name: str, options: argparse.Namespace) -> trainer_data.Rows:
    if name == "made":
        return trainer_data.made(options.rows, options.seed)
    if name == "credit":
        return trainer_data.credit(options.seed, options.data)
    return trainer_data.panel(options.seed)


def outcomes(rows: trainer_data.Rows, options: argparse.Namespace) -> list[Outcome]:
    """Runs everybody, alternating, each in a process of its own."""
    reports = WORK / "trainers"
    reports.mkdir(parents=True, exist_ok=True)
    contenders: list[tuple[Contender, Path, bool]] = []
    for number, (name, settings) in enumerate(OURS.items()):
        path = reports / f"ours-{number}.json"
        command = [tree_trainer(), rows.folder, path, "--threads", options.threads, "--trees", options.our_trees]
        contenders.append((Contender(name, options.through + command + settings), path, True))
    for number, name in enumerate(options.only):
        path = reports / f"peer-{number}.json"
        command = [sys.executable, "-m", "peers.trainer_side", name, rows.folder, path]
        command += ["--trees", options.trees, "--threads", options.threads]
        contenders.append((Contender(name, options.through + command, {"PYTHONPATH": str(BENCHMARKS)}), path, False))
    found = [Outcome(contender.name, is_ours, []) for contender, _, is_ours in contenders]
    for _ in range(options.rounds):
        for outcome, (contender, path, _) in zip(found, contenders, strict=True):
            alternate([contender], 1)
            outcome.reports.append(json.loads(path.read_text()))
    return found


#: Our settings: the peers' learning rate, ours by default, and the peers' trees learnt from all rows.
OURS = {
    "churn": ["--learningRate", "0.1"],
    "churn, learning rate 0.05": ["--learningRate", "0.05"],
    "churn, 63 leaves, all rows": ["--learningRate", "0.1", "--leaves", "63", "--sampleShare", "1"],
}


def compare(page: Page, name: str, rows: trainer_data.Rows, options: argparse.Namespace) -> None:
    shape = rows.shape
    found = outcomes(rows, options)
    peers = [outcome for outcome in found if not outcome.is_ours]
    best = max(peers, key=lambda outcome: outcome.last["auc"])
    aim = best.last["auc"] - TOLERANCE
    lines = []
    for outcome in found:
        report, last, reached = outcome.report, outcome.last, outcome.reaching(aim)
        lines.append([
            outcome.name, f"{report['bins']:.2f}", f"{report['training']:.2f}", str(last["trees"]), f"{last['auc']:.4f}",
            f"{last['log_loss']:.5f}", f"{reached['seconds']:.2f}" if reached else "not reached",
            str(reached["trees"]) if reached else "", f"{report['peak'] / 1e6:.0f}"])
    page.add(
        f"## {name}: {shape['train']:,} rows × {shape['columns']}, tested with {shape['test']:,}\n\n"
        f"Best peer after {options.trees} trees: {best.name}, AUC {best.last['auc']:.4f}; the aim is {aim:.4f}.")
    page.add(table(
        ["", "bins, s", "training, s", "trees", "test AUC", "log loss", "s to the aim", "trees to it", "peak MB"], lines))
    reaching = {outcome.name: outcome.reaching(aim) for outcome in found}
    times = {outcome.name: reaching[outcome.name]["seconds"] for outcome in peers if reaching[outcome.name]}
    fastest = min(times, key=times.__getitem__)
    for outcome in found:
        if outcome.is_ours and (reached := reaching[outcome.name]):
            page.add(
                f"{outcome.name}: {reached['seconds']:.2f} s to the aim, **{reached['seconds'] / times[fastest]:.2f}** of the "
                f"fastest peer's {times[fastest]:.2f} s ({fastest}).")


def measure(options: argparse.Namespace) -> None:
    for name in options.sets:
        page = Page(
            f"trainers-{name}", "Training boosted trees",
            f"benchmarks/run trainers --sets {name} " + " ".join(f"--{key.replace('_', '-')} {value}" for key, value in [
                ("rows", options.rows), ("trees", options.trees), ("our_trees", options.our_trees),
                ("threads", options.threads), ("seed", options.seed), ("rounds", options.rounds),
                ("only", " ".join(f'"{peer}"' for peer in options.only))]),
            ["lightgbm", "xgboost", "catboost", "scikit-learn", "numpy"])
        try:
            compare(page, name, rows_of(name, options), options)
        except Missing as problem:
            print(problem)
            continue
        page.add(CONDITIONS)
        page.write()
