"""The month's job in Python: polars reads the panel and makes the variables, LightGBM scores, polars writes the list.

With `--reasons` each listed customer also gets the names of the three variables that raise the score most.
"""

import argparse
import datetime
import json
import time
from pathlib import Path

import lightgbm
import numpy as np
import polars as pl

from peers import panel_variables


def month_after(snapshot: str) -> str:
    year, month = map(int, snapshot.split("-"))
    return (datetime.date(year, month, 1) + datetime.timedelta(days=31)).strftime("%Y-%m")


def loss_list(
    population: pl.DataFrame, probabilities: pl.Series, *, share_lost: float, month: str, top: int
) -> pl.DataFrame:
    """The first `top` by expected loss, with the columns of churn's list but for the reasons, and `row` in front."""
    return (
        population.select(
            "customer_id", "manager", "branch", "loan_balance_0", assets=pl.col("assets_exact"), probability=probabilities)
        .with_row_index("row")
        .with_columns(expected_loss=pl.col("probability") * pl.col("assets") * share_lost)
        .top_k(top, by="expected_loss")
        .sort("expected_loss", descending=True)
        .with_row_index("rank", offset=1)
        .select(
            "row", "rank", "customer_id", pl.lit(month).alias("month"), pl.col("probability").round(6),
            pl.col("expected_loss").round(2), pl.col("assets").round(2),
            panel_variables.tier("assets", "loan_balance_0").alias("tier"), "manager", "branch"))


def with_reasons(listed: pl.DataFrame, contributions: np.ndarray, names: list[str]) -> pl.DataFrame:
    """The three greatest contributions of each row, as names; the last column of `contributions` is the mean margin."""
    first = np.argsort(-contributions[:, :-1], axis=1)[:, :3]
    texts = np.array(names)[first]
    return listed.with_columns(pl.Series(f"reason_{place + 1}", texts[:, place]) for place in range(3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--panel", type=Path, required=True, help="folder with panel_*.csv")
    parser.add_argument("--suffix", default=".csv", help="of the panel's files; .parquet has its types")
    parser.add_argument("--model", type=Path, required=True, help="folder that month_model wrote")
    parser.add_argument("--top", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--odd-cells", action="store_true", help="amounts have thousands separators and such")
    parser.add_argument("--reasons", action="store_true", help="compute contributions of the listed")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()

    clock = time.perf_counter
    started = clock()
    files = sorted(options.panel.glob(f"panel_*{options.suffix}"))[-panel_variables.WINDOW:]
    facts = json.loads((options.model / "facts.json").read_text())
    model = lightgbm.Booster(model_file=options.model / "model.txt")
    population = panel_variables.population(files, has_odd_cells=options.odd_cells)
    read = clock()
    # Row by row is how LightGBM walks; polars' own order is column by column.
    matrix = panel_variables.variables(population, facts["levels"]).to_numpy(order="c")
    made = clock()
    probabilities = model.predict(matrix, num_threads=options.threads)
    scored = clock()
    month = month_after(files[-1].stem.split("_")[-1])
    listed = loss_list(
        population, pl.Series(probabilities), share_lost=facts["share_lost"], month=month, top=options.top)
    ranked = clock()
    rows, listed = listed["row"].to_numpy(), listed.drop("row")
    if options.reasons:
        contributions = model.predict(matrix[rows], num_threads=options.threads, pred_contrib=True)
        listed = with_reasons(listed, contributions, model.feature_name())
    explained = clock()
    listed.write_csv(options.out)
    steps = {
        "read": read - started, "variables": made - read, "scores": scored - made,
        "reasons": explained - ranked, "list": clock() - explained + ranked - scored}
    print(json.dumps({
        "customers": population.height, "assets": population["assets_exact"].sum(), "variables": matrix.shape[1],
        "seconds": {name: round(seconds, 3) for name, seconds in steps.items()}}))


if __name__ == "__main__":
    main()
