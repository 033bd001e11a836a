"""Tables of other libraries as streams of Arrow."""
import datetime
import numbers

import numpy as np

from ._export import Column, stream_in, stream_of
from ._import import names_in


def array_names(count):
    """What the columns of an array are called, as scikit-learn calls them."""
    return [f"x{index}" for index in range(count)]


def table_of(data, names=None):
    """A stream of a table's rows, and the names of its columns.

    :param names: of the columns of an array; columns of a table have their own.
    """
    if is_pandas(data):
        columns = [_of_pandas(name, data.iloc[:, index]) for index, name in enumerate(data.columns)]
        return stream_of(columns, len(data)), [str(name) for name in data.columns]
    if hasattr(data, "__arrow_c_stream__"):
        stream = stream_in(data.__arrow_c_stream__())
        return stream, names_in(stream)
    array = np.asarray(data)
    if array.ndim != 2:
        raise ValueError(
            f"A table has rows and columns, and what is given has {array.ndim} dimensions. Reshape your data, or give a frame.")
    if array.dtype.kind not in "biuf":
        array = array.astype(np.float64)
    names = list(names) if names is not None else array_names(array.shape[1])
    if len(names) != array.shape[1]:
        raise ValueError(f"The model takes {len(names)} columns, and the array has {array.shape[1]}.")
    # Column after column: one pass over an array that lies row after row.
    ordered = np.asfortranarray(array)
    return (
        stream_of(
            [Column.of_numbers(name, ordered[:, index]) for index, name in enumerate(names)], len(array)),
        names)


def is_pandas(data):
    return type(data).__module__.partition(".")[0] == "pandas" and hasattr(data, "iloc") and hasattr(data, "columns")


def is_table(data):
    """Whether columns have names of their own."""
    return is_pandas(data) or hasattr(data, "__arrow_c_stream__")


def _of_pandas(name, series):
    kind = series.dtype
    if hasattr(series, "cat"):
        values = series.cat.categories
        return Column.of_codes(name, series.cat.codes.to_numpy(), _of_values(name, values))
    if isinstance(kind, np.dtype):
        if kind.kind == "M":
            return Column.of_moments(name, series.to_numpy())
        if kind.kind in "biuf":
            return Column.of_numbers(name, series.to_numpy())
        if kind.kind == "m":
            raise TypeError(f"The column {name!r} holds lengths of time; make days or seconds of them.")
        return _of_values(name, series)
    text = str(kind)
    if text.startswith("datetime64[") or text.startswith("timestamp"):
        if getattr(series.dt, "tz", None) is not None:
            raise TypeError(
                f"The column {name!r} holds instants in a time zone, whose day depends on the zone; make days of them by "
                ".dt.tz_localize(None).")
        return Column.of_moments(name, series.to_numpy(dtype="datetime64[ns]"))
    if getattr(kind, "_is_boolean", False) or getattr(kind, "_is_numeric", False):
        missing = series.isna().to_numpy()
        return Column.of_numbers(name, series.to_numpy(dtype=np.float64, na_value=np.nan), missing)
    return _of_values(name, series)


def _of_values(name, values):
    """A column of Python's own values: numbers where all are numbers, days where all are days, else texts."""
    values = [None if _is_missing(value) else value for value in values]
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, numbers.Real) for value in present):
        floats = [np.nan if value is None else float(value) for value in values]
        return Column.of_numbers(name, np.array(floats, dtype=np.float64))
    if present and all(isinstance(value, datetime.date) for value in present):
        return Column.of_moments(name, np.array(values, dtype="datetime64[D]"))
    return Column.of_texts(name, [None if value is None else _text(name, value) for value in values])


def _is_missing(value):
    # NaN, NaT and pandas' NA are all unlike themselves, or do not say.
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return True


def _text(name, value):
    if isinstance(value, (str, bool, np.bool_, numbers.Number, datetime.date)):
        return str(value)
    raise TypeError(
        f"The column {name!r} holds {value!r}: an argument must be a string or a number, or a day.")
