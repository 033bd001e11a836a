"""A panel's verbs do what the program's do."""
import json
import os
import signal
import subprocess
import threading
import time

import numpy as np
import pytest

import churn_engine


@pytest.fixture(scope="module")
def bank(program, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bank")
    subprocess.run(
        [program, "simulate", "--customers", "900", "--months", "9", "--seed", "4", "--out", folder], check=True,
        capture_output=True)
    return folder


@pytest.fixture(scope="module")
def panel(bank):
    return churn_engine.read_panel(bank / "bank.yaml", language="en")


@pytest.fixture(scope="module")
def trained(panel, bank):
    return panel.train(bank / "model", algorithm="logistic")


def test_the_list_is_the_program_s(panel, trained, bank, program):
    ours = panel.predict(trained, bank / "ours.csv", top=20)
    subprocess.run(
        [program, "predict", "--config", bank / "bank.yaml", "--language", "en", "--model", trained, "--top", "20", "--out",
         bank / "theirs.csv", "--quiet"], check=True, capture_output=True)
    assert (bank / "ours.csv").read_bytes() == (bank / "theirs.csv").read_bytes()
    assert ours.row_count == 20 == len(ours["customer_id"]) and ours["rank"].tolist() == list(range(1, 21))
    assert ours["branch"][0].isdigit() and ours["month"][0] == "2024-10"
    assert ours.record["snapshot_month"] == "2024-09"
    assert ours["reason_1"][0] in ours._repr_html_()
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(ours)["probability"].to_list() == ours["probability"].tolist()


def test_the_same_list_on_any_number_of_threads(trained, bank):
    lists = [
        churn_engine.read_panel(bank / "bank.yaml", threads=threads).predict(trained, all=True) for threads in (1, 2, 5)]
    for name in lists[0]:
        assert all(list(one[name]) == list(lists[0][name]) for one in lists) or np.isnan(lists[0][name]).any()


def test_reports_are_shown_in_frames_of_their_own(panel, trained, tmp_path):
    customer = panel.predict(trained, top=1)["customer_id"][0]
    explained = panel.explain(trained, customer, top=1, what_if={"wealth_maturing": 0})
    assert explained.figures["customer"] == customer and explained.figures["rank"] == 1
    validated = panel.validate(trained, month="2024-09")
    assert 0.5 < validated.figures["judged"]["auc"] < 1
    for findings in (trained, explained, validated, panel.monitor(trained)):
        shown = findings._repr_html_()
        assert shown.startswith("<iframe srcdoc=\"") and "<script" not in shown and "&lt;html" in shown
        findings.save(tmp_path / "page.html")
        assert (tmp_path / "page.html").read_text().startswith("<!DOCTYPE html>")


def test_variables_and_description(panel, bank):
    found = panel.analyze(bank / "analysis")
    assert found.tables["variables"].row_count > 20 and (bank / "analysis" / "analysis.html").exists()
    assert panel.describe().figures["customers"] == 900


def test_a_mapping_s_files_are_seen_from_here(bank, trained, monkeypatch):
    monkeypatch.chdir(bank)
    panel = churn_engine.read_panel(
        {"panel": [{"files": "panel_*.csv", "customer": "customer_id", "month": "month"}], "language": "en", "window": 6})
    assert panel.describe().figures["customers"] == 900
    assert churn_engine.read_panel(files="panel_*.csv").describe().figures["customers"] == 900


def test_progress_warnings_and_refusals(bank, trained, capsys):
    told = []
    churn_engine.read_panel(bank / "bank.yaml", progress=lambda *step: told.append(step)).predict(trained, top=3)
    assert {"Reading", "Scoring"} <= {step.split()[0] for step, _, _ in told}
    churn_engine.read_panel(bank / "bank.yaml", progress=True).predict(trained, top=3)
    assert "Reading" in capsys.readouterr().err
    panel = churn_engine.read_panel(bank / "bank.yaml")
    with pytest.raises(churn_engine.ChurnError, match="lists nobody"):
        panel.predict(trained, top=0)
    with pytest.raises(churn_engine.ChurnError, match="no month"):
        panel.train(bank / "other", month="soon")
    with pytest.raises(churn_engine.ChurnError, match="nowhere"):
        churn_engine.read_panel(bank / "nowhere.yaml").describe()
    with pytest.raises(ValueError, match="configuration"):
        churn_engine.read_panel()
    assert not (bank / "other").exists()


def test_interruption_leaves_no_model(bank):
    grows = threading.Event()

    def interrupt():
        grows.wait()
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    settings = json.loads(json.dumps({
        "panel": [{"files": str(bank / "panel_*.csv"), "customer": "customer_id", "month": "month"}],
        "training": {"ensemble": "never", "trees": {"rounds": 100_000, "patience": 0, "learning_rate": 0.001}}}))
    told = lambda step, done, total: grows.set() if step == "Fitting trees" and done else None  # noqa: E731
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        churn_engine.read_panel(settings, progress=told).train(bank / "interrupted")
    assert time.monotonic() - started < 60
    assert not (bank / "interrupted").exists()
