"""What the engine gives, as arrays of NumPy and lists of texts."""
import ctypes

import numpy as np

from ._library import ChurnError
from ._structures import (
    ArrowArray, ArrowSchema, GetLastError, GetNext, GetSchema, ReleaseArray, ReleaseSchema, ReleaseStream, release)

_KINDS = {"g": np.float64, "f": np.float32, "i": np.int32, "l": np.int64}


def names_in(stream):
    """The names of a stream's columns; the stream can be read all the same."""
    schema = ArrowSchema()
    if GetSchema(stream.get_schema)(ctypes.byref(stream), ctypes.byref(schema)) != 0:
        text = GetLastError(stream.get_last_error)(ctypes.byref(stream))
        release(stream, ReleaseStream)
        raise ChurnError((text or b"The table does not tell its columns.").decode("utf-8", "replace"))
    try:
        return names_of(schema)
    finally:
        release(schema, ReleaseSchema)


def names_of(schema):
    return [(schema.children[i].contents.name or b"").decode() for i in range(schema.n_children)]


def columns_in(stream):
    """The columns of a stream of the engine's by name; the stream is released."""
    try:
        schema = ArrowSchema()
        GetSchema(stream.get_schema)(ctypes.byref(stream), ctypes.byref(schema))
        try:
            names = names_of(schema)
            formats = [schema.children[i].contents.format.decode() for i in range(schema.n_children)]
        finally:
            release(schema, ReleaseSchema)
        array = ArrowArray()
        GetNext(stream.get_next)(ctypes.byref(stream), ctypes.byref(array))
        try:
            return {
                name: _texts(child) if format == "u" else _numbers(child, format)
                for name, format, child in (
                    (name, format, array.children[i].contents)
                    for i, (name, format) in enumerate(zip(names, formats)))}
        finally:
            release(array, ReleaseArray)
    finally:
        release(stream, ReleaseStream)


def _buffer(array, index, kind, count):
    if count == 0:
        return np.empty(0, dtype=kind)
    size = count * np.dtype(kind).itemsize
    # Copied, so that nothing looks into memory that is given back.
    return np.frombuffer(ctypes.string_at(array.buffers[index], size), dtype=kind).copy()


def _numbers(array, format):
    return _buffer(array, 1, _KINDS[format], array.length)


def _texts(array):
    offsets = _buffer(array, 1, np.int32, array.length + 1)
    joined = ctypes.string_at(array.buffers[2], int(offsets[-1])) if len(offsets) else b""
    present = np.ones(array.length, dtype=bool)
    if array.null_count:
        bits = _buffer(array, 0, np.uint8, (array.length + 7) // 8)
        present = np.unpackbits(bits, count=array.length, bitorder="little").astype(bool)
    return [
        joined[offsets[i]:offsets[i + 1]].decode() if present[i] else None for i in range(array.length)]
