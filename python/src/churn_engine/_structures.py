"""The structures of Arrow's C stream interface and of ``churn.h``, as ctypes has them.

Functions stand as plain addresses, so that nothing of theirs is copied or kept alive by accident.
"""
import ctypes
from ctypes import POINTER, c_char_p, c_int32, c_int64, c_size_t, c_void_p


class ArrowSchema(ctypes.Structure):
    pass


ArrowSchema._fields_ = [
    ("format", c_char_p), ("name", c_char_p), ("metadata", c_void_p), ("flags", c_int64),
    ("n_children", c_int64), ("children", POINTER(POINTER(ArrowSchema))),
    ("dictionary", POINTER(ArrowSchema)), ("release", c_void_p), ("private_data", c_void_p)]


class ArrowArray(ctypes.Structure):
    pass


ArrowArray._fields_ = [
    ("length", c_int64), ("null_count", c_int64), ("offset", c_int64), ("n_buffers", c_int64),
    ("n_children", c_int64), ("buffers", POINTER(c_void_p)), ("children", POINTER(POINTER(ArrowArray))),
    ("dictionary", POINTER(ArrowArray)), ("release", c_void_p), ("private_data", c_void_p)]


class ArrowArrayStream(ctypes.Structure):
    _fields_ = [
        ("get_schema", c_void_p), ("get_next", c_void_p), ("get_last_error", c_void_p),
        ("release", c_void_p), ("private_data", c_void_p)]


ReleaseSchema = ctypes.CFUNCTYPE(None, POINTER(ArrowSchema))
ReleaseArray = ctypes.CFUNCTYPE(None, POINTER(ArrowArray))
ReleaseStream = ctypes.CFUNCTYPE(None, POINTER(ArrowArrayStream))
GetSchema = ctypes.CFUNCTYPE(ctypes.c_int, POINTER(ArrowArrayStream), POINTER(ArrowSchema))
GetNext = ctypes.CFUNCTYPE(ctypes.c_int, POINTER(ArrowArrayStream), POINTER(ArrowArray))
GetLastError = ctypes.CFUNCTYPE(c_char_p, POINTER(ArrowArrayStream))

Progress = ctypes.CFUNCTYPE(c_int32, c_void_p, c_char_p, c_int64, c_int64)
Warn = ctypes.CFUNCTYPE(None, c_void_p, c_char_p)


class Training(ctypes.Structure):
    """``struct churn_training``."""

    _fields_ = [
        ("size", c_size_t), ("configuration", c_char_p), ("label", c_char_p), ("positive", c_char_p),
        ("weight", c_char_p), ("key", c_char_p), ("time", c_char_p), ("name", c_char_p),
        ("threads", c_int32), ("progress", Progress), ("warn", Warn), ("context", c_void_p)]


class Listener(ctypes.Structure):
    """``struct churn_listener``."""

    _fields_ = [("size", c_size_t), ("progress", Progress), ("warn", Warn), ("context", c_void_p)]


def address(function):
    """The address of a function of ctypes."""
    return ctypes.cast(function, c_void_p).value


def release(structure, kind):
    """Gives a structure back to whom it belongs, once."""
    if structure.release:
        kind(structure.release)(ctypes.byref(structure))
        structure.release = None
