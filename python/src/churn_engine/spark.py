"""Scores and ranks the rows of a Spark cluster: the model is sent to each executor once, rows come and go as batches of Arrow.

The package and pyarrow must be installed where the executors' Python is.
"""
from __future__ import annotations

import hashlib
import math

from .model import Model

_models = {}


def score(df, model, *, keep=None, margin=False, points=False, contributions=False, reasons=False, threads=1):
    """A frame with scores beside the rows of another one.

    Columns are bound by name; the same row gets the same bits as by ``churn predict``. What columns come out is known before
    any row is read.

    :param df: a frame of Spark, with the columns that the model needs.
    :param model: a :class:`~churn_engine.Model`, or the path of one on the driver.
    :param keep: names of the columns of `df` that stay; ``None``: all.
    :param margin, points, contributions, reasons: as in :meth:`~churn_engine.Model.score`.
    :param threads: of each task; Spark runs as many tasks as an executor has processors.
    """
    from pyspark.sql.types import DoubleType, StringType, StructField, StructType

    if not isinstance(model, Model):
        model = Model.open(model)
    wanted = {"margin": margin, "points": points, "contributions": contributions, "reasons": reasons}
    scores = model.score_columns(**wanted)
    kept = list(df.columns) if keep is None else list(keep)
    if lacking := [name for name in model.columns if name not in df.columns]:
        raise ValueError(
            f"The frame lacks the columns {', '.join(lacking)}, which the model is made of; it has {', '.join(df.columns)}.")
    if twice := [name for name in scores if name in kept]:
        raise ValueError(
            f"The frame has the columns {', '.join(twice)} already; rename them, or name what to keep by `keep`.")
    schema = StructType(
        [df.schema[name] for name in kept]
        + [StructField(name, StringType() if name.startswith("reason_") else DoubleType()) for name in scores])
    needed = kept + [name for name in model.columns if name not in kept]
    content = df.sparkSession.sparkContext.broadcast(model.to_bytes())
    columns = model.columns

    def batches(rows):
        import pyarrow

        known = _known(content.value, threads)
        for batch in rows:
            found = known.score(pyarrow.Table.from_batches([batch.select(columns)]), **wanted)
            yield pyarrow.RecordBatch.from_arrays(
                [batch.column(name) for name in kept]
                + [pyarrow.array(found[name], pyarrow.string() if name.startswith("reason_") else None) for name in scores],
                names=kept + scores)

    return df.select(*needed).mapInArrow(batches, schema)


def rank(df, model, key, *, top=None, share=None, above=None, threads=1):
    """The list of ``churn predict --table``, row by row, over all partitions: rank, key, probability, reasons.

    Rows are ranked by probability, those of the same one by the bytes of their keys, so that the list does not depend on where rows
    lie. Reasons are told of the rows listed alone.

    :param key: the column that names each row.
    :param top, share, above: the first so many, their share, or all above a probability; the first fifth where nothing is said.
    """
    from pyspark.sql import Window, functions

    given = [value for value in (top, share, above) if value is not None]
    if len(given) > 1:
        raise ValueError("`top`, `share` and `above` each say how long the list is; give one.")
    if (top is not None and top < 1) or (share is not None and not 0 < share <= 1) or (above is not None and not 0 <= above < 1):
        raise ValueError(f"{given[0]} lists nobody: give a number of rows from 1 on, a share up to 1, or a probability below 1.")
    if not isinstance(model, Model):
        model = Model.open(model)
    if model.describe()["has_points"]:
        raise ValueError("The list of a scorecard has points of each variable, which only the program writes.")
    needed = [key, *(name for name in model.columns if name != key)]
    scored = score(df.select(*needed), model, threads=threads)
    order = [functions.col("probability").desc(), functions.col(key).cast("string").asc()]
    if above is not None:
        listed = scored.filter(functions.col("probability") > above)
    else:
        # The nearest whole number of rows, but never none.
        count = top if top is not None else max(1, math.floor(df.count() * (0.2 if share is None else share) + 0.5))
        listed = scored.orderBy(*order).limit(count)
    explained = score(listed.drop("probability"), model, keep=[key], reasons=True, threads=threads)
    place = functions.row_number().over(Window.orderBy(*order)).alias("rank")
    return explained.select(place, *explained.columns).orderBy("rank")


def _known(content, threads):
    """The model of some bytes, opened once in a process."""
    key = hashlib.sha256(content).digest(), threads
    if key not in _models:
        _models[key] = Model.from_bytes(content, threads)
    return _models[key]
