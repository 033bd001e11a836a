"""Writes what toad, optbinning, statsmodels and scikit-learn say of a small table, for the tests to compare with."""

import argparse
import importlib.metadata
import json

import numpy as np
import pandas as pd
import toad
from optbinning import OptimalBinning
from sklearn.metrics import roc_auc_score
from statsmodels.stats.outliers_influence import variance_inflation_factor

from peers.places import PROJECT

ROWS = 900
CUTS = {"wide": [-0.5, 0.25, 1.0], "amount": [500.0, 2_000.0, 20_000.0], "count": [1.0, 2.0, 4.0], "mixed": [-1.0, 0.0, 1.0]}


def add_options(parser: argparse.ArgumentParser) -> None:
    del parser


def columns() -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Four complete columns in Float32, labels, and a period of each row."""
    random = np.random.default_rng(20_261_122)
    wide, other = random.normal(size=ROWS), random.normal(size=ROWS)
    frame = pd.DataFrame({
        "wide": wide, "amount": np.exp(7 + 1.5 * (0.6 * wide + 0.8 * other)), "count": random.poisson(2, ROWS),
        "mixed": 0.8 * wide + 0.3 * other + 0.5 * random.normal(size=ROWS)}).astype(np.float32).astype(np.float64)
    margin = -1.2 + 0.7 * frame["wide"] - 0.3 * frame["count"] + 0.2 * np.log(frame["amount"] / 1000)
    labels = (random.uniform(size=ROWS) < 1 / (1 + np.exp(-margin))).astype(int)
    return frame, labels.to_numpy(), np.arange(ROWS) * 3 // ROWS


def figures(frame: pd.DataFrame, labels: np.ndarray, periods: np.ndarray, name: str) -> dict:
    values = frame[name].to_numpy()
    bins = np.searchsorted(CUTS[name], values, side="right")
    iv, parts = toad.stats._IV(bins, labels)
    woe = np.array([toad.stats.WOE(*toad.stats.probability(labels, bins == one)) for one in range(len(CUTS[name]) + 1)])
    score = woe[bins]
    fitted = OptimalBinning(
        name=name, user_splits=np.array(CUTS[name]), user_splits_fixed=[True] * len(CUTS[name]), monotonic_trend=None,
        min_prebin_size=0.001, max_n_prebins=20)
    fitted.fit(values, labels)
    table = fitted.binning_table
    built = table.build()
    table.analysis(print_output=False)
    # optbinning's WoE is of kept against lost.
    theirs = [-float(value) for value in built["WoE"].to_numpy()[: len(woe)]]
    return {
        "cuts": CUTS[name], "iv_toad": float(iv), "iv_parts_toad": [float(parts[one]) for one in range(len(woe))],
        "woe_toad": woe.tolist(), "iv_optbinning": float(table.iv), "woe_optbinning": theirs,
        "ks_toad": float(toad.metrics.KS(score, labels)), "ks_optbinning": float(table.ks),
        "auc_scikit_learn": float(roc_auc_score(labels, score)), "gini_optbinning": float(table.gini),
        "psi_toad": [float(toad.metrics.PSI(pd.Series(bins[periods == one]), pd.Series(bins[periods == 0]))) for one in (1, 2)]}


def measure(options: argparse.Namespace) -> None:
    frame, labels, periods = columns()
    design = np.column_stack([np.ones(ROWS), frame.to_numpy()])
    vif = {name: float(variance_inflation_factor(design, place + 1)) for place, name in enumerate(frame.columns)}
    document = {
        "made_by": "benchmarks/run analysis-figures",
        "versions": {name: importlib.metadata.version(name) for name in ["toad", "optbinning", "statsmodels", "scikit-learn"]},
        "labels": labels.tolist(), "periods": periods.tolist(),
        "columns": {name: frame[name].tolist() for name in frame.columns},
        "pearson": frame.corr().to_numpy().tolist(), "spearman": frame.corr("spearman").to_numpy().tolist(),
        "vif_statsmodels": vif, "variables": {name: figures(frame, labels, periods, name) for name in frame.columns}}
    path = PROJECT / "Tests" / "VariablesTests" / "Fixtures" / "analysis.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(document) + "\n")
    print(f"Written to {path.relative_to(PROJECT)}")
