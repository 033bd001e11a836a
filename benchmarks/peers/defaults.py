"""What comes without tuning beside a LightGBM that was tuned, and what drawing rows alone costs and saves."""

import argparse
import json
import time

import numpy as np

from peers import trainer_data
from peers.measuring import Contender, alternate
from peers.places import SHARED_DATA, WORK, Missing, tree_trainer
from peers.results import Page, table

REPORTS = WORK / "defaults"
#: Trees at most, and trees without improvement after which LightGBM stops.
MOST_TREES, PATIENCE = 3000, 50
OURS = {"churn, as it comes": [], "churn, all rows in every tree": ["--sampleShare", "1"]}


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sets", nargs="+", default=["made", "credit", "panel"], choices=["made", "credit", "panel"])
    parser.add_argument("--rows", type=int, default=300_000, help="rows of the made set")
    parser.add_argument("--trials", type=int, default=20, help="draws of LightGBM's parameters")
    parser.add_argument("--seconds", type=float, default=150, help="no draw begins later than this on a set")
    parser.add_argument("--seed", type=int, default=1)


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    from sklearn.metrics import roc_auc_score
    return float(roc_auc_score(labels, scores))


def log_loss(scores: np.ndarray, labels: np.ndarray) -> float:
    from sklearn.metrics import log_loss as loss
    return float(loss(labels, scores.astype(float)))


def draw(random: np.random.Generator) -> dict:
    """Parameters that matter, each from the range that LightGBM's own guide and common practice give."""
    return {
        "learning_rate": float(np.exp(random.uniform(np.log(0.02), np.log(0.2)))),
        "num_leaves": int(np.exp(random.uniform(np.log(8), np.log(256)))),
        "min_data_in_leaf": int(np.exp(random.uniform(np.log(5), np.log(500)))),
        "feature_fraction": float(random.uniform(0.4, 1)), "bagging_fraction": float(random.uniform(0.5, 1)), "bagging_freq": 1,
        "lambda_l2": float(random.choice([0, 0.1, 1, 5, 20]))}


def tuned_lightgbm(rows: trainer_data.Rows, options: argparse.Namespace) -> list[dict]:
    """LightGBM as it comes and the best of some draws by the log loss of the last fifth; both learn from all rows then."""
    import lightgbm

    x, y, test, truth = rows.rows("train"), rows.labels("train"), rows.rows("test"), rows.labels("test")
    cut = len(y) // 5 * 4
    fixed = {"objective": "binary", "metric": "binary_logloss", "verbosity": -1, "num_threads": 2, "seed": options.seed}
    # Bins and rows per leaf are settled when a set is made, so they are not kept from one draw to the next.
    fixed["feature_pre_filter"] = False
    whole = lightgbm.Dataset(x, y, params=fixed, free_raw_data=False)
    part = lightgbm.Dataset(x[:cut], y[:cut], params=fixed, free_raw_data=False)
    later = lightgbm.Dataset(x[cut:], y[cut:], reference=part, free_raw_data=False)
    random = np.random.default_rng(options.seed)
    begin, trials = time.perf_counter(), []
    for trial in range(options.trials):
        if trial > 1 and time.perf_counter() - begin > options.seconds:
            break
        # The first is LightGBM as it comes.
        drawn = draw(random) if trial else {}
        started = time.perf_counter()
        model = lightgbm.train(
            fixed | drawn, part, MOST_TREES, valid_sets=[later],
            callbacks=[lightgbm.early_stopping(PATIENCE, verbose=False)])
        trials.append({
            "parameters": drawn, "trees": model.best_iteration, "loss": model.best_score["valid_0"]["binary_logloss"],
            "seconds": time.perf_counter() - started})
    best = min(trials, key=lambda one: one["loss"])
    found = []
    for name, trial, spent in [
            ("LightGBM, as it comes", trials[0], trials[0]["seconds"]),
            (f"LightGBM, best of {len(trials)} draws", best, time.perf_counter() - begin)]:
        started = time.perf_counter()
        model = lightgbm.train(fixed | trial["parameters"], whole, trial["trees"])
        last = time.perf_counter() - started
        scores = model.predict(test)
        found.append({
            "name": name, "search": spent, "training": last, "trees": trial["trees"], "auc": auc(scores, truth),
            "log_loss": log_loss(scores, truth)})
    return found


def ours(rows: trainer_data.Rows) -> list[dict]:
    found = []
    for name, settings in OURS.items():
        path = REPORTS / "ours.json"
        alternate([Contender(name, [tree_trainer(), rows.folder, path, "--threads", 2, "--validated", 1, *settings])], 1)
        report = json.loads(path.read_text())
        last = report["figures"][-1]
        found.append({
            "name": name, "search": report["search"], "training": report["bins"] + report["training"], "trees": last["trees"],
            "auc": last["auc"], "log_loss": last["log_loss"]})
    return found


def measure(options: argparse.Namespace) -> None:
    REPORTS.mkdir(parents=True, exist_ok=True)
    page = Page(
        "defaults", "Boosted trees as they come, beside a LightGBM that was tuned",
        "benchmarks/run defaults " + " ".join(
            f"--{key} {' '.join(value) if isinstance(value, list) else value}"
            for key, value in [("sets", options.sets), ("rows", options.rows), ("trials", options.trials),
                               ("seconds", options.seconds), ("seed", options.seed)]),
        ["lightgbm", "scikit-learn", "numpy"])
    sets = {
        "made": lambda: trainer_data.made(options.rows, options.seed),
        "credit": lambda: trainer_data.credit(options.seed, SHARED_DATA), "panel": lambda: trainer_data.panel(options.seed)}
    for name in options.sets:
        try:
            rows = sets[name]()
        except Missing as problem:
            print(problem)
            continue
        found = ours(rows) + tuned_lightgbm(rows, options)
        tuned, shape = found[-1], rows.shape
        page.add(f"## {name}: {shape['train']:,} rows × {shape['columns']}, tested with {shape['test']:,}")
        page.add(table(
            ["", "test AUC", "behind the tuned", "log loss", "trees", "search, s", "training, s"],
            [[one["name"], f"{one['auc']:.4f}", f"{tuned['auc'] - one['auc']:+.4f}", f"{one['log_loss']:.5f}", str(one["trees"]),
              f"{one['search']:.1f}", f"{one['training']:.1f}"] for one in found]))
    page.add(
        "Everybody finds the number of trees by the log loss of the last fifth of the training rows (patience of 50) and then learns "
        "from all of them; nobody sees the test rows. The draws are of learning rate, leaves, rows per leaf, shares of rows and "
        "columns and the ridge; the best by log loss is taken. Search: what it took to find the number of trees, and for the tuned "
        "LightGBM all draws. churn draws a tenth of the rows or 100,000, whichever is more, for the shape of each tree, so 100,000 rows "
        "or fewer are all used; its two lines differ in nothing else.")
    page.write()
