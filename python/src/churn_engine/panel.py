"""Panels of months: what the program's verbs do, in the notebook."""
from __future__ import annotations

import csv
import html
import json
import os
import pathlib
import shlex
import tempfile
from collections.abc import Mapping

import numpy as np

from ._columns import Columns
from ._runs import run_verb


def read_panel(configuration=None, files=None, *, language=None, question=None, threads=0, progress=None):
    """A panel of one row per customer and month, as files hold it; nothing is read before a verb needs it.

    :param configuration: the bank's configuration: a file, or a mapping of its keys, whose files are seen from the working
        folder.
    :param files: files or patterns of the panel, instead of those of the configuration.
    :param language: of reports and lists: ``zh`` or ``en``; ``None``: as the configuration says.
    :param question: what is asked of the panel, as ``churn train --question`` takes it.
    :param threads: how many work; 0: as many as there are processors.
    :param progress: called with what is being done, how much of it is done, and of how much (0: not known); ``True``: a bar.
    """
    return Panel(configuration, files, language=language, question=question, threads=threads, progress=progress)


class Panel:
    """A panel of months, and the verbs of the program for it; made by :func:`read_panel`."""

    def __init__(self, configuration=None, files=None, *, language=None, question=None, threads=0, progress=None):
        if configuration is None and not files:
            raise ValueError("A panel needs a configuration, or files; give `read_panel` one of them.")
        self._scratch = tempfile.TemporaryDirectory(prefix="churn-")
        if isinstance(configuration, Mapping):
            path = pathlib.Path(self._scratch.name, "bank.yaml")
            path.write_text(json.dumps(_seen_from_here(configuration), ensure_ascii=False), encoding="utf-8")
            configuration = path
        files = [files] if isinstance(files, (str, os.PathLike)) else files
        self._input = {
            "configuration": _path(configuration), "panel": [os.fspath(file) for file in files] if files else None,
            "language": language, "question": question}
        self._threads, self._progress = threads, progress

    def __repr__(self):
        return f"<Panel of {self._input['configuration'] or ', '.join(self._input['panel'])}>"

    def describe(self):
        """What is in the panel: columns, months, population, missing and odd values."""
        out = self._new("description.json")
        self._run("describe", out=out)
        return Findings(figures=_json(out))

    def analyze(self, out=None, *, month=None, full=False):
        """The variables: bins, weights of evidence, information values, stability, and a verdict on each.

        :param out: the folder for the tables and the page; ``None``: none stays.
        :param month: stand at the end of this month.
        :param full: all variables on the page, those to drop too.
        """
        folder = self._new("analysis", out)
        self._run("analyze", out=folder, month=month, full=full)
        tables = {name: Table.read(f"{folder}/{name}.csv") for name in ("variables", "bins", "periods")}
        return Findings(_json(f"{folder}/analysis.json"), _text(f"{folder}/analysis.html"), tables)

    def train(self, out, *, algorithm=None, month=None, seed=None, tune=None):
        """Trains a model and writes its folder.

        :param out: the model's folder; a model that is there is replaced.
        :param algorithm: ``trees`` or ``logistic``; ``None``: as the configuration says.
        :param month: stand at the end of this month: nothing later is looked at.
        :param tune: searches settings of trees first: so many trials, or minutes as ``15m``.

        Control-C stops it after the tree that is being grown.
        """
        self._run("train", out=_path(out), algorithm=algorithm, month=month, seed=seed, tune=tune and str(tune))
        return Trained(_path(out))

    def validate(self, model, *, month=None, backtest=None):
        """Evaluates a model on months with known outcomes.

        :param model: what :meth:`train` gives, or a model's folder.
        :param month: losses of this month only; ``None``: of those that the model was not trained on.
        :param backtest: also trains anew at the end of each of the last so many months.
        """
        out, report = self._new("figures.json"), self._new("report.html")
        self._run("validate", model=_model(model), month=month, backtest=backtest, out=out, report=report)
        return Findings(_json(out), _text(report))

    def predict(
        self, model, out=None, *, month=None, top=None, share=None, above=None, all=False, order=None, lists=None, accept=None,
    ):
        """Next month's loss list: ranked and explained.

        :param out: the list's file as well; ``None``: none stays.
        :param month: the snapshot month; ``None``: the newest.
        :param top, share, above, all: how long the list is: so many customers, their share, a probability, everybody who was
            scored; the first fifth where nothing is said.
        :param order: ``expected_loss``, ``probability`` or ``kept_per_cost``.
        :param lists: a folder for lists of the bank, its branches and managers as well.
        :param accept: why the list is made although the delivery is odd.
        """
        out = self._new("list.csv", out)
        self._run(
            "predict", model=_model(model), out=out, month=month, top=top, share=share, above=above, all=all or None, order=order,
            lists=_path(lists), accept=accept)
        return LossList.read(out, _json(str(pathlib.Path(out).with_suffix(".json"))))

    def explain(self, model, customer, *, month=None, top=None, share=None, above=None, all=False, order=None, what_if=None):
        """One customer: score, rank, why listed or not, what the score is made of.

        :param top, share, above, all, order: as in :meth:`predict`.
        :param what_if: ``{column or variable: value}`` that the customer had instead.
        """
        out, report = self._new("customer.json"), self._new("customer.html")
        changes = [f"{name}={value}" for name, value in what_if.items()] if what_if else None
        self._run(
            "explain", model=_model(model), customer=str(customer), out=out, report=report, month=month, top=top, share=share,
            above=above, all=all or None, order=order, set=changes)
        return Findings(_json(out), _text(report))

    def monitor(self, model, *, list=None, month=None):
        """Sets a month against those that a model was trained on, and last month's list against what came.

        :param list: the file of the list that was issued for the month.
        """
        out, report = self._new("monitor.json"), self._new("monitor.html")
        self._run("monitor", model=_model(model), list=_path(list), month=month, out=out, report=report)
        return Findings(_json(out), _text(report))

    def _new(self, name, wanted=None):
        """Where a result goes: where the caller wants it, or a place that nothing else is at."""
        if wanted is not None:
            return _path(wanted)
        return os.path.join(tempfile.mkdtemp(dir=self._scratch.name), name)

    def _run(self, verb, **asked):
        request = {**self._input, **asked, "month": str(asked["month"])[:7] if asked.get("month") is not None else None}
        request["command"] = _command(verb, request)
        bar = Bar() if self._progress is True else None
        try:
            run_verb(verb, request, self._threads, bar or self._progress or None)
        finally:
            if bar:
                bar.end()


