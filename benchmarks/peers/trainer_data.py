"""The rows that trainers are compared on: made by a recipe with a seed, or from real or simulated customers.

A set is a folder with `train.f32` and `test.f32` (Float32, column after column, NaN for missing), `train.rows` and
`test.rows` (the same, row after row), `train.labels` and `test.labels` (Float32, 0 or 1) and `shape.json`.
"""

import gzip
import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from peers import panel_variables
from peers.predict import simulate
from peers.places import SHARED_DATA, WORK, Missing

#: About half of the customers lie above the floor.
PANEL_CUSTOMERS = 180_000
PANEL_MONTHS = 13
COLUMNS = 60
TEST_ROWS = 200_000
#: Log odds of an average row, for about 9% positive.
BASE = -3.2


@dataclass
class Rows:
    """A set on disk."""

    folder: Path

    @property
    def shape(self) -> dict[str, int]:
        return json.loads((self.folder / "shape.json").read_text())

    def columns(self, part: str) -> np.ndarray:
        """Rows × columns, stored column after column."""
        shape = self.shape
        return np.fromfile(self.folder / f"{part}.f32", np.float32).reshape(shape["columns"], shape[part]).T

    def rows(self, part: str) -> np.ndarray:
        """Rows × columns, stored row after row."""
        shape = self.shape
        return np.fromfile(self.folder / f"{part}.rows", np.float32).reshape(shape[part], shape["columns"])

    def labels(self, part: str) -> np.ndarray:
        return np.fromfile(self.folder / f"{part}.labels", np.float32)


def store(folder: Path, train: np.ndarray, train_labels: np.ndarray, test: np.ndarray, test_labels: np.ndarray) -> Rows:
    folder.mkdir(parents=True, exist_ok=True)
    for part, matrix, labels in [("train", train, train_labels), ("test", test, test_labels)]:
        np.ascontiguousarray(matrix.T, dtype=np.float32).tofile(folder / f"{part}.f32")
        np.ascontiguousarray(matrix, dtype=np.float32).tofile(folder / f"{part}.rows")
        labels.astype(np.float32).tofile(folder / f"{part}.labels")
    shape = {"columns": train.shape[1], "train": len(train_labels), "test": len(test_labels)}
    (folder / "shape.json").write_text(json.dumps(shape))
    return Rows(folder)


