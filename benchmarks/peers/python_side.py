"""One estimator fits, scores and explains a polars frame and tells what it took: `python -m peers.python_side NAME SET REPORT …`.

Frames lie in memory before any clock starts; whatever a library has to make of one first is part of its time.
"""

import argparse
import json
import resource
import statistics
import time
from pathlib import Path
from typing import Any, Callable

import numpy as np
import polars as pl

from peers.trainer_side import auc

LEARNING_RATE = 0.1
Frames = tuple[pl.DataFrame, np.ndarray]


class Side:
    """How a library is used from a polars frame, as its documentation has it."""

    def __init__(self, model: Any, rows: Callable[[pl.DataFrame], Any], contributions: Callable[[Any, Any], Any]):
        self.model, self.rows, self.shares = model, rows, contributions

    def fit(self, frame: pl.DataFrame, labels: np.ndarray) -> None:
        self.model.fit(self.rows(frame), labels)

    def score(self, frame: pl.DataFrame) -> np.ndarray:
        return self.model.predict_proba(self.rows(frame))[:, 1]

    def explain(self, frame: pl.DataFrame) -> None:
        self.shares(self.model, self.rows(frame))


def churn_side(trees: int, threads: int) -> Side:
    from churn_engine import ChurnTrees

    model = ChurnTrees(rounds=trees, patience=0, n_jobs=threads, random_state=1, configuration={"training": {"ensemble": "never"}})
    return Side(model, lambda frame: frame, lambda model, rows: model.contributions(rows))


def lightgbm_side(trees: int, threads: int, **settings: object) -> Side:
    import lightgbm

    model = lightgbm.LGBMClassifier(
        n_estimators=trees, learning_rate=LEARNING_RATE, num_leaves=63, n_jobs=threads, random_state=1, verbosity=-1, **settings)
    return Side(model, lambda frame: frame.to_numpy(), lambda model, rows: model.predict(rows, pred_contrib=True))


def xgboost_side(trees: int, threads: int) -> Side:
    import xgboost

    model = xgboost.XGBClassifier(
        n_estimators=trees, learning_rate=LEARNING_RATE, max_depth=6, tree_method="hist", n_jobs=threads, random_state=1)

    def contributions(model: Any, rows: Any) -> Any:
        return model.get_booster().predict(xgboost.DMatrix(rows, nthread=threads), pred_contribs=True)

    return Side(model, lambda frame: frame, contributions)


def catboost_side(trees: int, threads: int) -> Side:
    import catboost

    model = catboost.CatBoostClassifier(
        iterations=trees, learning_rate=LEARNING_RATE, depth=6, thread_count=threads, verbose=False, allow_writing_files=False,
        random_seed=1)
    return Side(
        model, lambda frame: frame.to_numpy(order="fortran"),
        lambda model, rows: model.get_feature_importance(catboost.Pool(rows), type="ShapValues", thread_count=threads))


SIDES: dict[str, Callable[[int, int], Side]] = {
    "churn": churn_side,
    "LightGBM": lightgbm_side,
    "LightGBM, quantised": lambda trees, threads: lightgbm_side(trees, threads, use_quantized_grad=True),
    "XGBoost": xgboost_side,
    "CatBoost": catboost_side,
}


def read(folder: Path, part: str) -> Frames:
    frame = pl.read_parquet(folder / f"{part}.parquet")
    return frame.drop("lost"), frame["lost"].to_numpy()


def taken(body: Callable[[], Any], times: int = 1) -> dict[str, float]:
    """Seconds of the wall and of the processors, the median of some runs."""
    runs = []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        body()
        runs.append((time.perf_counter() - wall, time.process_time() - processor))
    return {
        "seconds": statistics.median(run[0] for run in runs), "processor": statistics.median(run[1] for run in runs)}


def peak() -> int:
    # Linux counts in kilobytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=SIDES)
    parser.add_argument("set", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("--trees", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--explained", type=int, default=20_000)
    options = parser.parse_args()
    side = SIDES[options.name](options.trees, options.threads)
    train, labels = read(options.set, "train")
    before = peak()
    report: dict[str, object] = {"fit": taken(lambda: side.fit(train, labels)), "frame": before, "peak": peak()}
    report["score"] = taken(lambda: side.score(train), times=3)
    report["score_peak"] = peak()
    report["explain"] = taken(lambda: side.explain(train.head(options.explained)))
    test, outcomes = read(options.set, "test")
    report["auc"] = auc(outcomes, side.score(test))
    options.report.write_text(json.dumps(report))


if __name__ == "__main__":
    main()
