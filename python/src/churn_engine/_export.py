"""Columns of Python as streams of Arrow, without pyarrow.

What is handed out is kept alive in a table by number until the other side releases it.
"""
import ctypes
import itertools
import threading
from ctypes import POINTER, c_char_p, c_void_p

import numpy as np

from ._library import ChurnError
from ._structures import (
    ArrowArray, ArrowArrayStream, ArrowSchema, GetLastError, GetNext, GetSchema, ReleaseArray, ReleaseSchema,
    ReleaseStream, address, release)

_kept = {}
_numbers = itertools.count(1)
_lock = threading.Lock()
_NULLABLE = 2


def _keep(things):
    with _lock:
        number = next(_numbers)
        _kept[number] = things
    return number


def _let_go(structure):
    """What a release does: the structure is marked, and what it needed may go."""
    if structure.private_data:
        _kept.pop(structure.private_data, None)
    structure.private_data = None
    structure.release = None


@ReleaseSchema
def _release_schema(pointer):
    _let_go(pointer.contents)


@ReleaseArray
def _release_array(pointer):
    _let_go(pointer.contents)


@ReleaseStream
def _release_stream(pointer):
    _let_go(pointer.contents)


class Column:
    """A column: its format, its buffers as arrays of NumPy, and its dictionary where it has one."""

    def __init__(self, name, format, length, buffers, missing=None, dictionary=None):
        self.name, self.format, self.length = str(name), format, length
        self.dictionary = dictionary
        validity, self.null_count = None, 0
        if missing is not None and (count := int(np.count_nonzero(missing))):
            validity, self.null_count = np.packbits(~missing, bitorder="little"), count
        self.buffers = [validity, *buffers]

    @staticmethod
    def of_numbers(name, values, missing=None):
        """Numbers or truths of NumPy; no copy where they lie one after another in memory."""
        values = np.asarray(values)
        if values.dtype == bool:
            values = values.view(np.uint8)
        if not values.dtype.isnative:
            values = values.astype(values.dtype.newbyteorder("="))
        if (format := _FORMATS.get((values.dtype.kind, values.dtype.itemsize))) is None:
            values, format = values.astype(np.float64), "g"
        return Column(name, format, len(values), [np.ascontiguousarray(values)], missing)

    @staticmethod
    def of_texts(name, texts):
        """Texts, ``None`` where one is missing."""
        parts = [b"" if text is None else text.encode("utf-8", "surrogatepass") for text in texts]
        offsets = np.zeros(len(parts) + 1, dtype=np.int64)
        np.cumsum([len(part) for part in parts], out=offsets[1:])
        missing = np.fromiter((text is None for text in texts), dtype=bool, count=len(parts))
        joined = np.frombuffer(b"".join(parts) or b"\0", dtype=np.uint8)
        return Column(name, "U", len(parts), [offsets, joined], missing)

    @staticmethod
    def of_codes(name, codes, values):
        """Numbers of the values of another column; −1 where one is missing."""
        codes = np.ascontiguousarray(codes)
        format = _FORMATS[(codes.dtype.kind, codes.dtype.itemsize)]
        missing = codes < 0
        # What stands where a value is missing is looked at by nobody, and must not be read as a number of a value.
        return Column(name, format, len(codes), [np.where(missing, 0, codes)], missing, values)

    @staticmethod
    def of_moments(name, values):
        """Days or moments of NumPy (``datetime64``)."""
        missing = np.isnat(values)
        unit = np.datetime_data(values.dtype)[0]
        if unit in ("Y", "M", "W", "D"):
            days = values.astype("datetime64[D]").view(np.int64)
            return Column(name, "tdD", len(days), [np.where(missing, 0, days).astype(np.int32)], missing)
        if unit not in _UNITS:
            unit = "s" if unit in ("h", "m") else "ns"
            values = values.astype(f"datetime64[{unit}]")
        ticks = np.where(missing, 0, values.view(np.int64))
        return Column(name, f"ts{_UNITS[unit]}:", len(ticks), [ticks], missing)


_FORMATS = {
    ("i", 1): "c", ("u", 1): "C", ("i", 2): "s", ("u", 2): "S", ("i", 4): "i", ("u", 4): "I", ("i", 8): "l",
    ("u", 8): "L", ("f", 2): "e", ("f", 4): "f", ("f", 8): "g"}
_UNITS = {"s": "s", "ms": "m", "us": "u", "ns": "n"}


