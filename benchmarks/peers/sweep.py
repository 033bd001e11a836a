"""Hundreds of small models of LightGBM, XGBoost and CatBoost in many settings, imported and held against their own tool on
rows at their thresholds, with odd numbers, codes and texts."""

import argparse
import csv
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from peers.places import BENCHMARKS, WORK, churn
from peers.results import Page, table
from peers.sweep_models import Settings, expected, train
from peers.sweep_rows import Rows, training

FOLDER = WORK / "sweep"
TOLERANCE = 1e-6
# Earlier versions, each in a folder of its own beside the environment of the others.
EARLIER = {"lightgbm": ["2.3.1", "3.3.5"], "xgboost": ["1.7.6", "2.1.4", "3.0.5"]}


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--every", type=int, default=1, help="train only one in so many models")


def product(**choices):
    names = list(choices)
    for values in itertools.product(*choices.values()):
        yield dict(zip(names, values))


def lightgbm_settings():
    common = dict(objective="binary", num_leaves=8, min_data_in_leaf=5, verbose=-1, deterministic=True, num_threads=1, seed=1)
    for more in product(boosting=["gbdt", "dart", "rf"], use_missing=[True, False], zero_as_missing=[True, False]):
        if more["boosting"] == "rf":
            more |= dict(bagging_fraction=0.7, bagging_freq=1)
        for kind in ["numbers", "codes", "texts"]:
            yield kind, common | more
    for more in product(max_bin=[7, 255], sigmoid=[0.5, 2.0], max_cat_to_onehot=[1, 32], objective=["binary", "cross_entropy"]):
        for kind in ["numbers", "codes", "texts"]:
            yield kind, common | dict(min_data_per_group=2, cat_smooth=1) | more
    for more in product(num_leaves=[2, 40], boost_from_average=[True, False], max_depth=[-1, 3], extra_trees=[True, False]):
        yield "codes", common | more
    for more in [dict(data_sample_strategy="goss"), dict(is_unbalance=True), dict(scale_pos_weight=3.0), dict(path_smooth=2.0),
                 dict(lambda_l1=1.0), dict(max_delta_step=0.5), dict(monotone_constraints=[1] + 7 * [0])]:
        yield "codes", common | more


def xgboost_settings():
    common = dict(objective="binary:logistic", max_depth=3, nthread=1, seed=1, eta=0.4)
    for more in product(booster=["gbtree", "dart"], objective=["binary:logistic", "binary:logitraw", "reg:logistic"],
                        num_parallel_tree=[1, 3], base_score=[None, 0.2]):
        if more["booster"] == "dart":
            more["rate_drop"] = 0.4
        if more["num_parallel_tree"] > 1:
            more |= dict(subsample=0.7, colsample_bynode=0.7)
        for kind in ["numbers", "codes", "texts"]:
            yield kind, common | {name: value for name, value in more.items() if value is not None}
    for more in product(max_cat_to_onehot=[1, 1000], grow_policy=["depthwise", "lossguide"], max_bin=[8, 256], stop=[0, 3]):
        for kind in ["codes", "texts"]:
            yield kind, common | more
    for more in product(tree_method=["exact", "approx", "hist"], max_depth=[1, 6], scale_pos_weight=[1.0, 4.0]):
        yield "numbers", common | more


def catboost_settings():
    common = dict(depth=3, iterations=12, thread_count=1, random_seed=1, learning_rate=0.3)
    for more in product(grow_policy=["SymmetricTree", "Depthwise", "Lossguide"], nan_mode=["Min", "Max"], border_count=[8, 128],
                        loss_function=["Logloss", "CrossEntropy"]):
        for kind in ["numbers", "texts"]:
            yield kind, common | dict(one_hot_max_size=255) | more
    for more in product(bootstrap_type=["Bayesian", "Bernoulli", "No"], boost_from_average=[True, False], depth=[1, 6],
                        feature_border_type=["Uniform", "MinEntropy"]):
        yield "numbers", common | more


def settings() -> list[Settings]:
    found = []
    for tool, listed in [("lightgbm", lightgbm_settings()), ("xgboost", xgboost_settings()), ("catboost", catboost_settings())]:
        for number, (kind, parameters) in enumerate(listed):
            found.append(Settings(tool, None, f"{tool}-{number}", kind, parameters))
    for tool, versions in EARLIER.items():
        for version in versions:
            listed = {"lightgbm": lightgbm_settings, "xgboost": xgboost_settings}[tool]()
            # What an earlier version does not know, it does not get.
            picked = [(kind, p) for kind, p in listed if kind != "texts" or tool == "lightgbm"][::7]
            for number, (kind, parameters) in enumerate(picked):
                found.append(Settings(tool, version, f"{tool}-{version}-{number}", kind, parameters))
    return found


