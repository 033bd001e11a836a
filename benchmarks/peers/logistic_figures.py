"""Writes what scikit-learn and statsmodels fit to small tables, for the tests to compare with."""

import argparse
import importlib.metadata
import json
import warnings

import numpy as np
import statsmodels.api as sm
from scipy.stats import chi2
from sklearn.linear_model import LogisticRegression

from peers.places import PROJECT

ROWS = 600
L2 = 2.5
PENALTIES = [0.05, 0.01, 0.002]


def add_options(parser: argparse.ArgumentParser) -> None:
    del parser


def tables() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """A plain table, and one whose columns nearly add up to each other and differ in size by twelve powers of ten."""
    random = np.random.default_rng(20_261_123)
    plain = random.normal(size=(ROWS, 6))
    margin = -1 + plain @ np.array([0.9, -0.6, 0.3, 0.0, 0.0, 0.5])
    labels = (random.uniform(size=ROWS) < 1 / (1 + np.exp(-margin))).astype(int)
    ill = np.column_stack([
        plain[:, 0], plain[:, 0] + 0.002 * plain[:, 1], plain[:, 2] * 1e6, plain[:, 3] * 1e-6,
        plain[:, 2] + plain[:, 3] + 0.01 * plain[:, 4], plain[:, 5] + 300])
    return {name: (values.astype(np.float32).astype(np.float64), labels) for name, values in {"plain": plain, "ill": ill}.items()}


def standardised(values: np.ndarray) -> np.ndarray:
    return (values - values.mean(axis=0)) / values.std(axis=0)


def coefficients(model: LogisticRegression) -> list[float]:
    return [float(model.intercept_[0]), *model.coef_[0].tolist()]


def figures(values: np.ndarray, labels: np.ndarray, elastic: bool) -> dict:
    x = standardised(values)
    free = sm.Logit(labels, sm.add_constant(x)).fit(method="newton", maxiter=200, tol=1e-14, disp=0)
    fewer = sm.Logit(labels, sm.add_constant(x[:, :-2])).fit(method="newton", maxiter=200, tol=1e-14, disp=0)
    ridge = LogisticRegression(C=1 / L2, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(x, labels)
    offset = 0.3 * x[:, 0]
    shifted = sm.GLM(labels, sm.add_constant(x[:, 1:]), family=sm.families.Binomial(), offset=offset).fit(tol=1e-14, maxiter=200)
    score = np.abs(free.model.score(free.params)).max()
    if score > 1e-8:
        raise ValueError(f"statsmodels has not converged: score {score}")
    ratio = 2 * (free.llf - fewer.llf)
    found = {
        "values": values.T.tolist(), "free": free.params.tolist(), "free_errors": free.bse.tolist(),
        "free_z": free.tvalues.tolist(), "free_p": free.pvalues.tolist(), "free_interval": free.conf_int().tolist(),
        "log_likelihood": float(free.llf), "likelihood_ratio": float(ratio),
        "likelihood_ratio_p": float(chi2.sf(ratio, 2)),
        "ridge": coefficients(ridge), "offset": shifted.params.tolist(), "offset_errors": shifted.bse.tolist(), "elastic": []}
    if elastic:
        for share in (1.0, 0.5):
            for penalty in PENALTIES:
                model = LogisticRegression(
                    C=1 / (penalty * ROWS), l1_ratio=share, solver="saga", tol=1e-12, max_iter=1_000_000, random_state=1)
                model.fit(x, labels)
                found["elastic"].append({"share": share, "penalty": penalty, "coefficients": coefficients(model)})
    return found


def measure(options: argparse.Namespace) -> None:
    # Newton's method says that it has not converged where rounding keeps it from the tolerance; the score is what counts.
    warnings.simplefilter("ignore")
    made = tables()
    document = {
        "made_by": "benchmarks/run logistic-figures",
        "versions": {name: importlib.metadata.version(name) for name in ["scikit-learn", "statsmodels"]},
        "l2": L2, "labels": made["plain"][1].tolist(),
        "tables": {name: figures(*table, elastic=name == "plain") for name, table in made.items()}}
    path = PROJECT / "Tests" / "LearningTests" / "Fixtures" / "logistic.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(document) + "\n")
    print(f"Written to {path.relative_to(PROJECT)}")