def made(rows: int, seed: int) -> Rows:
    """`rows` training rows and 200,000 test rows × 60: amounts, flows, counts, ratios and noise with interactions."""
    folder = WORK / f"trainers-{rows}-{seed}"
    if (folder / "shape.json").exists():
        return Rows(folder)
    random = np.random.default_rng(seed)
    total = rows + TEST_ROWS
    matrix = np.empty((total, COLUMNS), np.float32, order="F")
    wealth = random.standard_normal(total).astype(np.float32)
    habit = random.standard_normal(total).astype(np.float32)
    # 0–15: skewed amounts, most of them with a part of the customer's wealth in them.
    for column in range(16):
        share = np.float32(0.75 - 0.04 * column)
        own = random.standard_normal(total, np.float32)
        matrix[:, column] = np.round(np.exp(9 + 1.3 * (share * wealth + np.sqrt(1 - share * share) * own)), 2)
    # 16–27: zero-heavy amounts: products that few hold, flows of few months.
    for column in range(16, 28):
        held = random.random(total, np.float32) < 0.06 + 0.03 * (column - 16) + 0.05 * (wealth > 0.5)
        matrix[:, column] = np.where(held, np.round(np.exp(7 + 1.5 * random.standard_normal(total, np.float32)), 2), 0)
    # 28–39: counts.
    for column in range(28, 40):
        rate = np.exp(0.15 * (column - 28) + 0.4 * habit)
        matrix[:, column] = random.poisson(rate)
    # 40–49: changes and ratios around nought, heavy tails.
    for column in range(40, 50):
        matrix[:, column] = 0.3 * habit * (column % 3 == 0) + random.standard_t(4, total)
    # 50–54: ages, tenures and other bounded whole numbers; 55–59: nothing but noise.
    for column in range(50, 55):
        matrix[:, column] = np.floor(18 + 60 * random.beta(2, 3 + 0.5 * (column - 50), total))
    for column in range(55, 60):
        matrix[:, column] = random.standard_normal(total)

    margin = np.full(total, BASE, np.float32)
    logs = [np.log(matrix[:, column]) - 9 for column in range(6)]
    margin += 0.55 * np.tanh(logs[0]) - 0.45 * logs[1] * (matrix[:, 40] < 0) + 0.3 * np.abs(logs[2])
    margin += 0.5 * (logs[3] > 0.7) * (matrix[:, 28] > 1) - 0.4 * np.tanh(logs[4] * matrix[:, 41])
    margin += 0.7 * (matrix[:, 16] > 0) + 0.4 * (matrix[:, 20] > 2000) * (matrix[:, 50] < 40) - 0.5 * (matrix[:, 24] > 0)
    margin += 0.22 * np.minimum(matrix[:, 30], 6) - 0.16 * np.minimum(matrix[:, 34], 5) * (logs[5] > 0)
    margin += 0.55 * np.clip(matrix[:, 42], -3, 3) * (matrix[:, 50] > 45) - 0.5 * np.clip(matrix[:, 43], -2, 2)
    margin += 0.35 * np.sin(1.5 * matrix[:, 44]) + 0.3 * (np.abs(matrix[:, 45]) > 1.5) - 0.02 * (matrix[:, 51] - 40)
    for column in range(6, 16):
        margin += 0.08 * np.tanh(np.log(matrix[:, column]) - 9 + matrix[:, 46 + column % 3])
    labels = random.random(total, np.float32) < 1 / (1 + np.exp(-margin))
    for column in range(COLUMNS):
        # 2% missing; in three columns those who will leave are asked less often.
        odds = np.where(labels, 0.035, 0.0185) if column in (7, 17, 47) else 0.02
        matrix[random.random(total, np.float32) < odds, column] = np.nan
    return store(folder, matrix[:rows], labels[:rows], matrix[rows:], labels[rows:])


def credit(seed: int, data: Path = SHARED_DATA) -> Rows:
    """Give-Me-Some-Credit, 80% to learn from and 20% to test with."""
    source = data / "give-me-some-credit" / "cs-training.csv.gz"
    if not source.exists():
        raise Missing("Skipped: there is no ../shared/data/give-me-some-credit beside the project; it is not part of it.")
    with gzip.open(source, "rt") as file:
        text = file.read()
    values = np.genfromtxt(io.StringIO(text), delimiter=",", skip_header=1, missing_values="NA", filling_values=np.nan)
    order = np.random.default_rng(seed).permutation(len(values))
    values = values[order]
    labels, matrix = values[:, 1], values[:, 2:].astype(np.float32)
    cut = len(values) * 4 // 5
    return store(WORK / f"trainers-credit-{seed}", matrix[:cut], labels[:cut], matrix[cut:], labels[cut:])


def panel(seed: int) -> Rows:
    """A simulated panel: variables of every snapshot month with losses of the month after; the last month is tested with."""
    folder = WORK / f"trainers-panel-{seed}"
    if (folder / "shape.json").exists():
        return Rows(folder)
    files = sorted(simulate(PANEL_CUSTOMERS, PANEL_MONTHS, seed, 0, "trainers").glob("panel_*.csv"))
    populations = [
        panel_variables.population(files[end - panel_variables.WINDOW:end])
        for end in range(panel_variables.WINDOW, len(files))]
    levels = panel_variables.levels(pl.concat(populations))
    matrices, losses = [], []
    for population, after in zip(populations, files[panel_variables.WINDOW:], strict=True):
        later = (
            panel_variables.read_month(after, has_odd_cells=False)
            .select("customer_id", later=pl.sum_horizontal(panel_variables.ASSETS)).collect())
        joined = population.select("customer_id", "assets_exact").join(
            later, on="customer_id", how="left", maintain_order="left")
        losses.append((joined["later"].fill_null(0) / joined["assets_exact"] <= 0.8).to_numpy())
        matrices.append(panel_variables.variables(population, levels).to_numpy().astype(np.float32))
    return store(folder, np.concatenate(matrices[:-1]), np.concatenate(losses[:-1]), matrices[-1], losses[-1])
