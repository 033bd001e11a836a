"""Trainings: what is told of them, what stops them, what is refused."""
import os
import signal
import threading
import time

import numpy as np
import pytest

import churn_engine


def test_outcome_in_the_table_or_beside_it(frame, columns):
    settings = {"training": {"algorithm": "logistic"}}
    inside = churn_engine.train(frame.assign(lost=columns["lost"]), "lost", configuration=settings)
    outside = churn_engine.train(frame.rename(columns={"visits": "label"}), columns["lost"], configuration=settings)
    assert inside.describe()["label"] == "lost" and outside.describe()["label"] == "label_"
    assert np.array_equal(
        inside.score(frame)["probability"],
        outside.score(frame.rename(columns={"visits": "label"}))["probability"])


def test_the_same_model_each_time(frame, columns, model):
    from conftest import SMALL

    for threads in (1, 5):
        again = churn_engine.train(frame, columns["lost"], configuration=SMALL, threads=threads)
        assert again.to_bytes() == model.to_bytes()


def test_a_weight_is_a_row_that_is_there_as_often(frame, columns):
    pandas = pytest.importorskip("pandas")
    settings = {"training": {"algorithm": "logistic"}}
    weights = 1 + columns["visits"] % 2
    keyed = frame.assign(key=np.arange(len(frame)))
    twice = pandas.concat([keyed, keyed[weights == 2]])
    lost = np.concatenate([columns["lost"], columns["lost"][weights == 2]])
    weighted = churn_engine.train(keyed, columns["lost"], weight=weights, key="key", configuration=settings)
    repeated = churn_engine.train(twice, lost, key="key", configuration=settings)
    once = churn_engine.train(keyed, columns["lost"], key="key", configuration=settings)
    found, expected, other = (m.score(keyed)["probability"] for m in (weighted, repeated, once))
    assert np.allclose(found, expected, atol=1e-6)
    assert np.abs(found - other).max() > 1e-4


def test_progress_is_told(frame, columns):
    from conftest import SMALL

    told = []
    churn_engine.train(
        frame, columns["lost"], configuration=SMALL, progress=lambda *progress: told.append(progress))
    trees = [(done, total) for step, done, total in told if step == "Fitting trees"]
    assert trees[0] == (0, 20) and max(trees)[0] <= 20 and len(trees) > 3


def test_an_error_of_who_is_told_stops_it(frame, columns):
    def fail(step, done, total):
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        churn_engine.train(frame, columns["lost"], progress=fail)


def test_interruption_stops_at_once(columns):
    X = np.random.default_rng(1).normal(size=(20_000, 20))
    y = (X[:, 0] + np.random.default_rng(2).normal(size=len(X)) > 0).astype(int)
    grows = threading.Event()

    def interrupt():
        grows.wait()
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    settings = {"training": {"ensemble": "never", "trees": {"rounds": 100_000, "patience": 0, "learning_rate": 0.001}}}
    told = lambda step, done, total: grows.set() if step == "Fitting trees" and done else None  # noqa: E731
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        churn_engine.train(X, y, configuration=settings, progress=told)
    assert time.monotonic() - started < 30


def test_what_is_refused(frame, columns):
    with pytest.raises(churn_engine.ChurnError, match="did you mean “trees”"):
        churn_engine.train(frame, columns["lost"], configuration={"training": {"tree": {}}})
    with pytest.raises(churn_engine.ChurnError, match="no column “lots”"):
        churn_engine.train(frame, "lots")
    with pytest.raises(churn_engine.ChurnError, match="600 rows.*have 10"):
        churn_engine.train(frame, columns["lost"][:10])
    with pytest.raises(churn_engine.ChurnError, match="threads"):
        churn_engine.train(frame, columns["lost"], threads=-1)


def test_models_that_are_none(tmp_path, model):
    with pytest.raises(churn_engine.ChurnError, match="nowhere"):
        churn_engine.Model.open(str(tmp_path / "nowhere"))
    for content in (b"", b"nonsense", model.to_bytes()[:-1], model.to_bytes().replace(b"balance", b"balanse", 1)):
        with pytest.raises(churn_engine.ChurnError):
            churn_engine.Model.from_bytes(content)


def test_a_column_may_be_called_as_a_panel_s_assets(frame, columns):
    from conftest import SMALL

    renamed = frame.rename(columns={"balance": "assets"})
    model = churn_engine.train(renamed, columns["lost"], configuration=SMALL)
    assert sorted(model.columns) == ["assets", "branch", "visits"]
    assert len(np.unique(model.score(renamed)["probability"])) > 10