def _schema(column, into):
    name, format = column.name.encode(), column.format.encode()
    kept = [name, format]
    into.format, into.name, into.flags = format, name, _NULLABLE
    if column.dictionary is not None:
        child = ArrowSchema()
        _schema(column.dictionary, child)
        into.dictionary = ctypes.pointer(child)
        kept.append(_Children([child]))
    into.private_data, into.release = _keep(kept), address(_release_schema)


def _array(column, into):
    pointers = (c_void_p * len(column.buffers))(
        *(None if buffer is None else buffer.ctypes.data for buffer in column.buffers))
    kept = [pointers, column]
    into.length, into.null_count, into.n_buffers = column.length, column.null_count, len(column.buffers)
    into.buffers = ctypes.cast(pointers, POINTER(c_void_p))
    if column.dictionary is not None:
        child = ArrowArray()
        _array(column.dictionary, child)
        into.dictionary = ctypes.pointer(child)
        kept.append(_Children([child]))
    into.private_data, into.release = _keep(kept), address(_release_array)


def _parent(columns, into, kind, fill, releaser):
    """A record whose children are the columns; they are released with it."""
    children = [kind() for _ in columns]
    for column, child in zip(columns, children):
        fill(column, child)
    pointers = (POINTER(kind) * max(1, len(children)))(*(ctypes.pointer(child) for child in children))
    into.n_children, into.children = len(children), ctypes.cast(pointers, POINTER(POINTER(kind)))
    into.private_data, into.release = _keep([pointers, _Children(children)]), address(releaser)


class _Children:
    """Structures that are let go of with their parent, where nobody has taken them."""

    def __init__(self, children):
        self.children = children

    def __del__(self):
        for child in self.children:
            if child.release:
                _let_go(child)


class _Rows:
    """What a stream gives: the columns, once."""

    def __init__(self, columns, length):
        self.columns, self.length, self.is_over = columns, length, False


def _rows(stream):
    return _kept[stream.contents.private_data]


@GetSchema
def _get_schema(stream, out):
    ctypes.memset(out, 0, ctypes.sizeof(ArrowSchema))
    schema = out.contents
    schema.format, schema.name = b"+s", b""
    _parent(_rows(stream).columns, schema, ArrowSchema, _schema, _release_schema)
    return 0


@GetNext
def _get_next(stream, out):
    ctypes.memset(out, 0, ctypes.sizeof(ArrowArray))
    rows = _rows(stream)
    if rows.is_over:
        return 0
    rows.is_over = True
    array = out.contents
    array.length, array.n_buffers = rows.length, 1
    nothing = (c_void_p * 1)(None)
    array.buffers = ctypes.cast(nothing, POINTER(c_void_p))
    _parent(rows.columns, array, ArrowArray, _array, _release_array)
    _kept[array.private_data].append(nothing)
    return 0


@GetLastError
def _get_last_error(stream):
    return None


def stream_of(columns, length):
    """A stream of one batch with these columns; whoever takes it releases it."""
    stream = ArrowArrayStream()
    stream.get_schema, stream.get_next = address(_get_schema), address(_get_next)
    stream.get_last_error, stream.release = address(_get_last_error), address(_release_stream)
    stream.private_data = _keep(_Rows(columns, length))
    return stream


# Capsules, as Arrow's PyCapsule interface has them.

_NAME = b"arrow_array_stream"
_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype, _pointer_of.argtypes = c_void_p, [ctypes.py_object, c_char_p]
# A capsule that is going cannot be held as an object any more.
_pointer_of_going = ctypes.PYFUNCTYPE(c_void_p, c_void_p, c_char_p)(("PyCapsule_GetPointer", ctypes.pythonapi))
_Destructor = ctypes.PYFUNCTYPE(None, c_void_p)
_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype, _new_capsule.argtypes = ctypes.py_object, [c_void_p, c_char_p, _Destructor]
_streams = {}


@_Destructor
def _when_capsule_goes(capsule):
    stream = _streams.pop(_pointer_of_going(capsule, _NAME), None)
    if stream is not None:
        release(stream, ReleaseStream)


def capsule_of(stream):
    """A capsule that others take the stream out of."""
    place = ctypes.addressof(stream)
    _streams[place] = stream
    return _new_capsule(place, _NAME, _when_capsule_goes)


def stream_in(capsule):
    """Takes the stream out of a capsule."""
    place = ctypes.cast(_pointer_of(capsule, _NAME), POINTER(ArrowArrayStream)).contents
    if not place.release:
        raise ChurnError("The table's stream was taken before; a stream is read once.")
    taken = ArrowArrayStream.from_buffer_copy(place)
    # As the interface has it of what was moved.
    place.release = None
    return taken
