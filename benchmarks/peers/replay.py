"""Scores variables made here with a model that churn made: equal probabilities mean equal variables.

Reads churn's model file as it is documented in `Sources/ModelFile`: a first line with version and checksum, then JSON.
"""

import json
from pathlib import Path

import numpy as np


def read_model(folder: Path) -> dict:
    """The JSON of the one model file in a model's folder."""
    for path in sorted(folder.iterdir()):
        with open(path, "rb") as file:
            if file.readline().startswith(b"churn-model 1 "):
                return json.loads(file.read())
    raise ValueError(f"There is no model file of version 1 in {folder}.")


def variable_names(model: dict) -> list[str]:
    return [recipe["name"] for recipe in model["recipes"]["recipes"]]


def levels(model: dict) -> dict[str, list[str]]:
    """The texts that the codes of categories stand for."""
    return {
        recipe["name"]: recipe["levels"] for recipe in model["recipes"]["recipes"] if recipe["function"] == "category"}


def probabilities(model: dict, columns: list[np.ndarray]) -> np.ndarray:
    """The model's probability of each row; `columns` are the variables as Float32 with NaN for missing."""
    forest = model["scoring"]["forest"]
    margins = np.full(len(columns[0]), forest["base_margin"])
    for tree in forest["trees"]:
        margins += _leaf_values(tree, columns)
    return 1 / (1 + np.exp(-_calibrated(model.get("calibration"), margins)))


def _calibrated(calibration: dict | None, margins: np.ndarray) -> np.ndarray:
    """Margins after the correction that the model keeps; `Sources/Scoring/Calibration.swift` has the formulas."""
    if calibration is None:
        return margins
    figures = np.array(calibration["figures"])
    match calibration["method"]:
        case "platt":
            return figures[0] * margins + figures[1]
        case "beta":
            return figures[1] * np.logaddexp(0, margins) - figures[0] * np.logaddexp(0, -margins) + figures[2]
        case "isotonic":
            knots, corrected = np.split(figures, 2)
            beyond = margins - np.clip(margins, knots[0], knots[-1])
            return np.interp(margins, knots, corrected) + beyond
    raise ValueError(f"No calibration is called {calibration['method']}.")


def _leaf_values(tree: dict, columns: list[np.ndarray]) -> np.ndarray:
    """Rows are divided from the root down; a parent stands before its children."""
    values = np.empty(len(columns[0]))
    rows_of = {0: np.arange(len(values))}
    for node, variable in enumerate(tree["variable"]):
        rows = rows_of.pop(node)
        if variable < 0:
            values[rows] = tree["value"][node]
            continue
        cells = columns[variable][rows]
        missing_left = tree["missing_goes_left"][node] == 1
        category_set = tree["category_set"][node] if "category_set" in tree else -1
        if category_set >= 0:
            # Listed codes leave the side of the missing ones.
            left = np.isin(cells, np.array(tree["category_sets"][category_set], dtype=np.float32)) != missing_left
        else:
            left = np.where(np.isnan(cells), missing_left, cells <= np.float32(tree["threshold"][node]))
        rows_of[tree["left"][node]] = rows[left]
        rows_of[tree["right"][node]] = rows[~left]
    return values
