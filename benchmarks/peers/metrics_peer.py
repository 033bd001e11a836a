"""Judges scores in Python: `python metrics_peer.py plain|counts FOLDER ROUNDS`.

`plain` draws rows and hands them to scikit-learn, as people do. `counts` is the fastest way with numpy that we know: it
ranks once, and a round only counts how often each row was drawn. Prints the figures as JSON.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

SHARES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5]


def read(folder):
    folder = Path(folder)
    return (
        np.fromfile(folder / "scores"), np.fromfile(folder / "losses", dtype=np.uint8),
        np.fromfile(folder / "assets"), np.fromfile(folder / "lost"))


def lists(scores, losses, lost, order):
    caught, money, found = np.cumsum(losses[order], dtype=np.int64), np.cumsum(lost[order]), []
    for share in SHARES:
        end = max(1, round(len(scores) * share)) - 1
        found.append((caught[end] / (end + 1), caught[end] / caught[-1], money[end] / money[-1]))
    return found


def plain_figures(scores, losses, assets, lost):
    from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score, roc_curve

    others_cut, losses_cut, _ = roc_curve(losses, scores)
    return {
        "auc": roc_auc_score(losses, scores), "ks": float(np.max(losses_cut - others_cut)),
        "average_precision": average_precision_score(losses, scores), "log_loss": log_loss(losses, scores),
        "brier": brier_score_loss(losses, scores),
        "by_probability": lists(scores, losses, lost, np.argsort(-scores, kind="stable")),
        "by_expected_loss": lists(scores, losses, lost, np.argsort(-scores * assets, kind="stable"))}


def plain(data, rounds, random):
    first = plain_figures(*data)
    drawn = []
    for _ in range(rounds):
        rows = random.integers(0, len(data[0]), len(data[0]))
        drawn.append(plain_figures(*(column[rows] for column in data)))
    return first, drawn


class Ranking:
    """Rows in falling order of a key; every key is taken to be different, as those of the benchmark are."""

    def __init__(self, key, losses, lost):
        self.order = np.argsort(-key)
        self.losses, self.lost = losses[self.order].astype(np.float64), lost[self.order]

    def lists(self, weight, caught, total):
        money = np.cumsum(weight * self.lost)
        ends = np.searchsorted(total, [max(1, round(total[-1] * share)) for share in SHARES])
        return [(caught[end] / total[end], caught[end] / caught[-1], money[end] / money[-1]) for end in ends]


class Counts:
    def __init__(self, scores, losses, assets, lost):
        self.first, self.second = Ranking(scores, losses, lost), Ranking(scores * assets, losses, lost)
        ranked = scores[self.first.order]
        kept = np.clip(ranked, 2.0**-52, 1 - 2.0**-52)
        self.log_losses = -np.where(self.first.losses == 1, np.log(kept), np.log1p(-kept))
        self.squares = (ranked - self.first.losses) ** 2
        self.place = np.empty(len(scores), dtype=np.int64)
        self.place[self.first.order] = np.arange(len(scores))
        self.second_place = self.place[self.second.order]

    def figures(self, counts):
        """`counts`: how often the row at each rank of the first ranking was drawn."""
        weight = counts.astype(np.float64)
        total, caught = np.cumsum(weight), np.cumsum(weight * self.first.losses)
        others = total - caught
        loss_weight = weight * self.first.losses
        pairs = np.dot(weight - loss_weight, caught)
        with np.errstate(invalid="ignore", divide="ignore"):
            precision = np.where(total > 0, caught / total, 0)
        second = counts[self.second_place].astype(np.float64)
        return {
            "auc": pairs / (caught[-1] * others[-1]),
            "ks": float(np.max(caught / caught[-1] - others / others[-1])),
            "average_precision": np.dot(loss_weight, precision) / caught[-1],
            "log_loss": np.dot(weight, self.log_losses) / total[-1],
            "brier": np.dot(weight, self.squares) / total[-1],
            "by_probability": self.first.lists(weight, caught, total),
            "by_expected_loss": self.second.lists(second, np.cumsum(second * self.second.losses), np.cumsum(second))}


def counts(data, rounds, random):
    ready, rows = Counts(*data), len(data[0])
    first = ready.figures(np.ones(rows, dtype=np.int64))
    drawn = [ready.figures(np.bincount(random.integers(0, rows, rows), minlength=rows)) for _ in range(rounds)]
    return first, drawn


def main():
    way, folder, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    data = read(folder)
    started = time.perf_counter()
    first, drawn = {"plain": plain, "counts": counts}[way](data, rounds, np.random.default_rng(1))
    if drawn:
        first["interval"] = np.quantile([figures["auc"] for figures in drawn], [0.025, 0.975]).tolist()
    seconds = time.perf_counter() - started
    print(json.dumps(first, default=float))
    print(json.dumps({"seconds": seconds}))


main()
