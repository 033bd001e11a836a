"""Columns by name, as results give them."""
from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ._export import Column, capsule_of, stream_of


class Columns(Mapping):
    """Arrays of NumPy, and lists of texts; frames take it by ``__arrow_c_stream__``."""

    #: Whether NaN stands for a missing number.
    _nan_is_missing = False

    def __init__(self, columns, row_count):
        self._columns, self.row_count = columns, row_count

    def __getitem__(self, name):
        return self._columns[name]

    def __iter__(self):
        return iter(self._columns)

    def __len__(self):
        return len(self._columns)

    def __repr__(self):
        return f"<{type(self).__name__} of {self.row_count} rows: {', '.join(self._columns)}>"

    def __arrow_c_stream__(self, requested_schema=None):
        return capsule_of(stream_of([self._exported(name, values) for name, values in self._columns.items()], self.row_count))

    def _exported(self, name, values):
        if isinstance(values, list):
            return Column.of_texts(name, values)
        return Column.of_numbers(name, values, np.isnan(values) if self._nan_is_missing else None)
