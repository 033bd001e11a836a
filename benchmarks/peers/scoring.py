"""The scoring core beside LightGBM, XGBoost, CatBoost, YDF, ONNX Runtime, TL2cgen and numpy, on the same rows."""

import argparse
import json
import statistics
import subprocess
import time
from pathlib import Path
from typing import Callable

import numpy as np

from peers import trainer_data
from peers.chart import bars
from peers.places import BENCHMARKS, RESULTS, WORK, Missing, churn
from peers.results import Page, table

TREES = 200


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", choices=["made", "credit"], default="made")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--contribution-rows", type=int, default=400, help="rows that the peers' contributions are timed on")


def made_rows(random: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Amounts, counts, mostly zeros and plain numbers, 2% missing, and what they came from."""
    columns = 60
    latent = random.normal(size=(count, 8))
    x = np.empty((count, columns), np.float32)
    for c in range(columns):
        base = latent[:, c % 8] * 0.7 + random.normal(size=count) * 0.7
        x[:, c] = (np.exp(base * 1.2 + 9), np.floor(np.exp(base * 0.8 + 1)), np.where(base < 0.4, 0, np.exp(base * 1.5 + 6)), base)[c % 4]
    x[random.random((count, columns)) < 0.02] = np.nan
    return x, latent


def made() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """300,000 rows to learn from with their labels, and 200,000 to score."""
    random = np.random.default_rng(7)
    x, latent = made_rows(random, 500_000)
    z = np.nan_to_num(x)
    worth = (
        0.8 * latent[:, 0] - 0.6 * latent[:, 1] * latent[:, 2] + 0.5 * np.sin(2 * latent[:, 3]) + 0.4 * (z[:, 2] > 0)
        - 0.1 * np.log1p(z[:, 4]) + 0.5 * np.maximum(latent[:, 5], 0) * latent[:, 6])
    y = (random.random(len(x)) < 1 / (1 + np.exp(2.8 + worth.mean() - worth))).astype(int)
    return x[:300_000], y[:300_000], x[300_000:]


def credit() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give-Me-Some-Credit: its training rows, and all rows to score."""
    rows = trainer_data.credit(1)
    train = rows.rows("train")
    return train, rows.labels("train").astype(int), np.concatenate([train, rows.rows("test")])


def prepare(data: str) -> Path:
    """Rows and models, made once."""
    folder = WORK / f"scoring-{data}"
    if (folder / "done").exists():
        return folder
    import catboost
    import lightgbm
    import tl2cgen
    import treelite
    import xgboost
    import ydf
    folder.mkdir(parents=True, exist_ok=True)
    x, y, scored = {"made": made, "credit": credit}[data]()
    np.save(folder / "scored.npy", scored)
    np.ascontiguousarray(scored.T).tofile(folder / "rows.f32")
    print("training the peers' models, once")
    lightgbm.train(
        dict(objective="binary", num_leaves=63, learning_rate=0.1, num_threads=2, verbose=-1), lightgbm.Dataset(x, y),
        TREES).save_model(folder / "lgb63.txt")
    xgboost.train(
        dict(objective="binary:logistic", tree_method="hist", grow_policy="lossguide", max_leaves=63, max_depth=0, eta=0.1, nthread=2),
        xgboost.DMatrix(x, y), TREES).save_model(folder / "xgb63.json")
    model = catboost.CatBoostClassifier(
        iterations=TREES, depth=6, learning_rate=0.1, thread_count=2, verbose=0, border_count=254, allow_writing_files=False)
    model.fit(x, y)
    model.save_model(str(folder / "cat6.cbm"))
    model.save_model(str(folder / "cat6.json"), format="json")
    some = slice(0, 100_000)
    ydf.GradientBoostedTreesLearner(
        label="y", num_trees=TREES, growing_strategy="BEST_FIRST_GLOBAL", max_num_nodes=63, max_depth=-1, shrinkage=0.1,
        validation_ratio=0.0, num_threads=2, discretize_numerical_columns=True,
    ).train(named(x[some]) | {"y": y[some]}, verbose=0).save(str(folder / "ydf63"))
    tl2cgen.export_lib(
        treelite.frontend.load_lightgbm_model(str(folder / "lgb63.txt")), toolchain="clang", libpath=str(folder / "lgb63.so"),
        params={"parallel_comp": 8}, nthread=2)
    subprocess.run([churn(), "model", "import", folder / "lgb63.txt", "--out", folder / "imported"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        [churn(), "model", "export", folder / "imported", "--format", "onnx", "--out", folder / "lgb63.onnx"], check=True,
        stdout=subprocess.DEVNULL)
    (folder / "done").touch()
    return folder


def named(x: np.ndarray) -> dict[str, np.ndarray]:
    return {f"f{i}": np.ascontiguousarray(x[:, i]) for i in range(x.shape[1])}


def score_models(folder: Path, columns: int, model: str, threads: int, contribution_rows: int) -> dict[tuple[str, str], float]:
    program = BENCHMARKS / ".build" / "release" / "ScoreModels"
    if not program.exists():
        raise Missing(f"There is no {program}; run `swift build -c release --static-swift-stdlib --package-path {BENCHMARKS}` first.")
    path = "linear" if model == "linear" else folder / model
    done = subprocess.run(
        [str(part) for part in (program, folder / "rows.f32", columns, threads, contribution_rows, path, folder / f"{model}.margins")],
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

    #: The model that both sides score; for YDF, which no one else reads, LightGBM's of the same size.
    name, model, words = "", "", ""
    has_contributions = False

    def __init__(self, folder: Path):
        """Loads the model; there may be none."""

    def nanoseconds(self, x: np.ndarray, threads: int) -> float:
        """Of a row's margin."""
        return timed(len(x), lambda: self.margins(x, threads))

    def margins(self, x, threads):
        raise NotImplementedError

    def contributions(self, x, threads):
        raise NotImplementedError


class Lightgbm(Peer):
    name, model, words = "LightGBM", "lgb63.txt", "63 leaves"
    has_contributions = True

    def __init__(self, folder):
        import lightgbm
        self.booster = lightgbm.Booster(model_file=folder / self.model)

    def margins(self, x, threads):
        return self.booster.predict(x, raw_score=True, num_threads=threads)

    def contributions(self, x, threads):
        return self.booster.predict(x, pred_contrib=True, num_threads=threads)


class Xgboost(Peer):
    name, model, words = "XGBoost", "xgb63.json", "63 leaves"
    has_contributions = True

    def __init__(self, folder):
        import xgboost
        self.xgboost = xgboost
        self.booster = xgboost.Booster(model_file=folder / self.model)

    def margins(self, x, threads):
        self.booster.set_param({"nthread": threads})
        return self.booster.inplace_predict(x, predict_type="margin")

    def contributions(self, x, threads):
        self.booster.set_param({"nthread": threads})
        return self.booster.predict(self.xgboost.DMatrix(x, nthread=threads), pred_contribs=True)


class Catboost(Peer):
    name, model, words = "CatBoost", "cat6.json", "symmetric depth 6"
    has_contributions = True

    def __init__(self, folder):
        import catboost
        self.catboost = catboost
        self.classifier = catboost.CatBoostClassifier().load_model(str(folder / "cat6.cbm"))

    def margins(self, x, threads):
        return self.classifier.predict(x, prediction_type="RawFormulaVal", thread_count=threads)

    def contributions(self, x, threads):
        return self.classifier.get_feature_importance(self.catboost.Pool(x), type="ShapValues", thread_count=threads)


class Tl2cgen(Peer):
    name, model, words = "TL2cgen (compiled C)", "lgb63.txt", "LightGBM's model"

    def __init__(self, folder):
        import tl2cgen
        self.tl2cgen = tl2cgen
        self.predictors = {threads: tl2cgen.Predictor(str(folder / "lgb63.so"), nthread=threads) for threads in (1, 2)}

    def nanoseconds(self, x, threads):
        rows = self.tl2cgen.DMatrix(x)
        return timed(len(x), lambda: self.predictors[threads].predict(rows, pred_margin=True))

    def margins(self, x, threads):
        return self.predictors[threads].predict(self.tl2cgen.DMatrix(x), pred_margin=True).ravel()


class OnnxRuntime(Peer):
    name, model, words = "ONNX Runtime", "lgb63.txt", "LightGBM's model, exported by churn"

    def __init__(self, folder):
        import onnxruntime
        self.sessions = {}
        for threads in (1, 2):
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            self.sessions[threads] = onnxruntime.InferenceSession(
                str(folder / "lgb63.onnx"), options, providers=["CPUExecutionProvider"])

    def margins(self, x, threads):
        probabilities = self.sessions[threads].run(None, {"variables": x})[0][:, 0].astype(float)
        return np.log(probabilities / (1 - probabilities))

    def nanoseconds(self, x, threads):
        return timed(len(x), lambda: self.sessions[threads].run(None, {"variables": x}))


class Ydf(Peer):
    """Timed by its own measure of its C++ engine, without the way from Python."""

    name, model, words = "YDF (its C++ engine)", "lgb63.txt", "63 nodes, a model of its own"

    def __init__(self, folder):
        import ydf
        self.forest = ydf.load_model(str(folder / "ydf63"))

    def nanoseconds(self, x, threads):
        # The figures are in the report's words alone: a line for one thread and one for several.
        report = str(self.forest.benchmark(named(x), benchmark_duration=2, num_threads=2))
        figures = [float(line.split(":", 1)[1].split()[0]) for line in report.splitlines() if "time per example" in line]
        return figures[threads - 1] * 1e3


class Numpy(Peer):
    """The linear model by numpy and its BLAS: cut, filled in, standardised, multiplied, and the logistic function."""

    name, model, words = "numpy", "linear", "linear in Float32, with sigmoid"

    def nanoseconds(self, x, threads):
        return timed(len(x), lambda: 1 / (1 + np.exp(-self.margins(x, threads))))

    def margins(self, x, threads):
        count = x.shape[1]
        weights = (np.arange(count) % 7 * 0.1 - 0.3) / (2 + np.arange(count))
        filled = np.where(np.isnan(x), np.float32(0.5), x)
        np.clip(filled, -1e6, 1e6, out=filled)
        return filled @ weights.astype(np.float32) - (1 + weights.sum())


def measure(options: argparse.Namespace) -> None:
    folder = prepare(options.data)
    x = np.load(folder / "scored.npy")
    columns = x.shape[1]
    few = np.ascontiguousarray(x[: options.contribution_rows])
    peers = [kind(folder) for kind in (Lightgbm, Tl2cgen, OnnxRuntime, Ydf, Xgboost, Catboost, Numpy)]
    models = list(dict.fromkeys(peer.model for peer in peers))
    taken: dict[tuple, list[float]] = {}
    engines: dict[str, list[str]] = {}

    def note(key: tuple, nanoseconds: float) -> None:
        taken.setdefault(key, []).append(nanoseconds)

    name = "scoring" if options.data == "made" else f"scoring-{options.data}"
    page = Page(
        name, f"Scoring {len(x):,} rows × {columns} columns with {TREES} trees" + (
            "" if options.data == "made" else ": Give-Me-Some-Credit"),
        f"benchmarks/run scoring --data {options.data} --rounds {options.rounds} --contribution-rows {options.contribution_rows}",
        ["lightgbm", "xgboost", "catboost", "ydf", "onnxruntime", "tl2cgen", "treelite", "numpy"])
    for _ in range(options.rounds):
        for threads in (1, 2):
            for model in models:
                for peer in (peer for peer in peers if peer.model == model):
                    note((peer.name, "margins", threads), peer.nanoseconds(x, threads))
                    if peer.has_contributions:
                        note((peer.name, "contributions", threads), timed(len(few), lambda: peer.contributions(few, threads)))
                for (what, engine), nanoseconds in score_models(folder, columns, model, threads, 8_000).items():
                    note((model, what, engine, threads), nanoseconds)
                    if what == "margins" and engine not in engines.setdefault(model, []):
                        engines[model].append(engine)
    differences = {}
    for peer in peers:
        if not isinstance(peer, Ydf):
            own = np.fromfile(folder / f"{peer.model}.margins")
            differences[peer.name] = np.abs(own - np.asarray(peer.margins(x, 2), dtype=float)).max()

    middle = {key: statistics.median(values) for key, values in taken.items()}

    def figure(nanoseconds: float) -> str:
        return f"{nanoseconds:,.0f}" if nanoseconds >= 100 else f"{nanoseconds:.1f}"

    def mine(model: str, threads: int) -> float:
        what = "probabilities" if model == "linear" else "margins"
        return middle[model, what, engines[model][0], threads]

    lines = []
    for peer in peers:
        for threads in (1, 2):
            theirs = middle[peer.name, "margins", threads]
            lines.append([
                f"{peer.name}: {peer.words}", str(threads), figure(theirs), figure(mine(peer.model, threads)),
                f"{theirs / mine(peer.model, threads):.1f}",
                f"{differences[peer.name]:.1e}" if peer.name in differences else "–"])
    page.add(
        "Nanoseconds per row, medians of alternating runs. Each tool scores from rows in memory as it likes them best (numpy, row after "
        "row); churn scores the same model, imported, with the fastest engine that fits, from columns. YDF scores a model of its own "
        "and is set beside LightGBM's.")
    page.add(table(["model", "threads", "the tool, ns", "churn, ns", "times as fast", "greatest difference of a margin"], lines))
    page.add(f"![Nanoseconds per row on one thread]({name}.svg)")
    shown = [("churn, " + {"lgb63.txt": "LightGBM's model", "xgb63.json": "XGBoost's model", "cat6.json": "CatBoost's model", "linear": "linear"}[model],
              mine(model, 1), True) for model in models]
    (RESULTS / f"{name}.svg").write_text(bars(
        "Nanoseconds per row on one thread (logarithmic)",
        sorted(shown + [(peer.name + ("" if peer.name != "numpy" else ", linear"), middle[peer.name, "margins", 1], False) for peer in peers],
               key=lambda bar: bar[1])))
    lines = []
    for peer in (peer for peer in peers if peer.has_contributions):
        for threads in (1, 2):
            theirs = middle[peer.name, "contributions", threads]
            own = next(middle[key] for key in middle if key[:2] == (peer.model, "contributions") and key[3] == threads)
            lines.append([
                peer.name, str(threads), figure(theirs), figure(own), f"{theirs / own:.0f}", f"{own / mine(peer.model, threads):.1f}"])
    page.add(
        f"Contributions (path-dependent Shapley values), nanoseconds per row; the tools on {len(few)} rows, churn on 8,000:")
    page.add(table(["model", "threads", "the tool, ns", "churn, ns", "times as fast", "÷ churn's score"], lines))
    lines = []
    for model in models:
        for engine in engines[model]:
            one, two = (middle[model, "margins", engine, threads] for threads in (1, 2))
            lines.append([
                model, engine, figure(one), figure(two), f"{one / two:.2f}", figure(middle[model, "single row", engine, 1])])
    page.add("Every engine that fits, nanoseconds per row; the last column is one row at a time, called 1,000 times:")
    page.add(table(["model", "engine", "1 thread", "2 threads", "1 ÷ 2", "a single row"], lines))
    lines = []
    for threads in (1, 2):
        margins, reading = middle["linear", "margins", "columns", threads], middle["linear", "reading", "", threads]
        lines.append([
            str(threads), figure(margins), figure(mine("linear", threads)), figure(reading), f"{reading / margins:.2f}",
            f"{reading / mine('linear', threads):.2f}"])
    page.add(
        f"A linear model of {columns} terms (cut, filled in, standardised, added up in Float64), beside adding up all values of the same "
        "columns, which is what the memory gives at most:")
    page.add(table(
        ["threads", "margins, ns", "probabilities, ns", "reading alone, ns", "share of the bandwidth", "with sigmoid"], lines))
    page.write()
