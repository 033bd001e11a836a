"""Whether imported and exported models say what the other tools say, on the same rows, to 1e-6."""

import argparse
import csv
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np

from peers.places import TESTS, WORK, Missing, churn
from peers.results import Page, table

FOLDER = WORK / "interchange"
TOLERANCE = 1e-6


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--fixtures", type=Path, help="also write small models, rows and margins into this folder")


def rows(count: int, seed: int, missing: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """Five numbers and two categories (columns 5 and 6) as codes; NaN where a value is missing."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(count, 7)).astype(np.float32)
    x[:, 1] = np.round(np.exp(x[:, 1]))
    x[:, 2] = np.where(x[:, 2] < 0.3, 0, x[:, 2])
    x[:, 5] = random.integers(0, 7, count)
    x[:, 6] = random.integers(0, 40, count)
    worth = x[:, 0] - 0.5 * (x[:, 1] > 2) + (x[:, 2] > 1) + 0.8 * np.isin(x[:, 5], [1, 4]) - (x[:, 6] % 5 == 2)
    y = (random.random(count) < 1 / (1 + np.exp(1.5 - worth))).astype(int)
    if missing:
        x[random.random(x.shape) < 0.05] = np.nan
    return x, y


def write_table(path: Path, x: np.ndarray, names: list[str], categories: list[int]) -> None:
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id"] + names)
        for number, row in enumerate(x):
            cells = ["" if np.isnan(v) else (f"{int(v)}" if c in categories else repr(float(v))) for c, v in enumerate(row)]
            writer.writerow([number] + cells)


def ours(model: Path, table_path: Path, count: int) -> np.ndarray:
    out = FOLDER / "scores.csv"
    subprocess.run(
        [churn(), "predict", "--model", model, "--table", table_path, "--key", "id", "--all", "--quiet", "--out", out],
        check=True, stdout=subprocess.DEVNULL)
    scores = np.full(count, np.nan)
    with open(out, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            scores[int(row["id"])] = float(row["probability"])
    return scores


def imported(file: Path, x: np.ndarray, names: list[str], categories: list[int]) -> np.ndarray:
    folder = FOLDER / ("from-" + file.name)
    done = subprocess.run([churn(), "model", "import", file, "--out", folder], capture_output=True, text=True)
    if done.returncode != 0:
        raise Missing(f"churn model import {file} failed:\n{done.stdout}{done.stderr}")
    write_table(FOLDER / "rows.csv", x, names, categories)
    return ours(folder, FOLDER / "rows.csv", len(x))


class Lightgbm:
    name = "lightgbm"

    def __init__(self, x, y, categories, trees, leaves):
        import lightgbm
        names = [f"v{i}" for i in range(x.shape[1])]
        data = lightgbm.Dataset(x, y, feature_name=names, categorical_feature=categories)
        options = dict(
            objective="binary", num_leaves=leaves, verbose=-1, deterministic=True, num_threads=2, seed=1, max_cat_to_onehot=4,
            min_data_per_group=5, cat_smooth=1)
        self.model, self.names = lightgbm.train(options, data, trees), names

    def save(self, stem: Path) -> list[Path]:
        self.model.save_model(stem.with_suffix(".txt"))
        return [stem.with_suffix(".txt")]

    def margins(self, x):
        return self.model.predict(x, raw_score=True)

    def contributions(self, x):
        return self.model.predict(x, pred_contrib=True)


class Xgboost:
    name = "xgboost"

    def __init__(self, x, y, categories, trees, leaves):
        import xgboost
        self.xgboost = xgboost
        self.names = [f"v{i}" for i in range(x.shape[1])]
        self.types = ["c" if i in categories else "float" for i in range(x.shape[1])]
        options = dict(
            objective="binary:logistic", tree_method="hist", grow_policy="lossguide", max_leaves=leaves, max_depth=0, nthread=2,
            seed=1, max_cat_to_onehot=4)
        self.model = xgboost.train(options, self.matrix(x, y), trees)

    def matrix(self, x, y=None):
        return self.xgboost.DMatrix(x, y, feature_names=self.names, feature_types=self.types, enable_categorical=True)

    def save(self, stem: Path) -> list[Path]:
        files = [stem.with_suffix(".json"), stem.with_suffix(".ubj")]
        for file in files:
            self.model.save_model(file)
        return files

    def margins(self, x):
        return self.model.predict(self.matrix(x), output_margin=True).astype(float)

    def contributions(self, x):
        return self.model.predict(self.matrix(x), pred_contribs=True)


class Catboost:
    name = "catboost"
    policy = "SymmetricTree"

    def __init__(self, x, y, categories, trees, leaves):
        import catboost
        depth = max(2, leaves.bit_length() - 1)
        self.names = [f"v{i}" for i in range(x.shape[1])]
        self.model = catboost.CatBoostClassifier(
            iterations=trees, depth=depth, grow_policy=self.policy, thread_count=2, verbose=0, allow_writing_files=False,
            random_seed=1)
        self.model.fit(catboost.Pool(x, y, feature_names=self.names))

    def save(self, stem: Path) -> list[Path]:
        self.model.save_model(str(stem.with_suffix(".json")), format="json")
        return [stem.with_suffix(".json")]

    def margins(self, x):
        return self.model.predict(x, prediction_type="RawFormulaVal")


class CatboostDepthwise(Catboost):
    name = "catboost-depthwise"
    policy = "Depthwise"


def probability(margins):
    return 1 / (1 + np.exp(-margins))


def exported(folder: Path, x: np.ndarray, categories: list[int], forms: list[tuple[str, str]]) -> list[list[str]]:
    """What XGBoost and ONNX Runtime make of our own exports."""
    import onnxruntime
    import xgboost
    write_table(FOLDER / "rows.csv", x, [f"v{i}" for i in range(x.shape[1])], categories)
    expected = ours(folder, FOLDER / "rows.csv", len(x))
    found = {}
    for form, suffix in forms:
        path = FOLDER / f"exported.{suffix}"
        subprocess.run([churn(), "model", "export", folder, "--format", form, "--out", path], check=True, stdout=subprocess.DEVNULL)
        if form == "xgboost":
            booster = xgboost.Booster(model_file=path)
            found["XGBoost"] = booster.predict(xgboost.DMatrix(x, feature_names=booster.feature_names))
        else:
            session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
            width = session.get_inputs()[0].shape[1]
            found["ONNX Runtime"] = session.run(None, {"variables": np.ascontiguousarray(x[:, :width])})[0][:, 0]
    lines = []
    for name, scores in found.items():
        difference = np.abs(scores - expected).max()
        lines.append([f"{folder.name} exported, read by {name}", f"{difference:.1e}", "yes" if difference <= TOLERANCE else "**no**"])
    return lines


def golden() -> list[list[str]]:
    """What ONNX Runtime makes of the files that the tests compare with: terms and questions of every kind."""
    import onnxruntime
    lines = []
    for path in sorted((TESTS / "ModelFileTests" / "Golden" / "onnx").glob("*.onnx")):
        expected = json.loads(path.with_suffix(".json").read_text())
        x = np.array([[np.nan if v is None else v for v in row] for row in expected["rows"]], dtype=np.float32)
        found = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(None, {"variables": x})[0][:, 0]
        difference = np.abs(found - expected["probabilities"]).max()
        lines.append(
            [f"the tests' {path.name}, read by ONNX Runtime", f"{difference:.1e}", "yes" if difference <= TOLERANCE else "**no**"])
    return lines


def trained(name: str, x: np.ndarray, y: np.ndarray, settings: str) -> Path:
    """A linear model of ours on the numbers of the rows."""
    table_path, folder = FOLDER / "learnt.csv", FOLDER / name
    with open(table_path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *(f"v{i}" for i in range(5)), "lost"])
        for number, (row, label) in enumerate(zip(x, y)):
            writer.writerow([number, *("" if np.isnan(v) else repr(float(v)) for v in row[:5]), label])
    bank = FOLDER / f"{name}.yaml"
    bank.write_text(f"training:\n  algorithm: logistic\n  calibration: none\n{settings}")
    subprocess.run(
        [churn(), "train", "--config", bank, "--table", table_path, "--key", "id", "--label", "lost", "--quiet", "--out", folder],
        check=True, stdout=subprocess.DEVNULL)
    return folder


def read_as_pmml(folder: Path, x: np.ndarray, names: list[str], categories: list[int]) -> list[str]:
    """What PMML4S, an evaluator in Java that PyPMML starts, makes of our own exports."""
    import pandas
    import pypmml
    write_table(FOLDER / "rows.csv", x, names, categories)
    expected = ours(folder, FOLDER / "rows.csv", len(x))
    path = FOLDER / f"{folder.name}.pmml"
    subprocess.run([churn(), "model", "export", folder, "--format", "pmml", "--out", path], check=True, stdout=subprocess.DEVNULL)
    model = pypmml.Model.load(str(path))
    fields = list(model.inputNames)
    # A column of codes is one of whole numbers with gaps; NaN would not be a code.
    columns = {f: pandas.Series(x[:, names.index(f)], dtype="Int64" if names.index(f) in categories else "float64") for f in fields}
    found = model.predict(pandas.DataFrame(columns))
    difference = np.abs(found["probability"].to_numpy(dtype=float) - expected).max()
    return [f"{folder.name} exported, read by PMML4S", f"{difference:.1e}", "yes" if difference <= TOLERANCE else "**no**"]


def exported_as_pmml(fresh: np.ndarray, bins: Path, plain: Path) -> list[list[str]]:
    if not shutil.which("java"):
        return [["exported, read by PMML4S", "not measured: there is no Java", "-"]]
    names = [f"v{i}" for i in range(fresh.shape[1])]
    return [
        read_as_pmml(FOLDER / "from-lightgbm-categories.txt", fresh, names, [5, 6]),
        read_as_pmml(bins, fresh[:, :5], names[:5], []), read_as_pmml(plain, fresh[:, :5], names[:5], [])]


def measure(options: argparse.Namespace) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    x, y = rows(options.rows, 1)
    fresh, _ = rows(options.rows, 2)
    lines = []
    for kind in [Lightgbm, Xgboost, Catboost, CatboostDepthwise]:
        for categories in [[], [5, 6]]:
            if categories and kind in (Catboost, CatboostDepthwise):
                continue
            model = kind(x, y, categories, 100, 31)
            stem = FOLDER / f"{model.name}{'-categories' if categories else ''}"
            for file in model.save(stem):
                scores = imported(file, fresh, model.names, categories)
                difference = np.abs(scores - probability(model.margins(fresh))).max()
                lines.append([file.name, f"{difference:.1e}", "yes" if difference <= TOLERANCE else "**no**"])
    bins, plain = trained("scorecard", x, y, "  logistic: {woe: true}\n"), trained("regression", x, y, "  logistic: {woe: false}\n")
    onnx = [("onnx", "onnx")]
    lines += exported(FOLDER / "from-lightgbm.txt", fresh, [], [("xgboost", "json"), *onnx])
    lines += exported(FOLDER / "from-lightgbm-categories.txt", fresh, [5, 6], onnx)
    for folder in [bins, plain]:
        lines += exported(folder, fresh[:, :5], [], onnx)
    lines += golden()
    lines += exported_as_pmml(fresh, bins, plain)
    if options.fixtures:
        write_fixtures(options.fixtures)
    page = Page(
        "interchange", "Models of other tools: the same rows, the same probabilities",
        f"benchmarks/run interchange --rows {options.rows}", ["lightgbm", "xgboost", "catboost", "onnxruntime", "pypmml"])
    page.add(
        f"{options.rows:,} rows that no model has seen, 5 numbers and 2 categories of 7 and 40 codes (CatBoost: 7 numbers), 5% "
        "missing; 100 trees of 31 leaves (symmetric and depth-wise: depth 4). Greatest difference of a probability:")
    page.add(table(["model", "greatest difference", f"within {TOLERANCE:.0e}"], lines))
    page.write()


def write_fixtures(folder: Path) -> None:
    """Small models with rows, margins and contributions, so that the tests need no Python."""
    folder.mkdir(parents=True, exist_ok=True)
    x, y = rows(3000, 3)
    few, _ = rows(60, 4)
    expected = {"rows": [[None if np.isnan(v) else float(v) for v in row] for row in few], "models": {}}
    for kind in [Lightgbm, Xgboost, Catboost, CatboostDepthwise]:
        categories = [] if kind in (Catboost, CatboostDepthwise) else [5, 6]
        model = kind(x, y, categories, 5, 8)
        shares = None
        if kind in (Lightgbm, Xgboost):
            shares = [[float(v) for v in row] for row in np.asarray(model.contributions(few), dtype=float)]
        for file in model.save(folder / model.name):
            expected["models"][file.name] = {
                "margins": [float(v) for v in model.margins(few)], "contributions": shares}
    (folder / "expected.json").write_text(json.dumps(expected))
