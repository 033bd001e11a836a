"""Judging a million scores with 200 rounds of the bootstrap: churn beside scikit-learn and numpy."""

import argparse
import json
import statistics
import sys
from pathlib import Path

import numpy as np

from peers.measuring import Contender, alternate, run
from peers.places import BENCHMARKS, WORK, Missing
from peers.results import Page, table


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scores", type=int, default=1_000_000)
    parser.add_argument("--draws", type=int, default=200, help="rounds of the bootstrap")
    parser.add_argument("--plain-draws", type=int, default=3, help="rounds that plain scikit-learn is measured on")
    parser.add_argument("--rounds", type=int, default=3, help="how often each side runs")
    parser.add_argument("--threads", type=int, default=2)


def scores(count: int) -> Path:
    """Scores with losses that come as often as they foretell, a twentieth of the customers."""
    folder = WORK / f"scores-{count}"
    if not (folder / "lost").exists():
        folder.mkdir(parents=True, exist_ok=True)
        random = np.random.default_rng(7)
        probabilities = random.beta(0.5, 9.5, count)
        losses = random.random(count) < probabilities
        assets = 200_000 * np.exp(random.exponential(0.8, count))
        probabilities.tofile(folder / "scores")
        losses.astype(np.uint8).tofile(folder / "losses")
        assets.tofile(folder / "assets")
        np.where(losses, assets * random.uniform(0.2, 1, count), 0).tofile(folder / "lost")
    return folder


def told(contender: Contender) -> tuple[dict, float]:
    """What a side found, and the seconds without starting and reading."""
    figures, seconds = contender.log.read_text().strip().splitlines()[-2:]
    return json.loads(figures), json.loads(seconds)["seconds"]


def check(ours: dict, theirs: dict, name: str) -> float:
    """All sides must find the same; the greatest difference."""
    pairs = [
        (ours["auc"], theirs["auc"]), (ours["kolmogorov_smirnov"]["value"], theirs["ks"]),
        (ours["average_precision"], theirs["average_precision"]),
        (ours["probabilities"]["log_loss"], theirs["log_loss"]), (ours["probabilities"]["brier"], theirs["brier"])]
    for mine, by_probability, by_loss in zip(ours["lists"], theirs["by_probability"], theirs["by_expected_loss"]):
        for list_, other in [(mine["by_probability"], by_probability), (mine["by_expected_loss"], by_loss)]:
            pairs += zip([list_["precision"], list_["recall"], list_["captured_lost_assets"]], other)
    worst = max(abs(mine - other) for mine, other in pairs)
    if worst > 1e-9:
        raise Missing(f"churn and {name} differ by {worst}: this is not the same job.")
    return worst


def measure(options: argparse.Namespace) -> None:
    program = BENCHMARKS / ".build" / "release" / "JudgeScores"
    if not program.exists():
        raise Missing(
            f"There is no {program}; run `swift build -c release --static-swift-stdlib --package-path {BENCHMARKS}` first.")
    folder = scores(options.scores)
    peer = Path(__file__).with_name("metrics_peer.py")

    def python(name: str, way: str, draws: int) -> Contender:
        return Contender(name, [sys.executable, peer, way, folder, draws])

    ours = Contender("churn", [program, "--threads", options.threads, "--rounds", options.draws, folder])
    once = Contender("churn, no rounds", [program, "--threads", options.threads, "--rounds", 0, folder])
    counts = python("numpy, counts over one ranking", "counts", options.draws)
    plain = python(f"scikit-learn, {options.plain_draws} rounds", "plain", options.plain_draws)
    point = python("scikit-learn, no rounds", "plain", 0)
    contenders = [ours, once, counts, plain, point]
    page = Page(
        "metrics", f"All figures of {options.scores:,} scores with {options.draws} rounds of the bootstrap",
        f"benchmarks/run metrics --scores {options.scores} --draws {options.draws} --plain-draws {options.plain_draws} "
        f"--rounds {options.rounds} --threads {options.threads}", ["scikit-learn", "numpy"])
    for contender in contenders:
        run(contender)
    taken = {contender.name: [] for contender in contenders}
    for _ in range(options.rounds):
        alternate(contenders, 1)
        for contender in contenders:
            taken[contender.name].append(told(contender)[1])
    seconds = {name: statistics.median(values) for name, values in taken.items()}
    found, _ = told(ours)
    worst = max(check(found, told(other)[0], other.name) for other in [counts, plain, point])
    per_round = (seconds[plain.name] - seconds[point.name]) / options.plain_draws
    whole = seconds[point.name] + options.draws * per_round
    rows = [[name, f"{seconds[name]:.3f}", f"{max(c.peak for c in contenders if c.name == name) / 1e6:.0f}"] for name in taken]
    rows.append([f"scikit-learn, {options.draws} rounds (computed)", f"{whole:.1f}", ""])
    page.add(table(["", "seconds", "peak MB of the process"], rows))
    page.add(
        f"churn takes **{seconds[ours.name] / whole:.4f}** of scikit-learn's time and "
        f"**{seconds[ours.name] / seconds[counts.name]:.3f}** of that of numpy with counts. The task: at most 0.1.")
    page.add(
        f"Medians of {options.rounds} alternating runs; seconds do not count starting and reading the scores. "
        f"scikit-learn's rounds cost {per_round:.2f} s each, measured on {options.plain_draws} and multiplied. Figures on all "
        "sides: AUC, KS, average precision, log-loss, Brier score, and precision, recall and captured money of seven list "
        "lengths in the order of probability and of expected loss. churn also computes DeLong's interval, the H-measure, "
        f"Brier's parts, calibration, gains and curves. All sides agree within {worst:.1e}. 95% interval of the AUC: churn "
        f"{found['bootstrap']['auc']['lower']:.5f}–{found['bootstrap']['auc']['upper']:.5f} (DeLong "
        f"{found['auc_interval']['lower']:.5f}–{found['auc_interval']['upper']:.5f}), numpy "
        + "–".join(f"{edge:.5f}" for edge in told(counts)[0]["interval"]) + " with other random numbers.")
    page.write()
