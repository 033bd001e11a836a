import csv
import os
import shutil

import numpy as np
import pytest

ROWS = 600


@pytest.fixture(scope="session")
def columns():
    """Columns with missing values, and texts that look like numbers, and an outcome that goes with them."""
    random = np.random.default_rng(7)
    balance = np.round(random.normal(100, 30, ROWS), 3)
    visits = random.integers(0, 9, ROWS)
    branch = random.choice(np.array(["01", "2", "南京路"]), ROWS)
    chance = 1 / (1 + np.exp((balance - 90) / 15 + (branch == "2") - visits / 8))
    lost = (random.uniform(size=ROWS) < chance).astype(int)
    balance[::11] = np.nan
    branch = [None if row % 13 == 5 else str(text) for row, text in enumerate(branch)]
    return {"balance": balance, "visits": visits, "branch": branch, "lost": lost}


@pytest.fixture(scope="session")
def frame(columns):
    pandas = pytest.importorskip("pandas")
    made = pandas.DataFrame({name: columns[name] for name in ("balance", "visits", "branch")})
    made["branch"] = made["branch"].astype("category")
    return made


SMALL = {"training": {"ensemble": "never", "trees": {"rounds": 20, "minimum_rows": 10}}}


@pytest.fixture(scope="session")
def model(frame, columns):
    import churn_engine

    return churn_engine.train(frame, columns["lost"], configuration=SMALL)


@pytest.fixture(scope="session")
def program():
    path = os.environ.get("CHURN_PROGRAM") or shutil.which("churn")
    if not path:
        pytest.skip("the program `churn` is not there; CHURN_PROGRAM names it")
    return path


@pytest.fixture
def table(columns, tmp_path):
    """The columns as a file."""
    path = tmp_path / "table.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        names = ("balance", "visits", "branch", "lost")
        writer.writerow(names)
        for row in zip(*(columns[name] for name in names)):
            writer.writerow("" if cell is None or cell != cell else cell for cell in row)
    return str(path)
