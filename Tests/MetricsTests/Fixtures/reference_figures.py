"""Recomputes reference_figures.json: figures of stored samples by scikit-learn, scipy and the package hmeasure.

Run with their versions as in benchmarks/peers/requirements.txt and hmeasure 0.1.6:

    python Tests/ValidationTests/Fixtures/reference_figures.py

What no package computes (DeLong's standard error, Murphy's parts) is written down here from its formula, pair by pair.
"""

import json
from pathlib import Path

import numpy as np
from hmeasure import h_score
from scipy.special import betainc
from scipy.stats import binomtest
from sklearn.metrics import (
    average_precision_score, brier_score_loss, log_loss, precision_score, recall_score, roc_auc_score, roc_curve)


def delong_standard_error(scores, losses):
    """DeLong, DeLong and Clarke-Pearson (1988), every loss against every other customer."""
    mine, theirs = scores[losses == 1][:, None], scores[losses == 0][None, :]
    won = (mine > theirs) + 0.5 * (mine == theirs)
    return float(np.sqrt(
        won.mean(axis=1).var(ddof=1) / won.shape[0] + won.mean(axis=0).var(ddof=1) / won.shape[1]))


def bins(scores, weights, most=10):
    """Numbers of bins: rising, each with at least an equal share of what is left, equal scores together."""
    numbers = np.zeros(len(scores), dtype=int)
    left, inside, number = weights.sum(), 0.0, 0
    for value in np.unique(scores):
        numbers[scores == value] = number
        inside += weights[scores == value].sum()
        if most - number > 1 and inside > 0 and inside >= left / (most - number):
            left, inside, number = left - inside, 0.0, number + 1
    return numbers


def murphy(scores, losses, weights):
    numbers, total = bins(scores, weights), weights.sum()
    rate = np.average(losses, weights=weights)
    reliability = resolution = error = 0.0
    for number in np.unique(numbers):
        inside = numbers == number
        weight = weights[inside].sum()
        if weight == 0:
            continue
        foretold = np.average(scores[inside], weights=weights[inside])
        came = np.average(losses[inside], weights=weights[inside])
        reliability += weight * (foretold - came) ** 2 / total
        resolution += weight * (came - rate) ** 2 / total
        error += weight * abs(foretold - came) / total
    return {
        "reliability": reliability, "resolution": resolution, "uncertainty": rate * (1 - rate),
        "calibration_error": error}


def figures(name, scores, losses, weights=None, assets=None, lost=None, top=()):
    scores, losses = np.asarray(scores, dtype=float), np.asarray(losses, dtype=int)
    ones = np.ones(len(scores)) if weights is None else np.asarray(weights, dtype=float)
    others_cut, losses_cut, thresholds = roc_curve(losses, scores, sample_weight=ones, drop_intermediate=False)
    widest = int(np.argmax(losses_cut - others_cut))
    case = {
        "name": name, "scores": scores.tolist(), "losses": losses.tolist(),
        "weights": None if weights is None else ones.tolist(),
        "auc": roc_auc_score(losses, scores, sample_weight=ones),
        "average_precision": average_precision_score(losses, scores, sample_weight=ones),
        "ks": float(losses_cut[widest] - others_cut[widest]), "ks_threshold": float(thresholds[widest]),
        "ks_losses": float(losses_cut[widest]), "ks_others": float(others_cut[widest]),
        "log_loss": log_loss(losses, scores, sample_weight=ones),
        "brier": brier_score_loss(losses, scores, sample_weight=ones),
        "delong": None if weights is not None else delong_standard_error(scores, losses),
        "h_measure": None if weights is not None else float(h_score(losses, scores)),
        "tops": [],
    } | murphy(scores, losses, ones)
    for share in top:
        length = round(len(scores) * share)
        flagged = np.zeros(len(scores), dtype=int)
        flagged[np.argsort(-scores, kind="stable")[:length]] = 1
        case["tops"].append({
            "share": share, "precision": precision_score(losses, flagged), "recall": recall_score(losses, flagged)})
    return case


def main():
    random = np.random.default_rng(20240901)
    row = np.arange(500)
    hundredths = row * 37 % 101
    formula = (hundredths / 100, (row * 53 % 17 * 6 + 100 - hundredths < 60).astype(int))
    smooth = random.beta(1.2, 6, 400)
    rare = random.beta(1, 40, 300)
    coarse = random.integers(0, 6, 250) / 10
    cases = [
        figures("ties", [0.1, 0.4, 0.35, 0.8, 0.35, 0.4, 0.05, 0.2, 0.9, 0.1, 0.0, 0.3], [0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0]),
        figures("formula", *formula),
        figures("formula, weighted", *formula, weights=1 + row % 5 / 2),
        figures("formula, some weights zero", *formula, weights=(row % 3) / 2),
        figures("smooth", smooth, (random.random(400) < smooth).astype(int), top=(0.05, 0.1, 0.2, 0.5)),
        figures("rare", rare, (random.random(300) < rare * 1.5).astype(int), top=(0.1, 0.2)),
        figures("coarse", coarse, (random.random(250) < 0.1 + coarse).astype(int)),
        figures("worse than chance", smooth, (random.random(400) < 0.4 - 0.3 * smooth).astype(int)),
    ]
    betas = [
        {"first": first, "second": second, "x": x, "value": float(betainc(first, second, x))}
        for first, second in [(2, 1.5), (3, 9.75), (2, 30.0), (2, 1001.0), (1.25, 1.75)]
        for x in [0.001, 0.02, 0.2, 0.5, 0.9, 0.999]]
    intervals = []
    for successes, count in [(0, 10), (1, 10), (5, 10), (10, 10), (3, 1000), (250, 999)]:
        interval = binomtest(successes, count).proportion_ci(0.95, method="wilson")
        intervals.append({"successes": successes, "count": count, "lower": interval.low, "upper": interval.high})
    values = random.normal(size=37)
    quantiles = {"values": values.tolist(), "lower": np.quantile(values, 0.025), "upper": np.quantile(values, 0.975)}
    path = Path(__file__).with_name("reference_figures.json")
    parts = {"cases": cases, "betas": betas, "wilson": intervals}
    lists = [f'"{name}": [\n' + ",\n".join(map(json.dumps, part)) + "\n]" for name, part in parts.items()]
    path.write_text("{\n" + ",\n".join(lists) + ',\n"quantiles": ' + json.dumps(quantiles) + "\n}\n")


main()
