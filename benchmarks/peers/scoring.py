"""The scoring core beside LightGBM, XGBoost, CatBoost and numpy, each on its own model and the same rows."""

import argparse
import json
import statistics
import subprocess
import time
from pathlib import Path
from typing import Callable

import numpy as np

from peers.places import BENCHMARKS, WORK, Missing
from peers.results import Page, table

FOLDER = WORK / "scoring"
COLUMNS = 60
TREES = 200


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--contribution-rows", type=int, default=400, help="rows that the peers' contributions are timed on")


def rows(random: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Amounts, counts, mostly zeros and plain numbers, 2% missing, and what they came from."""
    latent = random.normal(size=(count, 8))
    x = np.empty((count, COLUMNS), np.float32)
    for c in range(COLUMNS):
        base = latent[:, c % 8] * 0.7 + random.normal(size=count) * 0.7
        x[:, c] = (np.exp(base * 1.2 + 9), np.floor(np.exp(base * 0.8 + 1)), np.where(base < 0.4, 0, np.exp(base * 1.5 + 6)), base)[c % 4]
    x[random.random((count, COLUMNS)) < 0.02] = np.nan
    return x, latent


def prepare() -> None:
    """Rows and models, made once."""
    if (FOLDER / "rows.f32").exists() and (FOLDER / "lgb63.txt").exists():
        return
    import catboost
    import lightgbm
    import xgboost
    FOLDER.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(7)
    x, latent = rows(random, 500_000)
    z = np.nan_to_num(x)
    worth = (
        0.8 * latent[:, 0] - 0.6 * latent[:, 1] * latent[:, 2] + 0.5 * np.sin(2 * latent[:, 3]) + 0.4 * (z[:, 2] > 0)
        - 0.1 * np.log1p(z[:, 4]) + 0.5 * np.maximum(latent[:, 5], 0) * latent[:, 6])
    y = (random.random(len(x)) < 1 / (1 + np.exp(2.8 + worth.mean() - worth))).astype(int)
    train, test = slice(0, 300_000), slice(300_000, 500_000)
    np.save(FOLDER / "xtest.npy", x[test])
    print("training the peers' models, once")
    lightgbm.train(
        dict(objective="binary", num_leaves=63, learning_rate=0.1, num_threads=2, verbose=-1), lightgbm.Dataset(x[train], y[train]),
        TREES).save_model(FOLDER / "lgb63.txt")
    xgboost.train(
        dict(objective="binary:logistic", tree_method="hist", grow_policy="lossguide", max_leaves=63, max_depth=0, eta=0.1, nthread=2),
        xgboost.DMatrix(x[train], y[train]), TREES).save_model(FOLDER / "xgb63.json")
    model = catboost.CatBoostClassifier(
        iterations=TREES, depth=6, learning_rate=0.1, thread_count=2, verbose=0, border_count=254, allow_writing_files=False)
    model.fit(x[train], y[train])
    model.save_model(str(FOLDER / "cat6.cbm"))
    model.save_model(str(FOLDER / "cat6.json"), format="json")
    np.ascontiguousarray(x[test].T).tofile(FOLDER / "rows.f32")


def score_models(model: str, threads: int, contribution_rows: int) -> dict[tuple[str, str], float]:
    program = BENCHMARKS / ".build" / "release" / "ScoreModels"
    if not program.exists():
        raise Missing(f"There is no {program}; run `swift build -c release --static-swift-stdlib --package-path {BENCHMARKS}` first.")
    path = "linear" if model == "linear" else FOLDER / model
    done = subprocess.run(
        [str(part) for part in (program, FOLDER / "rows.f32", COLUMNS, threads, contribution_rows, path, FOLDER / f"{model}.margins")],
        capture_output=True, text=True, check=True)
    figures = [json.loads(line) for line in done.stdout.splitlines()]
    return {(one["what"], one["engine"]): one["nanoseconds"] for one in figures}


def timed(count: int, body: Callable[[], object]) -> float:
    """Nanoseconds per row."""
    started = time.perf_counter()
    body()
    return (time.perf_counter() - started) / count * 1e9


class Peer:
    """Another tool's own scoring; contributions where it has them."""

    def __init__(self, name: str, model: str):
        self.name, self.model = name, model

    def margins(self, x, threads):
        raise NotImplementedError

    def contributions(self, x, threads):
        raise NotImplementedError


class Lightgbm(Peer):
    def __init__(self):
        super().__init__("LightGBM", "lgb63.txt")
        import lightgbm
        self.booster = lightgbm.Booster(model_file=FOLDER / self.model)

    def margins(self, x, threads):
        return self.booster.predict(x, raw_score=True, num_threads=threads)

    def contributions(self, x, threads):
        return self.booster.predict(x, pred_contrib=True, num_threads=threads)


class Xgboost(Peer):
    def __init__(self):
        super().__init__("XGBoost", "xgb63.json")
        import xgboost
        self.xgboost = xgboost
        self.booster = xgboost.Booster(model_file=FOLDER / self.model)

    def margins(self, x, threads):
        self.booster.set_param({"nthread": threads})
        return self.booster.inplace_predict(x, predict_type="margin")

    def contributions(self, x, threads):
        self.booster.set_param({"nthread": threads})
        return self.booster.predict(self.xgboost.DMatrix(x, nthread=threads), pred_contribs=True)


class Catboost(Peer):
    def __init__(self):
        super().__init__("CatBoost", "cat6.json")
        import catboost
        self.catboost = catboost
        self.classifier = catboost.CatBoostClassifier().load_model(str(FOLDER / "cat6.cbm"))

    def margins(self, x, threads):
        return self.classifier.predict(x, prediction_type="RawFormulaVal", thread_count=threads)

    def contributions(self, x, threads):
        return self.classifier.get_feature_importance(self.catboost.Pool(x), type="ShapValues", thread_count=threads)


def measure(options: argparse.Namespace) -> None:
    prepare()
    x = np.load(FOLDER / "xtest.npy")
    few = np.ascontiguousarray(x[: options.contribution_rows])
    peers = [Lightgbm(), Xgboost(), Catboost()]
    taken: dict[tuple, list[float]] = {}
    engines: dict[str, list[str]] = {}

    def note(key: tuple, nanoseconds: float) -> None:
        taken.setdefault(key, []).append(nanoseconds)

    page = Page(
        "scoring", f"Scoring {len(x):,} rows × {COLUMNS} columns with {TREES} trees",
        f"benchmarks/run scoring --rounds {options.rounds} --contribution-rows {options.contribution_rows}",
        ["lightgbm", "xgboost", "catboost", "numpy"])
    differences = {}
    for peer in peers:
        peer.margins(x[:1000], 1)
    for _ in range(options.rounds):
        for threads in (1, 2):
            for peer in peers:
                note((peer.name, "margins", threads), timed(len(x), lambda: peer.margins(x, threads)))
                note((peer.name, "contributions", threads), timed(len(few), lambda: peer.contributions(few, threads)))
                for (what, engine), nanoseconds in score_models(peer.model, threads, 8_000).items():
                    note((peer.model, what, engine, threads), nanoseconds)
                    if what == "margins" and engine not in engines.setdefault(peer.model, []):
                        engines[peer.model].append(engine)
                if peer.name not in differences:
                    own = np.fromfile(FOLDER / f"{peer.model}.margins")
                    differences[peer.name] = np.abs(own - np.asarray(peer.margins(x, 2), dtype=float)).max()
            for (what, engine), nanoseconds in score_models("linear", threads, 100).items():
                note(("linear", what, engine, threads), nanoseconds)

    middle = {key: statistics.median(values) for key, values in taken.items()}

    def figure(nanoseconds: float) -> str:
        return f"{nanoseconds:,.0f}" if nanoseconds >= 10 else f"{nanoseconds:.1f}"

    lines = []
    for peer in peers:
        for threads in (1, 2):
            theirs = middle[peer.name, "margins", threads]
            mine = middle[peer.model, "margins", engines[peer.model][0], threads]
            lines.append([
                f"{peer.name}, {'symmetric depth 6' if peer.name == 'CatBoost' else '63 leaves'}", str(threads), figure(theirs), figure(mine),
                f"{theirs / mine:.1f}", f"{differences[peer.name]:.1e}"])
    page.add(
        "Nanoseconds per row, medians of alternating runs. Each tool scores with its own model from rows in memory as it likes them best "
        "(numpy, row after row); churn scores the same model, imported, with the fastest engine that fits, from columns.")
    page.add(table(["model", "threads", "the tool, ns", "churn, ns", "times as fast", "greatest difference of a margin"], lines))
    lines = []
    for peer in peers:
        for threads in (1, 2):
            theirs = middle[peer.name, "contributions", threads]
            mine = next(middle[key] for key in middle if key[:2] == (peer.model, "contributions") and key[3] == threads)
            score = middle[peer.model, "margins", engines[peer.model][0], threads]
            lines.append([peer.name, str(threads), figure(theirs), figure(mine), f"{theirs / mine:.0f}", f"{mine / score:.1f}"])
    page.add(
        f"Contributions (path-dependent Shapley values), nanoseconds per row; the tools on {len(few)} rows, churn on 8,000:")
    page.add(table(["model", "threads", "the tool, ns", "churn, ns", "times as fast", "÷ churn's score"], lines))
    lines = []
    for peer in peers:
        for engine in engines[peer.model]:
            one, two = (middle[peer.model, "margins", engine, threads] for threads in (1, 2))
            lines.append([
                peer.model, engine, figure(one), figure(two), f"{one / two:.2f}", figure(middle[peer.model, "single row", engine, 1])])
    page.add("Every engine that fits, nanoseconds per row; the last column is one row at a time, called 1,000 times:")
    page.add(table(["model", "engine", "1 thread", "2 threads", "1 ÷ 2", "a single row"], lines))
    lines = []
    for threads in (1, 2):
        mine, reading = middle["linear", "margins", "columns", threads], middle["linear", "reading", "", threads]
        lines.append([str(threads), figure(mine), figure(reading), f"{reading / mine:.2f}"])
    page.add(f"A linear model of {COLUMNS} terms (cut, imputed, standardised in Float64), beside adding up all values of the same columns:")
    page.add(table(["threads", "margins, ns", "reading alone, ns", "share of the bandwidth"], lines))
    page.write()
