"""Trains the LightGBM model that the month's job in Python scores with."""

import argparse
import json
from pathlib import Path

import lightgbm
import numpy as np
import polars as pl

from peers import panel_variables

#: The settings that churn has by default.
SETTINGS = {
    "objective": "binary", "learning_rate": 0.05, "min_data_in_leaf": 50, "lambda_l2": 5.0, "feature_fraction": 0.7,
    "verbosity": -1, "deterministic": True,
}
LOSS_SHARE = 0.20


def train(files: list[Path], folder: Path, *, rounds: int, leaves: int, threads: int) -> None:
    """Learns from every month with a full window before it and a month after it."""
    window = panel_variables.WINDOW
    snapshots = [(files[end - window:end], files[end]) for end in range(window, len(files))]
    populations = [panel_variables.population(months) for months, _ in snapshots]
    levels = panel_variables.levels(pl.concat(populations))
    rows, losses, shares = [], [], []
    for population, (_, after) in zip(populations, snapshots, strict=True):
        later = (
            panel_variables.read_month(after, has_odd_cells=False)
            .select("customer_id", later=pl.sum_horizontal(panel_variables.ASSETS)).collect())
        joined = population.select("customer_id", "assets_exact").join(
            later, on="customer_id", how="left", maintain_order="left")
        kept = (joined["later"].fill_null(0) / joined["assets_exact"]).to_numpy()
        loss = kept <= 1 - LOSS_SHARE
        rows.append(panel_variables.variables(population, levels))
        losses.append(loss)
        shares.append((1 - kept)[loss])
    variables = pl.concat(rows)
    data = lightgbm.Dataset(
        variables.to_numpy(order="c"), label=np.concatenate(losses).astype(np.float32), feature_name=variables.columns,
        categorical_feature=list(levels))
    model = lightgbm.train(SETTINGS | {"num_leaves": leaves, "num_threads": threads}, data, num_boost_round=rounds)
    folder.mkdir(parents=True, exist_ok=True)
    model.save_model(folder / "model.txt")
    facts = {"levels": levels, "share_lost": float(np.concatenate(shares).mean()), "trees": model.num_trees()}
    (folder / "facts.json").write_text(json.dumps(facts, ensure_ascii=False, indent=2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--panel", type=Path, required=True, help="folder with panel_*.csv")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--leaves", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    train(
        sorted(options.panel.glob("panel_*.csv")), options.out, rounds=options.rounds, leaves=options.leaves,
        threads=options.threads)


if __name__ == "__main__":
    main()
