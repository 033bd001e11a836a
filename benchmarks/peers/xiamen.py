"""Cross-validated AUC on a real bank's quarter: churn's trees beside LightGBM, same rows, same columns."""

import argparse
import datetime
import time
from pathlib import Path

import lightgbm
import numpy as np
import polars as pl
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, train_test_split

from peers.measuring import Contender, run
from peers.places import SHARED_DATA, WORK, churn
from peers.results import Page, table

FOLDS = 5
FLOOR = 200_000
#: Assets by product; X7 is a loan.
ASSETS = ["X1", "X2", "X3", "X4", "X5", "X6", "X8"]
QUARTER_END = datetime.datetime(2019, 10, 1)
#: What churn has by default.
SETTINGS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 50, "lambda_l2": 5.0,
    "feature_fraction": 0.7, "verbosity": -1, "deterministic": True}
MOST_ROUNDS = 500
PATIENCE = 50
HELD_OUT = 0.25

CONDITIONS = """\
Customers with more than 200,000 (X1 + … + X6 without X7, + X8) at the end of September; the outcome is `label` = −1 in the \
next quarter. Columns: X1–X8, B1–B7, C1, C2 as they are, B6 as days before the quarter's end, missing cells left missing. \
Both sides get the same rows of each fold. churn: `churn train --table … --label lost --key cust_no` and `churn predict \
--table … --all` with its defaults. LightGBM: the same settings by name (learning rate 0.05, 31 leaves, at least 50 rows \
in a leaf, L2 5, 0.7 of the columns per tree, at most 500 trees); on either side a quarter of the training rows is held \
out to find the number of trees (patience 50, log loss), then all training rows are learnt from with that number. \
The folds are stratified."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--data", type=Path, default=SHARED_DATA, help="folder with the data sets; ../shared/data")


def september(folder: Path) -> pl.DataFrame:
    """The joined table of the customers above the floor, the outcome as `lost`."""
    parts = [pl.read_csv(folder / f"{name}.csv.gz") for name in ["aum_Q3", "behavior_Q3", "savings_Q3", "y_Q3_3"]]
    joined, *others = parts
    for other in others:
        joined = joined.join(other, on="cust_no", how="left", maintain_order="left", validate="1:1")
    since = pl.lit(QUARTER_END) - pl.col("B6").str.to_datetime("%Y-%m-%d %H:%M:%S")
    return (
        joined.filter(pl.sum_horizontal(ASSETS) > FLOOR)
        .filter(pl.col("label").is_not_null())
        .with_columns(B6=(since.dt.total_seconds() / 86_400).round(4), lost=(pl.col("label") == -1).cast(pl.Int8))
        .drop("label"))


def churn_auc(training: pl.DataFrame, test: pl.DataFrame, seed: int, threads: int) -> float:
    folder = WORK / "xiamen"
    folder.mkdir(parents=True, exist_ok=True)
    training.write_csv(folder / "train.csv")
    test.drop("lost").write_csv(folder / "test.csv")
    common = ["--key", "cust_no", "--threads", threads, "--quiet"]
    run(Contender("xiamen-train", [
        churn(), "train", "--table", folder / "train.csv", "--label", "lost", "--seed", seed, "--out", folder / "model",
        *common]))
    run(Contender("xiamen-predict", [
        churn(), "predict", "--table", folder / "test.csv", "--model", folder / "model", "--all", "--out",
        folder / "scores.csv", *common]))
    scores = pl.read_csv(folder / "scores.csv", columns=["cust_no", "probability"])
    scored = test.select("cust_no", "lost").join(scores, on="cust_no", how="inner", validate="1:1")
    if scored.height != test.height:
        raise ValueError(f"churn scored {scored.height} of {test.height} rows")
    return roc_auc_score(scored["lost"], scored["probability"])


def lightgbm_auc(training: pl.DataFrame, test: pl.DataFrame, seed: int, threads: int) -> float:
    def matrix(rows: pl.DataFrame) -> np.ndarray:
        return rows.drop("cust_no", "lost").cast(pl.Float64).to_numpy()

    settings = SETTINGS | {"seed": seed, "num_threads": threads}
    values, labels = matrix(training), training["lost"].to_numpy()
    kept, held = train_test_split(np.arange(len(labels)), test_size=HELD_OUT, random_state=seed)
    learnt = lightgbm.Dataset(values[kept], label=labels[kept])
    first = lightgbm.train(
        settings, learnt, num_boost_round=MOST_ROUNDS,
        valid_sets=[lightgbm.Dataset(values[held], label=labels[held], reference=learnt)],
        callbacks=[lightgbm.early_stopping(PATIENCE, verbose=False)])
    model = lightgbm.train(settings, lightgbm.Dataset(values, label=labels), num_boost_round=first.best_iteration)
    return roc_auc_score(test["lost"], model.predict(matrix(test)))


def measure(options: argparse.Namespace) -> None:
    folder = options.data / "xiamen-bank-2019q3"
    if not folder.is_dir():
        print("Skipped: there is no ../shared/data/xiamen-bank-2019q3 beside the project. The data are not part of it.")
        return
    page = Page(
        "xiamen", "Xiamen, September 2019: five-fold cross-validated AUC",
        f"benchmarks/run xiamen --seeds {' '.join(map(str, options.seeds))} --threads {options.threads}",
        ["lightgbm", "scikit-learn", "polars"])
    rows = september(folder)
    page.add(CONDITIONS)
    page.add(f"{rows.height:,} customers, {rows['lost'].sum():,} lost ({rows['lost'].mean():.2%}).")
    sides = {"churn": churn_auc, "LightGBM": lightgbm_auc}
    seconds = dict.fromkeys(sides, 0.0)
    lines, means = [], []
    for seed in options.seeds:
        found = {name: [] for name in sides}
        split = StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(np.zeros(rows.height), rows["lost"])
        for training, test in split:
            for name, side in sides.items():
                started = time.perf_counter()
                found[name].append(side(rows[training], rows[test], seed, options.threads))
                seconds[name] += time.perf_counter() - started
        for name, aucs in found.items():
            lines.append([f"seed {seed}: {name}", *(f"{auc:.4f}" for auc in aucs), f"{np.mean(aucs):.4f}"])
            print(*lines[-1])
        differences = np.subtract(found["churn"], found["LightGBM"])
        lines.append([f"seed {seed}: churn − LightGBM", *(f"{d:+.4f}" for d in differences), f"{differences.mean():+.4f}"])
        means.append([np.mean(found[name]) for name in sides] + list(differences))
    page.add(table(["", *(f"fold {fold + 1}" for fold in range(FOLDS)), "mean"], lines))
    ours, theirs, *_ = np.mean([mean[:2] for mean in means], axis=0)
    differences = np.concatenate([mean[2:] for mean in means])
    page.add(
        f"Mean over {len(options.seeds)} seeds: churn **{ours:.4f}**, LightGBM **{theirs:.4f}**, difference "
        f"**{ours - theirs:+.4f}** (standard deviation of the {len(differences)} folds' differences "
        f"{differences.std(ddof=1):.4f}). The task: at least LightGBM − 0.005.")
    fits = len(options.seeds) * FOLDS
    page.add(
        "Training and scoring a fold took " + ", ".join(f"{name} {seconds[name] / fits:.2f} s" for name in sides)
        + " on average (churn with its files, checks and report; LightGBM inside the measuring process).")
    page.write()