def earlier(one: Settings) -> dict:
    """The environment in which the earlier version is found first."""
    folder = WORK / "earlier" / f"{one.tool}{one.version}"
    if not folder.exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, f"{one.tool}=={one.version}"], check=True)
    return os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{BENCHMARKS}"}


def job(one: Settings) -> dict:
    """Trains a model and writes it, the rows' cells and what the tool says of them."""
    data = training(one.kind, one.tool)
    model = train(one, data, FOLDER)
    rows = Rows(one, data, model.thresholds())
    return dict(file=str(model.file), header=rows.header, cells=rows.cells, probabilities=[float(p) for p in expected(model, rows)])


def trained(one: Settings) -> dict:
    if one.version is None:
        return job(one)
    done = subprocess.run(
        [sys.executable, "-m", "peers.sweep_job"], input=json.dumps(one.__dict__), capture_output=True, text=True, env=earlier(one))
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if "Error" in line]
        raise RuntimeError(lines[-1] if lines else done.stderr[-200:])
    return json.loads(done.stdout.splitlines()[-1])


def ours(one: Settings, found: dict) -> np.ndarray:
    folder, rows, out = FOLDER / "imported", FOLDER / "rows.csv", FOLDER / "scores.csv"
    with open(rows, "w", newline="") as file:
        csv.writer(file).writerows([found["header"]] + found["cells"])
    # Texts that training never saw are rare in deliveries; here they are meant.
    configuration = FOLDER / "bank.yaml"
    configuration.write_text("infinities: extreme\n")
    commands = [
        ["model", "import", found["file"], "--out", folder],
        ["predict", "--model", folder, "--table", rows, "--key", "id", "--config", configuration, "--all", "--quiet", "--accept", "a sweep", "--out", out]]
    for command in commands:
        done = subprocess.run([churn(), *command], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
    scores = np.full(len(found["cells"]), np.nan)
    with open(out, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            scores[int(row["id"])] = float(row["probability"])
    return scores


def measure(options: argparse.Namespace) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    groups: dict[tuple, list] = {}
    differing, failing = [], []
    for one in settings()[:: options.every]:
        group = groups.setdefault((one.tool, one.version or "current", one.kind), [0, 0, 0.0])
        try:
            found = trained(one)
        except Exception as problem:  # the tool itself refuses the settings
            failing.append([one.name, "not trained", str(problem).splitlines()[0][:160]])
            continue
        try:
            scores = ours(one, found)
        except RuntimeError as problem:
            failing.append([one.name, "not imported or not scored", str(problem)[:300]])
            continue
        difference = np.abs(scores - np.array(found["probabilities"]))
        group[0] += 1
        group[1] += len(scores)
        group[2] = max(group[2], float(np.nanmax(difference)))
        for row in np.flatnonzero(~(difference <= TOLERANCE))[:3]:
            differing.append([
                one.name, json.dumps(one.parameters), " ".join(f"{h}={c}" for h, c in zip(found["header"], found["cells"][row])),
                f"{found['probabilities'][row]:.6f}", f"{scores[row]:.6f}"])
        print(one.name, len(scores), f"{np.nanmax(difference):.1e}", flush=True)
    write(options, groups, differing, failing)


def write(options, groups, differing, failing) -> None:
    page = Page(
        "sweep", "Models of other tools in many settings: the same rows, the same probabilities",
        f"benchmarks/run sweep --every {options.every}", ["lightgbm", "xgboost", "catboost"])
    page.add(
        f"{sum(group[0] for group in groups.values())} models of 600 rows, scored on {sum(group[1] for group in groups.values()):,} "
        "rows: unseen ones; every threshold of every number, one step of Float32 and of Float64 below and above it; ±0, denormals, "
        "1e30, infinities (XGBoost takes none) and missing values; codes as `4`, `4.0`, `04`, `4e0`, with fractions, negative, never seen and beyond 255; texts, and texts "
        f"never seen where the tool takes them. Lists write six decimals, so that 5e-07 is rounding. Rows that differ by more than {TOLERANCE:.0e} "
        "stand below.")
    page.add(table(
        ["tool", "version", "columns", "models", "rows", "greatest difference"],
        [[*name, str(count), f"{rows:,}", f"{worst:.1e}"] for name, (count, rows, worst) in sorted(groups.items())]))
    page.add("## Rows that differ")
    page.add(table(["model", "settings", "row", "its tool", "churn"], differing) if differing else "None.")
    page.add("## Models that were not compared")
    page.add(table(["model", "", "why"], failing) if failing else "None.")
    page.write()
