"""The engine's library, loaded once, and its functions by name."""
import ctypes
import functools
import os
import pathlib
from ctypes import POINTER, c_char_p, c_int32, c_size_t, c_uint8, c_uint32, c_void_p

from ._structures import ArrowArrayStream, ArrowSchema, Listener, Training

INTERFACE_VERSION = 2
OK, INVALID, INTERRUPTED = 0, 1, 2
MARGIN, POINTS, CONTRIBUTIONS, REASONS = 1, 2, 4, 8


class ChurnError(ValueError):
    """What the engine says is wrong, and what to do about it."""


class Interrupted(Exception):
    """A training was stopped as it was asked to."""


_text = POINTER(c_char_p)
_SIGNATURES = {
    "churn_interface_version": (c_int32, []),
    "churn_version": (c_char_p, []),
    "churn_free": (None, [c_void_p]),
    "churn_model_open": (c_int32, [c_char_p, c_int32, POINTER(c_void_p), POINTER(c_void_p)]),
    "churn_model_open_bytes": (
        c_int32, [c_char_p, c_size_t, c_int32, POINTER(c_void_p), POINTER(c_void_p)]),
    "churn_model_close": (None, [c_void_p]),
    "churn_model_bytes": (
        c_int32, [c_void_p, POINTER(POINTER(c_uint8)), POINTER(c_size_t), POINTER(c_void_p)]),
    "churn_model_save": (c_int32, [c_void_p, c_char_p, POINTER(c_void_p)]),
    "churn_model_describe": (c_int32, [c_void_p, POINTER(c_void_p), POINTER(c_void_p)]),
    "churn_model_score_schema": (c_int32, [c_void_p, c_uint32, POINTER(ArrowSchema), POINTER(c_void_p)]),
    "churn_model_score": (
        c_int32,
        [c_void_p, POINTER(ArrowArrayStream), c_uint32, POINTER(ArrowArrayStream), POINTER(c_void_p)]),
    "churn_train": (
        c_int32,
        [POINTER(ArrowArrayStream), POINTER(ArrowArrayStream), POINTER(Training), POINTER(c_void_p),
         POINTER(c_void_p)]),
    "churn_run": (c_int32, [c_char_p, c_char_p, c_int32, POINTER(Listener), POINTER(c_void_p)]),
}
NAME = "libchurn-engine.so"


@functools.cache
def library():
    """The library beside this file, or the one that ``CHURN_ENGINE_LIBRARY`` names."""
    path = os.environ.get("CHURN_ENGINE_LIBRARY") or str(pathlib.Path(__file__).with_name(NAME))
    try:
        found = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(
            f"The engine's library cannot be loaded: {error}. Install the wheel of churn-engine for this system, or name a "
            f"{NAME} in the environment variable CHURN_ENGINE_LIBRARY.") from error
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(found, name)
        function.restype, function.argtypes = result, arguments
    if (version := found.churn_interface_version()) < INTERFACE_VERSION:
        raise ImportError(
            f"The library {path} has version {version} of the interface, and this package needs {INTERFACE_VERSION}; "
            "install both from one wheel.")
    return found


def engine_version():
    """The version of the engine, such as ``churn 0.1.0``."""
    return library().churn_version().decode()


def taken_text(pointer):
    """A text that the library has given, which is freed."""
    try:
        return ctypes.string_at(pointer).decode("utf-8", "replace")
    finally:
        library().churn_free(pointer)


def call(name, *arguments):
    """Calls a function that gives a status and an error's text.

    :raises ChurnError: with the text.
    :raises Interrupted: where the call was stopped.
    """
    text = c_void_p()
    status = getattr(library(), name)(*arguments, ctypes.byref(text))
    if status == OK:
        return
    message = taken_text(text) if text else f"{name} gave the status {status}."
    if status == INTERRUPTED:
        raise Interrupted(message)
    raise ChurnError(message)
