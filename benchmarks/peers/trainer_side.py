"""One peer learns from a set and tells what it took: `python -m peers.trainer_side NAME SET REPORT …`.

Each peer gets the matrix in the order in which it reads it fastest, before the clock starts. Time is taken apart for bins and
for each tree; test rows are scored after the clock has stopped.
"""

import argparse
import json
import resource
import time
from pathlib import Path
from typing import Callable, Iterator

import numpy as np

from peers.trainer_data import Rows

LEARNING_RATE = 0.1
BINS = 255
#: Trees between two figures for the test rows.
STEP = 5


class Course:
    """What a peer reports: seconds for bins, seconds from then on to the end of each tree, and margins by trees."""

    def __init__(self) -> None:
        self.bins = 0.0
        self.trees: list[float] = []
        self.peak = 0

    def done(self) -> None:
        # Linux counts in kilobytes.
        self.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


Margins = Iterator[tuple[int, np.ndarray]]


def lightgbm_side(rows: Rows, options: argparse.Namespace, **settings: object) -> tuple[Course, Margins]:
    import lightgbm

    matrix, labels = rows.rows("train"), rows.labels("train")
    course = Course()
    parameters = {
        "objective": "binary", "learning_rate": LEARNING_RATE, "max_bin": BINS, "num_leaves": 63, "verbosity": -1,
        "num_threads": options.threads, "seed": 1} | settings
    started = time.perf_counter()
    data = lightgbm.Dataset(matrix, label=labels, params=parameters).construct()
    booster = lightgbm.Booster(parameters, data)
    course.bins = time.perf_counter() - started
    started = time.perf_counter()
    for _ in range(options.trees):
        booster.update()
        course.trees.append(time.perf_counter() - started)
    course.done()

    def margins() -> Margins:
        test = rows.rows("test")
        total = np.zeros(len(test))
        for count in range(STEP, options.trees + 1, STEP):
            total += booster.predict(test, start_iteration=count - STEP, num_iteration=STEP, raw_score=True)
            yield count, total

    return course, margins()


def xgboost_side(rows: Rows, options: argparse.Namespace, **settings: object) -> tuple[Course, Margins]:
    import xgboost

    matrix, labels = rows.rows("train"), rows.labels("train")
    course = Course()
    parameters = {
        "objective": "binary:logistic", "learning_rate": LEARNING_RATE, "max_bin": BINS, "tree_method": "hist",
        "nthread": options.threads, "seed": 1} | settings
    started = time.perf_counter()
    data = xgboost.QuantileDMatrix(matrix, label=labels, max_bin=BINS, nthread=options.threads)
    course.bins = time.perf_counter() - started
    started = time.perf_counter()
    booster = xgboost.Booster(parameters, [data])
    for tree in range(options.trees):
        booster.update(data, tree)
        course.trees.append(time.perf_counter() - started)
    course.done()

    def margins() -> Margins:
        test = xgboost.DMatrix(rows.rows("test"), nthread=options.threads)
        share = float(json.loads(booster.save_config())["learner"]["learner_model_param"]["base_score"].strip("[]"))
        base = np.log(share / (1 - share))
        total = np.full(test.num_row(), base)
        for count in range(STEP, options.trees + 1, STEP):
            total += booster.predict(test, output_margin=True, iteration_range=(count - STEP, count)) - base
            yield count, total

    return course, margins()


def catboost_side(rows: Rows, options: argparse.Namespace) -> tuple[Course, Margins]:
    import catboost

    matrix, labels = rows.columns("train"), rows.labels("train")
    course = Course()
    started = time.perf_counter()
    data = catboost.Pool(matrix, labels, thread_count=options.threads)
    data.quantize(border_count=BINS - 1, task_type="CPU")
    course.bins = time.perf_counter() - started

    class Clock:
        def after_iteration(self, info: object) -> bool:
            course.trees.append(time.perf_counter() - started)
            return True

    model = catboost.CatBoostClassifier(
        iterations=options.trees, learning_rate=LEARNING_RATE, depth=6, thread_count=options.threads, verbose=False,
        allow_writing_files=False, random_seed=1)
    started = time.perf_counter()
    model.fit(data, callbacks=[Clock()])
    course.done()

    def margins() -> Margins:
        test = catboost.Pool(rows.columns("test"))
        stages = model.staged_predict(test, prediction_type="RawFormulaVal", eval_period=STEP)
        for stage, margin in enumerate(stages, 1):
            yield min(stage * STEP, options.trees), margin

    return course, margins()


def sklearn_side(rows: Rows, options: argparse.Namespace) -> tuple[Course, Margins]:
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    matrix, labels = rows.columns("train"), rows.labels("train")
    course = Course()
    model = HistGradientBoostingClassifier(
        max_iter=options.trees, learning_rate=LEARNING_RATE, max_leaf_nodes=63, max_bins=BINS, early_stopping=False,
        random_state=1)
    with threadpool_limits(options.threads):
        started = time.perf_counter()
        model.fit(matrix, labels)
    seconds = time.perf_counter() - started
    # It tells nothing of single trees: bins count as nothing, and each tree as an equal part.
    course.trees = [seconds * (tree + 1) / options.trees for tree in range(options.trees)]
    course.done()

    def margins() -> Margins:
        for count, margin in enumerate(model.staged_decision_function(rows.columns("test")), 1):
            if count % STEP == 0:
                yield count, margin.ravel()

    return course, margins()


SIDES: dict[str, Callable[[Rows, argparse.Namespace], tuple[Course, Margins]]] = {
    "LightGBM, 63 leaves": lightgbm_side,
    "LightGBM, quantised": lambda rows, options: lightgbm_side(rows, options, use_quantized_grad=True),
    "LightGBM, one-side sampling": lambda rows, options: lightgbm_side(rows, options, data_sample_strategy="goss"),
    "XGBoost, depth 6": lambda rows, options: xgboost_side(rows, options, max_depth=6),
    "XGBoost, 63 leaves": lambda rows, options: xgboost_side(
        rows, options, max_depth=0, max_leaves=63, grow_policy="lossguide"),
    "CatBoost, depth 6": catboost_side,
    "scikit-learn, 63 leaves": sklearn_side,
}


def auc(labels: np.ndarray, margins: np.ndarray) -> float:
    from scipy.stats import rankdata

    lost = labels == 1
    ranks = rankdata(margins)[lost].sum()
    return float((ranks - lost.sum() * (lost.sum() + 1) / 2) / (lost.sum() * (~lost).sum()))


def log_loss(labels: np.ndarray, margins: np.ndarray) -> float:
    return float(np.mean(np.logaddexp(0, margins) - labels * margins))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=SIDES)
    parser.add_argument("set", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("--trees", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    rows = Rows(options.set)
    course, margins = SIDES[options.name](rows, options)
    labels = rows.labels("test")
    figures = [
        {"trees": count, "seconds": course.bins + course.trees[count - 1], "auc": auc(labels, margin),
         "log_loss": log_loss(labels, margin)}
        for count, margin in margins
    ]
    options.report.write_text(json.dumps(
        {"bins": course.bins, "training": course.trees[-1], "peak": course.peak, "figures": figures}))


if __name__ == "__main__":
    main()
