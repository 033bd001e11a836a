"""Training data of the sweep, and the rows on which models are held against their tools."""

import numpy as np
import pandas

NUMBERS = ["n0", "n1", "n2", "n3", "n4"]
CATEGORIES = ["c0", "c1"]
# Numbers that comparisons go wrong on, as they are written into tables.
ODD = ["0", "-0", "0.0", "-0.0", "", "5e-324", "-5e-324", "1e-45", "-1e-45", "1e-36", "-1e-36", "1.1e-35", "1e30", "-1e30", "16777217"]
# Codes and how they may be written: with fractions, negative, never seen, beyond 255.
CODES = ["0", "1", "2", "3", "4", "4.0", "04", "4e0", "4.7", " 4", "-1", "-0.5", "-0", "5", "6", "7", "31", "40", "255", "256", "300", "1000",
         "70000", "16777215", ""]


def training(kind: str, tool: str):
    """600 rows: five numbers, and two categories as codes or as texts; and their labels."""
    random = np.random.default_rng(7)
    count = 600
    x = random.normal(size=(count, 5))
    x[:, 1] = np.round(x[:, 1], 3)
    x[:, 2] = np.where(x[:, 2] < 0.4, 0, x[:, 2])
    x[:, 3] = 20240101 + random.integers(0, 365, count) + (x[:, 0] > 0) * 100
    x[:, 4] = np.round(62_220_000_000_000 + x[:, 4] * 1000) if tool == "lightgbm" else np.round(np.exp(x[:, 4] * 3), 2)
    few, many = random.integers(0, 6, count), random.integers(0, 280, count)
    worth = x[:, 0] + (x[:, 2] > 1) + x[:, 1] - (x[:, 3] > 20240300) + np.where(few == 4, 1.5, 0) - (many % 7 == 2)
    y = (random.random(count) < 1 / (1 + np.exp(1 - worth))).astype(int)
    x[random.random(x.shape) < 0.08] = np.nan
    frame = pandas.DataFrame(x, columns=NUMBERS)
    # A column that no tree splits on.
    frame["idle"] = 1.0
    if kind == "codes":
        frame["c0"], frame["c1"] = few.astype(float), many.astype(float)
        frame.loc[random.random(count) < 0.05, "c0"] = np.nan
    if kind == "texts":
        frame["c0"] = np.array(["Paris", "New York", "a,b", "x-1", "Q", "zz"], dtype=object)[few]
        frame["c1"] = (many % 40) * 10
        if tool != "catboost":
            frame["c0"] = frame["c0"].astype("category")
            frame["c1"] = frame["c1"].astype("category")
    return frame, y


def steps(thresholds, wide: bool) -> list[str]:
    """Each threshold and its neighbours in Float32 and Float64."""
    found = []
    for t in thresholds:
        near = np.float32(t)
        with np.errstate(over="ignore"):
            found += [float(np.nextafter(near, np.float32(np.inf))), float(np.nextafter(near, np.float32(-np.inf)))]
        found += [t, np.nextafter(t, np.inf), np.nextafter(t, -np.inf)]
        found += [float(near)]
    found = [v for v in found if np.isfinite(v)]
    # What Float32 does not hold, XGBoost and CatBoost do not take, and neither does churn.
    return [repr(float(v)) for v in found if abs(v) < 3e38 or wide]


class Rows:
    """Cells of a table as texts; `frame` is what its tool is to make of them."""

    def __init__(self, one, data, thresholds: dict[str, list[float]]):
        frame, _ = data
        names = list(frame.columns)
        random = np.random.default_rng(11)
        pools = {name: steps(thresholds.get(name, []), one.tool == "lightgbm") + ODD for name in NUMBERS}
        # XGBoost refuses infinite numbers.
        if one.tool != "xgboost":
            pools = {name: pool + ["inf", "-inf", "Infinity", "1e999"] for name, pool in pools.items()}
        pools["idle"] = ["1", "0", ""]
        if one.kind == "codes":
            pools["c0"] = pools["c1"] = CODES if one.tool != "catboost" else CODES[:5]
            # XGBoost 1 and 2 send what is negative another way than 3; none of them trains with it.
            if one.tool == "xgboost" and one.version and one.version < "3":
                pools["c0"] = pools["c1"] = [code for code in CODES if not code.startswith("-")]
        if one.kind == "texts":
            pools["c0"] = ["Paris", "New York", "a,b", "x-1", "Q", "zz"]
            pools["c1"] = [str(10 * i) for i in range(40)]
            if one.tool != "catboost":
                pools["c0"] = pools["c0"] + [""]
                pools["c1"] = pools["c1"] + ["30.0", "3e1", "030", ""]
            # XGBoost refuses texts that training never saw.
            if one.tool != "xgboost":
                pools["c0"] = pools["c0"] + ["paris", "Oslo"]
        count = max(300, *(len(pool) for pool in pools.values()))
        columns = {}
        for name in names:
            pool = pools[name]
            # Every cell of the pool once, then any.
            order = np.concatenate([random.permutation(len(pool)), random.integers(0, len(pool), count)])[:count]
            columns[name] = [pool[i] for i in order]
        self.header = ["id", *names]
        self.cells = [[str(i), *(columns[name][i] for name in names)] for i in range(count)]
        self.columns = columns
        self.frame = frame
        self.one = one

    def numbers(self) -> np.ndarray:
        return np.array([[float(c) if c.strip() else np.nan for c in column] for column in self.columns.values()]).T

    def as_training(self) -> pandas.DataFrame:
        """The cells in the kinds of the training table."""
        found = {}
        for name, cells in self.columns.items():
            kind = self.frame[name].dtype
            if isinstance(kind, pandas.CategoricalDtype):
                known = kind.categories
                values = [(float(c) if c else None) for c in cells] if known.dtype.kind in "if" else [c or None for c in cells]
                found[name] = pandas.Categorical(values, categories=known)
            elif name in CATEGORIES and self.one.kind == "texts":
                found[name] = cells
            else:
                found[name] = [float(c) if c.strip() else np.nan for c in cells]
        return pandas.DataFrame(found)
