"""Spark gives the scores of one machine, in whatever parts the rows lie."""
import csv
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")
if not shutil.which("java"):
    pytest.skip("Spark needs Java, which is not there", allow_module_level=True)

import churn_engine.spark


@pytest.fixture(scope="module")
def session():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "70").getOrCreate())
    yield made
    made.stop()


def test_scores_of_one_machine(session, model, frame):
    rows = frame.assign(number=np.arange(len(frame)), branch=frame["branch"].astype(object))
    cells = [[None if cell != cell else cell for cell in row] for row in rows.astype(object).values.tolist()]
    table = session.createDataFrame(cells, "balance double, visits long, branch string, number long").repartition(3)
    scored = churn_engine.spark.score(table, model, keep=["number"], margin=True, reasons=True)
    assert scored.columns == ["number", *model.score_columns(margin=True, reasons=True)]
    found = scored.orderBy("number").collect()
    expected = model.score(frame, margin=True, reasons=True)
    assert [row["number"] for row in found] == list(range(len(frame)))
    for name in ("probability", "margin", "reason_1"):
        assert [row[name] for row in found] == list(expected[name])


@pytest.mark.parametrize("length", [{"top": 40}, {"share": 0.15}, {"above": 0.6}, {}])
def test_the_program_s_list(session, model, frame, program, length, tmp_path):
    keyed = frame.assign(key=[f"C{row * 7 % 600:03}" for row in range(len(frame))], branch=frame["branch"].astype(object))
    keyed.to_csv(tmp_path / "table.csv", index=False)
    model.save(tmp_path / "model.churn")
    options = [str(word) for name, value in length.items() for word in ("--" + name, value)]
    subprocess.run(
        [program, "predict", "--table", tmp_path / "table.csv", "--key", "key", "--model", tmp_path / "model.churn", "--quiet",
         "--out", tmp_path / "list.csv", *options], check=True, capture_output=True)
    with open(tmp_path / "list.csv", encoding="utf-8-sig", newline="") as file:
        expected = list(csv.DictReader(file))
    cells = [[None if cell != cell else cell for cell in row] for row in keyed.astype(object).values.tolist()]
    table = session.createDataFrame(cells, "balance double, visits long, branch string, key string").repartition(4)
    found = churn_engine.spark.rank(table, tmp_path / "model.churn", "key", **length).collect()
    assert len(found) == len(expected) > 20
    for ours, theirs in zip(found, expected):
        assert [str(ours["rank"]), ours["key"], f"{ours['probability']:.6f}"] == [
            theirs["rank"], theirs["key"], theirs["probability"]]
        assert [ours[f"reason_{number}"] or "" for number in (1, 2, 3)] == [
            theirs[f"reason_{number}"] for number in (1, 2, 3)]


def test_what_is_refused_before_any_row(session, model):
    table = session.createDataFrame([(1.0, 2)], "balance double, visits long")
    with pytest.raises(ValueError, match="lacks the columns branch"):
        churn_engine.spark.score(table, model)
    table = session.createDataFrame([(1.0, 2, "01", 0.5)], "balance double, visits long, branch string, probability double")
    with pytest.raises(ValueError, match="probability already"):
        churn_engine.spark.score(table, model)
