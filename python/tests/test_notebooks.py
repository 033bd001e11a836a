"""The notebooks run from their first cell to their last, and show what they are to show."""
import os
import pathlib
import re
import shutil
import sys

import pytest

nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("ipykernel")
NOTEBOOKS = pathlib.Path(__file__).parent.parent / "notebooks"


def shown(name, monkeypatch, tmp_path):
    """What the cells give, as text and as HTML."""
    # The kernel is this Python, whatever others are known here.
    kernel = tmp_path / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(
        '{"argv": ["%s", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "", "language": "python"}'
        % sys.executable)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "Notebooks are stored without outputs."
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    if folder := os.environ.get("CHURN_NOTEBOOKS"):
        nbformat.write(notebook, pathlib.Path(folder, f"{name}.ipynb"))
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "".join(
        part if isinstance(part, str) else "".join(part)
        for output in outputs for part in [output.get("text", ""), *output.get("data", {}).values()])


def test_table(monkeypatch, tmp_path):
    pytest.importorskip("polars")
    text = shown("table", monkeypatch, tmp_path)
    assert "AUC 0." in text and "maturing" in text and "points" in text and "reason_1" in text


def test_panel(program, monkeypatch, tmp_path):
    monkeypatch.setenv("CHURN_PROGRAM", program)
    text = shown("panel", monkeypatch, tmp_path)
    assert text.count("<iframe srcdoc=") == 2 and "customer_id" in text


def test_spark(monkeypatch, tmp_path):
    pytest.importorskip("pyspark")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java, which is not there")
    text = shown("spark", monkeypatch, tmp_path)
    assert "probability" in text and re.search(r"\|\s+1\|\s*C\d{5}\|", text)
