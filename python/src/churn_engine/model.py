"""Models: opened, trained, described, saved, and what they give."""
from __future__ import annotations

import ctypes
import json
import os
from ctypes import c_size_t, c_uint8, c_void_p

import numpy as np

from ._columns import Columns
from ._export import Column, stream_of
from ._import import columns_in, names_of
from ._library import CONTRIBUTIONS, MARGIN, POINTS, REASONS, call, library, taken_text
from ._runs import Run
from ._structures import ArrowArrayStream, ArrowSchema, ReleaseSchema, Training, release
from ._tables import table_of


class Scores(Columns):
    """Scores column by column: arrays of NumPy, and lists of texts for reasons.

    Frames take it as it is, by ``__arrow_c_stream__``: ``polars.DataFrame(scores)``, ``pyarrow.table(scores)``; pandas by
    ``pandas.DataFrame(dict(scores))``.
    """

    def __init__(self, columns):
        super().__init__(columns, len(columns["probability"]))


class Model:
    """A model of the engine; any number of threads may use it at a time. It is pickled by the bytes of its file."""

    def __init__(self, handle, threads):
        self._handle, self._threads = handle, threads
        self._description = None

    @classmethod
    def open(cls, path, threads=0):
        """Opens a model that ``churn train`` or :meth:`save` has written: its folder or its file.

        :param threads: how many work for it; 0: as many as there are processors.
        """
        handle = c_void_p()
        call("churn_model_open", os.fsencode(path), threads, ctypes.byref(handle))
        return cls(handle, threads)

    @classmethod
    def from_bytes(cls, content, threads=0):
        """Opens a model whose file's bytes these are."""
        handle = c_void_p()
        call("churn_model_open_bytes", bytes(content), len(content), threads, ctypes.byref(handle))
        return cls(handle, threads)

    def __del__(self):
        handle, self._handle = getattr(self, "_handle", None), None
        if handle:
            library().churn_model_close(handle)

    def __reduce__(self):
        return Model.from_bytes, (self.to_bytes(), self._threads)

    def __repr__(self):
        return f"<Model {self.name!r}: {self.describe()['algorithm']}, {len(self.variables)} variables>"

    def to_bytes(self):
        """The model's file; equal models have equal bytes."""
        content, count = ctypes.POINTER(c_uint8)(), c_size_t()
        call("churn_model_bytes", self._handle, ctypes.byref(content), ctypes.byref(count))
        try:
            return ctypes.string_at(content, count.value)
        finally:
            library().churn_free(ctypes.cast(content, c_void_p))

    def save(self, path):
        """Writes the model's file, whole or not at all; ``churn predict --model`` takes it."""
        call("churn_model_save", self._handle, os.fsencode(path))

    def describe(self):
        """What the model is: its name, algorithm, label, columns and variables with their importance."""
        if self._description is None:
            text = c_void_p()
            call("churn_model_describe", self._handle, ctypes.byref(text))
            self._description = json.loads(taken_text(text))
        return self._description

    @property
    def name(self):
        return self.describe()["name"]

    @property
    def columns(self):
        """Names of the columns that the model needs."""
        return [column["name"] for column in self.describe()["columns"]]

    @property
    def variables(self):
        """Names of the variables that the model is made of, in its order."""
        return [variable["name"] for variable in self.describe()["variables"]]

    @property
    def expected_margin(self):
        """The mean log odds in training, to which contributions add up."""
        return self.describe()["expected_margin"]

    def score_columns(self, margin=False, points=False, contributions=False, reasons=False):
        """The names of the columns that :meth:`score` gives."""
        schema = ArrowSchema()
        call(
            "churn_model_score_schema", self._handle, _wanted(margin, points, contributions, reasons),
            ctypes.byref(schema))
        try:
            return names_of(schema)
        finally:
            release(schema, ReleaseSchema)

    def score(self, data, *, margin=False, points=False, contributions=False, reasons=False, names=None):
        """Scores the rows of a table, in their order.

        Columns are bound by name; the same row gets the same bits as by ``churn predict``.

        :param margin: the log odds as well.
        :param points: the points of a scorecard as well.
        :param contributions: what each variable adds to :attr:`expected_margin` in a row's margin as well, in columns
            ``contribution_X``.
        :param reasons: the strongest reasons in words as well.
        :param names: of an array's columns; without them they are called x0, x1, ….
        """
        rows, _ = table_of(data, names)
        scores = ArrowArrayStream()
        call(
            "churn_model_score", self._handle, ctypes.byref(rows),
            _wanted(margin, points, contributions, reasons), ctypes.byref(scores))
        return Scores(columns_in(scores))

    def contributions(self, data, names=None):
        """What each variable adds to each row's margin, rows × :attr:`variables`, and the margin that all rows begin with."""
        scores = self.score(data, contributions=True, names=names)
        columns = [scores[f"contribution_{name}"] for name in self.variables]
        shares = np.column_stack(columns) if columns else np.empty((scores.row_count, 0))
        return shares, self.expected_margin


def _wanted(margin, points, contributions, reasons):
    return (
        (MARGIN if margin else 0) | (POINTS if points else 0) | (CONTRIBUTIONS if contributions else 0)
        | (REASONS if reasons else 0))


def train(
    data, label, *, weight=None, configuration=None, positive=None, key=None, time=None, name="model", threads=0,
    progress=None, names=None,
):
    """Trains a model on a table, as ``churn train --table`` does.

    Types say what columns are: numbers are numbers; texts and categories are categories, however they look.

    :param label: the name of the outcome's column, or the outcomes themselves: 0 and 1, one for each row.
    :param weight: the name of the column that says how often each row counts, or these numbers; ``None``: once.
    :param configuration: what ``churn train --config`` takes: a mapping, or YAML as a text; e.g.
        ``{"training": {"algorithm": "trees", "trees": {"leaves": 15}}}``.
    :param positive: the outcome's text that counts as a loss, where it does not hold 0 and 1.
    :param key: the column that says whose a row is; rows of a key stay together where some are held out.
    :param time: the column that says when a row was; the last quarter is held out.
    :param progress: called with what is being done, how much of it is done, and of how much (0: not known).
    :param names: of an array's columns.

    Control-C stops it: at once where trees are grown, else the work ends unseen.
    """
    rows, columns = table_of(data, names)
    beside = []
    label = _beside(label, "label", columns, beside)
    weight = _beside(weight, "weight", columns, beside)
    further = stream_of(beside, beside[0].length) if beside else None
    if not isinstance(configuration, (str, type(None))):
        configuration = json.dumps(configuration, ensure_ascii=False)
    run = Run(progress)
    encoded = lambda text: None if text is None else str(text).encode()  # noqa: E731
    asked = Training(
        ctypes.sizeof(Training), encoded(configuration), encoded(label), encoded(positive), encoded(weight),
        encoded(key), encoded(time), encoded(name), threads, run.told, run.warned, None)
    handle = c_void_p()

    def work():
        call(
            "churn_train", ctypes.byref(rows), ctypes.byref(further) if further is not None else None,
            ctypes.byref(asked), ctypes.byref(handle))
        if run.stop.is_set():
            library().churn_model_close(handle)

    run.do(work, (rows, further, asked))
    return Model(handle, threads)


def _beside(given, usual, columns, beside):
    """The name of a column of the table, or of one that stands beside it, which is called otherwise than all in it."""
    if given is None or isinstance(given, str):
        return given
    name = usual
    while name in columns:
        name += "_"
    beside.append(Column.of_numbers(name, np.asarray(given).ravel()))
    return name
