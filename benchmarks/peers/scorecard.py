"""Cross-validated AUC on a real bank's quarter: a scorecard beside logistic regression on quantile-normalised columns."""

import argparse
from pathlib import Path

import numpy as np
import polars as pl
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import QuantileTransformer

from peers.measuring import Contender, run
from peers.places import SHARED_DATA, WORK, churn
from peers.results import Page, table
from peers.xiamen import FOLDS, september

CONDITIONS = """\
The customers and columns of `xiamen`. churn: `churn train --table … --label lost --key cust_no` with \
`training: { algorithm: logistic, logistic: { woe: true } }` and everything else at its default: bins, selection and \
coefficients are learnt from each fold's training rows alone. Plain logistic regression: scikit-learn, missing values at \
the median, every column through `QuantileTransformer(output_distribution="normal")`, C = 1. Stratified folds, the same \
for both. churn's own logistic regression without `woe` is shown beside them."""

CONFIGURATIONS = {
    "scorecard": "training: { algorithm: logistic, logistic: { woe: true } }\n", "churn without woe": "training: { algorithm: logistic }\n"}


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--data", type=Path, default=SHARED_DATA, help="folder with the data sets; ../shared/data")


def ours(training: pl.DataFrame, test: pl.DataFrame, seed: int, threads: int, configuration: str) -> float:
    folder = WORK / "scorecard"
    folder.mkdir(parents=True, exist_ok=True)
    training.write_csv(folder / "train.csv")
    test.drop("lost").write_csv(folder / "test.csv")
    (folder / "bank.yaml").write_text(configuration)
    common = ["--key", "cust_no", "--threads", threads, "--quiet"]
    run(Contender("scorecard-train", [
        churn(), "train", "--config", folder / "bank.yaml", "--table", folder / "train.csv", "--label", "lost", "--seed", seed,
        "--out", folder / "model", *common]))
    run(Contender("scorecard-predict", [
        churn(), "predict", "--table", folder / "test.csv", "--model", folder / "model", "--all", "--out",
        folder / "scores.csv", *common]))
    scores = pl.read_csv(folder / "scores.csv", columns=["cust_no", "probability"])
    scored = test.select("cust_no", "lost").join(scores, on="cust_no", how="inner", validate="1:1")
    if scored.height != test.height:
        raise ValueError(f"churn scored {scored.height} of {test.height} rows")
    return roc_auc_score(scored["lost"], scored["probability"])


def plain(training: pl.DataFrame, test: pl.DataFrame) -> float:
    def matrix(rows: pl.DataFrame) -> np.ndarray:
        return rows.drop("cust_no", "lost").cast(pl.Float64).to_numpy()

    model = make_pipeline(
        SimpleImputer(strategy="median"), QuantileTransformer(output_distribution="normal", random_state=1),
        LogisticRegression(max_iter=1000))
    model.fit(matrix(training), training["lost"].to_numpy())
    return roc_auc_score(test["lost"], model.predict_proba(matrix(test))[:, 1])


def measure(options: argparse.Namespace) -> None:
    folder = options.data / "xiamen-bank-2019q3"
    if not folder.is_dir():
        print("Skipped: there is no ../shared/data/xiamen-bank-2019q3 beside the project. The data are not part of it.")
        return
    page = Page(
        "scorecard", "Xiamen, September 2019: a scorecard beside plain logistic regression",
        f"benchmarks/run scorecard --seeds {' '.join(map(str, options.seeds))} --threads {options.threads}",
        ["scikit-learn", "polars"])
    page.add(CONDITIONS)
    rows = september(folder)
    page.add(f"{rows.height:,} customers, {rows['lost'].sum():,} lost ({rows['lost'].mean():.2%}).")
    lines, means = [], []
    for seed in options.seeds:
        found: dict[str, list[float]] = {}
        for training, test in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(np.zeros(rows.height), rows["lost"]):
            for name, configuration in CONFIGURATIONS.items():
                found.setdefault(name, []).append(ours(rows[training], rows[test], seed, options.threads, configuration))
            found.setdefault("quantile-normalised", []).append(plain(rows[training], rows[test]))
        for name, aucs in found.items():
            lines.append([f"seed {seed}: {name}", *(f"{auc:.4f}" for auc in aucs), f"{np.mean(aucs):.4f}"])
            print(*lines[-1])
        means.append({name: np.mean(aucs) for name, aucs in found.items()})
    page.add(table(["", *(f"fold {fold + 1}" for fold in range(FOLDS)), "mean"], lines))
    overall = {name: np.mean([mean[name] for mean in means]) for name in means[0]}
    gap = overall["scorecard"] - overall["quantile-normalised"]
    page.add(
        f"Mean over {len(options.seeds)} seeds: " + ", ".join(f"{name} **{auc:.4f}**" for name, auc in overall.items())
        + f"; the scorecard is ahead of quantile-normalised columns by **{gap:+.4f}**. The task: at least 0.01.")
    page.write()