class Findings:
    """What a verb has found: `figures` as its JSON says them, tables where it has some, and its report, which notebooks show."""

    def __init__(self, figures, report=None, tables=None):
        self.figures, self.report = figures, report
        self.tables = tables or {}

    def __repr__(self):
        return f"<Findings: {', '.join([*list(self.figures)[:8], *self.tables])}>"

    def _repr_html_(self):
        return None if self.report is None else _framed(self.report)

    def save(self, path):
        """Writes the report as a page."""
        if self.report is None:
            raise ValueError("There is no report; the figures stand in `figures`.")
        pathlib.Path(path).write_text(self.report, encoding="utf-8")


class Trained(Findings):
    """A model that was trained, in its folder `path`, with its figures and its report."""

    def __init__(self, path):
        self.path = path
        super().__init__(
            _json(f"{path}/figures.json"), _text(f"{path}/report.html"), {"variables": Table.read(f"{path}/variables.csv")})

    def __repr__(self):
        return f"<Trained model in {self.path}>"

    def __fspath__(self):
        return self.path


class Table(Columns):
    """Columns by name: arrays of numbers, and lists of texts; frames take it by ``__arrow_c_stream__``."""

    #: Columns that hold texts, however they look.
    _texts = {"customer_id", "month", "manager", "branch", "tier", "household_id", "variable", "bin", "text"}

    _nan_is_missing = True

    @classmethod
    def read(cls, path, *further):
        with open(path, encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        columns = {name: cls._column(name, [row[place] for row in rows]) for place, name in enumerate(header)}
        return cls(columns, len(rows), *further)

    @classmethod
    def _column(cls, name, cells):
        if name not in cls._texts and not name.startswith("reason") and any(cells):
            try:
                return np.array([float(cell) if cell else np.nan for cell in cells])
            except ValueError:
                pass
        return [cell or None for cell in cells]

    def _repr_html_(self):
        shown = min(self.row_count, _SHOWN)
        cell = lambda value: "" if value is None or value != value else html.escape(  # noqa: E731
            value if isinstance(value, str) else f"{value:,.10g}")
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self._columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{cell(values[row])}</td>" for values in self._columns.values()) + "</tr>"
            for row in range(shown))
        more = f"<p>{self.row_count:,} rows, of which the first {shown} are shown.</p>" if shown < self.row_count else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class LossList(Table):
    """A loss list: its columns, and `record`, what the run says of itself."""

    def __init__(self, columns, row_count, record):
        super().__init__(columns, row_count)
        self.record = record


class Bar:
    """Progress on one line of the error stream, which notebooks show beneath the cell."""

    def __init__(self):
        self._step = None

    def __call__(self, step, done, total):
        import sys

        text = f"{step} {100 * done // total}%" if total else step
        if text != self._step:
            self._step = text
            print(f"\r{text:<60}", end="", file=sys.stderr, flush=True)

    def end(self):
        import sys

        if self._step is not None:
            print(f"\r{'':<60}\r", end="", file=sys.stderr, flush=True)


_SHOWN = 20


def _framed(page):
    """A page in a frame of its own, so that neither its styles nor its scripts meet the notebook's."""
    return (
        f'<iframe srcdoc="{html.escape(page, quote=True)}" sandbox="allow-scripts allow-popups" '
        'style="width: 100%; height: 640px; border: 1px solid #ccc"></iframe>')


def _path(path):
    return None if path is None else os.fspath(path)


def _model(model):
    return os.fspath(model)


def _text(path):
    return pathlib.Path(path).read_text(encoding="utf-8")


def _json(path):
    return json.loads(_text(path))


def _seen_from_here(configuration):
    """The configuration with its files as seen from the working folder."""
    def absolute(files):
        if isinstance(files, Mapping):
            return {month: absolute(file) for month, file in files.items()}
        if isinstance(files, (list, tuple)):
            return [absolute(file) for file in files]
        return os.path.abspath(files) if "://" not in str(files) else str(files)

    def table(given):
        if isinstance(given, Mapping) and "files" in given:
            return {**given, "files": absolute(given["files"])}
        return dict(given) if isinstance(given, Mapping) else given

    made = dict(configuration)
    for name in ("panel", "attributes", "join"):
        if isinstance(made.get(name), (list, tuple)):
            made[name] = [table(given) for given in made[name]]
        elif isinstance(made.get(name), Mapping):
            made[name] = table(made[name])
    return made


_OPTIONS = {"configuration": "config"}


def _command(verb, request):
    """The program's command that does the same."""
    words = [verb]
    for name, value in request.items():
        if value is None or value is False:
            continue
        words.append("--" + _OPTIONS.get(name, name).replace("_", "-"))
        words += [] if value is True else map(str, value) if isinstance(value, list) else [str(value)]
    return shlex.join(words)
