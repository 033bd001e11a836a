"""One scikit-learn fit of a matrix on disk, in a process of its own; prints what it took and found as JSON."""

import argparse
import json
import time
import warnings
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression


def load(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Standardised columns in Float64, column by column in memory as the file has them, and the labels."""
    columns = json.loads((folder / "shape.json").read_text())["columns"]
    raw = np.fromfile(folder / "values.f32", dtype=np.float32).reshape(columns, -1)
    labels = np.fromfile(folder / "labels.u8", dtype=np.uint8)
    x = raw.T.astype(np.float64)
    return (x - x.mean(axis=0)) / x.std(axis=0), labels


def gradient(x: np.ndarray, y: np.ndarray, model: LogisticRegression, l2: float) -> float:
    """Largest part of the gradient of the summed loss against that at 0."""
    def parts(intercept: float, beta: np.ndarray) -> np.ndarray:
        residual = 1 / (1 + np.exp(-(intercept + x @ beta))) - y
        return np.append(x.T @ residual + l2 * beta, residual.sum())

    at_start = parts(np.log(y.mean() / (1 - y.mean())), np.zeros(x.shape[1]))
    return float(np.abs(parts(model.intercept_[0], model.coef_[0])).max() / np.abs(at_start).max())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--solver", choices=["lbfgs", "newton-cholesky", "newton-cg", "liblinear", "path-saga"], required=True)
    parser.add_argument("--tolerance", type=float, required=True)
    parser.add_argument("--penalties", type=float, nargs="*", default=[])
    options = parser.parse_args()
    x, y = load(options.data)
    layouts = {"C": np.ascontiguousarray(x), "F": np.asfortranarray(x)}
    best = None
    warnings.simplefilter("ignore")
    # Whichever layout suits the solver.
    for layout, values in layouts.items():
        if options.solver == "path-saga":
            if layout == "F":
                continue
            started = time.perf_counter()
            model = LogisticRegression(l1_ratio=1, solver="saga", tol=options.tolerance, max_iter=1000, warm_start=True)
            found = []
            for penalty in options.penalties:
                model.set_params(C=1 / (penalty * len(y))).fit(values, y)
                found.append([float(model.intercept_[0]), *model.coef_[0].tolist()])
            best = {"seconds": time.perf_counter() - started, "layout": layout, "path": found}
            continue
        started = time.perf_counter()
        model = LogisticRegression(C=1.0, solver=options.solver, tol=options.tolerance, max_iter=1000).fit(values, y)
        seconds = time.perf_counter() - started
        if best is None or seconds < best["seconds"]:
            best = {
                "seconds": seconds, "layout": layout, "iterations": int(np.max(model.n_iter_)),
                "gradient": gradient(x, y, model, 1.0),
                "coefficients": [float(model.intercept_[0]), *model.coef_[0].tolist()]}
    print(json.dumps(best))


if __name__ == "__main__":
    main()
