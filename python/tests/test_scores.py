"""Scores are the same whoever asks for them."""
import csv
import pickle
import subprocess
import threading

import numpy as np
import pytest

import churn_engine


def listed(program, model, table, path):
    """What `churn predict` says of each row of a file."""
    subprocess.run(
        [program, "predict", "--model", model, "--table", table, "--all", "--out", path, "--quiet"], check=True)
    with open(path, encoding="utf-8", newline="") as file:
        rows = {int(row["row"]): row for row in csv.DictReader(file)}
    return [rows[number] for number in sorted(rows)]


def test_program_and_python_give_the_same(model, frame, table, program, tmp_path):
    path = str(tmp_path / "model.churn")
    model.save(path)
    scores = model.score(frame, reasons=True)
    rows = listed(program, path, table, str(tmp_path / "list.csv"))
    assert [row["probability"] for row in rows] == [f"{value:.6f}" for value in scores["probability"]]
    assert [row["reason_1"] or None for row in rows] == scores["reason_1"]


def test_model_of_the_program_scores_here(frame, table, program, tmp_path):
    folder = str(tmp_path / "model")
    subprocess.run(
        [program, "train", "--table", table, "--label", "lost", "--algorithm", "logistic", "--out", folder, "--quiet"],
        check=True, stdout=subprocess.DEVNULL)
    scores = churn_engine.Model.open(folder).score(frame)
    rows = listed(program, folder, table, str(tmp_path / "list.csv"))
    assert [row["probability"] for row in rows] == [f"{value:.6f}" for value in scores["probability"]]


def test_any_number_of_threads(model, frame):
    expected = model.score(frame)["probability"].tobytes()
    for threads in (1, 2, 5):
        again = churn_engine.Model.from_bytes(model.to_bytes(), threads=threads)
        assert again.score(frame)["probability"].tobytes() == expected


def test_any_order_and_any_part(model, frame):
    expected = model.score(frame)["probability"]
    assert np.array_equal(model.score(frame.iloc[::-1])["probability"][::-1], expected)
    assert np.array_equal(model.score(frame.iloc[100:101])["probability"], expected[100:101])
    assert len(model.score(frame.iloc[:0])["probability"]) == 0


def test_contributions_add_up(model, frame):
    shares, base = model.contributions(frame)
    assert shares.shape == (len(frame), len(model.variables))
    margins = model.score(frame, margin=True)["margin"]
    assert np.allclose(shares.sum(axis=1) + base, margins, atol=1e-9)


def test_columns_are_told_before_the_scores(model, frame):
    for wanted in ({}, {"margin": True}, {"contributions": True, "reasons": True}):
        assert list(model.score(frame, **wanted)) == model.score_columns(**wanted)
    with pytest.raises(churn_engine.ChurnError, match="no scorecard"):
        model.score_columns(points=True)


def test_pickled_models_are_the_same(model, frame):
    again = pickle.loads(pickle.dumps(model))
    assert again.to_bytes() == model.to_bytes()
    assert np.array_equal(again.score(frame)["probability"], model.score(frame)["probability"])


def test_many_threads_and_models_that_are_gone(model, frame):
    expected = model.score(frame)["probability"]
    shared = [churn_engine.Model.from_bytes(model.to_bytes(), threads=2)]
    found, failures = [], []

    def work(own):
        try:
            for _ in range(5):
                found.append(np.array_equal(own.score(frame)["probability"], expected))
        except Exception as error:  # told below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(shared[0],)) for _ in range(8)]
    for thread in threads:
        thread.start()
    # The others hold it still.
    shared.clear()
    for thread in threads:
        thread.join()
    assert not failures and all(found) and len(found) == 40


FORKING = """
import os, pickle, sys
import churn_engine
content, rows = pickle.load(open(sys.argv[1], "rb"))
model = churn_engine.Model.from_bytes(content, threads=2)
expected = model.score(rows)["probability"].tobytes()
child = os.fork()
if child == 0:
    os._exit(0 if model.score(rows)["probability"].tobytes() == expected else 1)
assert os.waitpid(child, 0)[1] == 0
assert model.score(rows)["probability"].tobytes() == expected
"""


def test_a_forked_process_goes_on(model, frame, tmp_path):
    import sys

    path = tmp_path / "model"
    path.write_bytes(pickle.dumps((model.to_bytes(), frame)))
    subprocess.run([sys.executable, "-W", "ignore", "-c", FORKING, str(path)], check=True, timeout=60)


def test_nothing_is_left_behind(model, frame):
    from churn_engine import _export

    few = frame.iloc[:20]

    def memory():
        with open("/proc/self/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))

    for _ in range(200):
        model.score(few)
    kept, before = len(_export._kept), memory()
    for _ in range(5000):
        model.score(few)
        try:
            model.score(few[["visits"]])
        except churn_engine.ChurnError:
            pass
    assert len(_export._kept) == kept
    assert memory() - before < 20_000
