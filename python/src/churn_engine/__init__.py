"""The engine of `churn` in Python: models are trained and score in this process, on tables that lie in memory.

* :class:`Model` opens, scores, saves and describes a model, wherever it was trained.
* :func:`train` trains one by a configuration, as ``churn train --table`` does.
* :func:`read_panel` takes a panel of months, for which :class:`Panel` has the program's verbs.
* :class:`ChurnTrees`, :class:`ChurnLogistic` and :class:`Scorecard` are scikit-learn estimators over both.
* :mod:`churn_engine.spark` scores the rows of a cluster.

Tables are pandas or polars frames, pyarrow tables, relations of DuckDB, anything else with ``__arrow_c_stream__``, and arrays
of NumPy.
"""
from ._library import ChurnError, engine_version
from .model import Model, Scores, train
from .panel import Panel, read_panel

__version__ = "0.1.0"
__all__ = [
    "ChurnError", "ChurnLogistic", "ChurnTrees", "Model", "Panel", "Scorecard", "Scores", "engine_version", "read_panel",
    "train"]

_ESTIMATORS = ("ChurnTrees", "ChurnLogistic", "Scorecard")


def __getattr__(name):
    # scikit-learn is imported where an estimator is asked for: a node of a cluster that only scores need not have it.
    if name in _ESTIMATORS:
        from . import estimators

        return getattr(estimators, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted(__all__)
