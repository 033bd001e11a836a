"""Tables of all libraries are the same table."""
import datetime

import numpy as np
import pytest

import churn_engine


def same(model, frame, other):
    assert np.array_equal(model.score(other)["probability"], model.score(frame)["probability"])


def test_polars(model, frame):
    polars = pytest.importorskip("polars")
    other = polars.DataFrame({
        "balance": frame["balance"].to_list(), "visits": frame["visits"].to_list(),
        "branch": [None if text != text else text for text in frame["branch"].astype(object)]},
        schema_overrides={"branch": polars.Categorical})
    same(model, frame, other)
    same(model, frame, other.with_columns(polars.col("branch").cast(polars.String)))


def test_pyarrow_in_pieces(model, frame):
    arrow = pytest.importorskip("pyarrow")
    table = arrow.Table.from_pandas(frame, preserve_index=False)
    same(model, frame, table)
    same(model, frame, arrow.concat_tables([table.slice(0, 7), table.slice(7, 200), table.slice(207)]))


def test_duckdb(model, frame):
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    same(model, frame, duckdb.from_df(frame))


def test_pandas_kinds(model, frame):
    other = frame.copy()
    other["visits"] = other["visits"].astype("Int16")
    other["branch"] = other["branch"].astype(object)
    other.index = [f"row {row}" for row in range(len(other))]
    same(model, frame, other[["branch", "visits", "balance"]])


def test_arrays_of_any_layout(columns):
    X = np.column_stack([columns["balance"], columns["visits"]])
    model = churn_engine.train(X, columns["lost"], configuration={"training": {"algorithm": "logistic"}})
    assert model.columns == ["x0", "x1"]
    expected = model.score(X)["probability"]
    for other in (np.asfortranarray(X), X.astype(">f8"), X[::-1][::-1], X.tolist()):
        assert np.array_equal(model.score(other)["probability"], expected)


def test_scores_are_a_table(model, frame):
    scores = model.score(frame, reasons=True)
    polars, arrow = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    assert polars.DataFrame(scores)["reason_1"].to_list() == scores["reason_1"]
    table = arrow.table(scores)
    table.validate(full=True)
    assert np.array_equal(table["probability"].to_numpy(), scores["probability"])
    # Half of a table may outlive the rest.
    half = arrow.RecordBatchReader.from_stream(scores).read_all()["reason_1"]
    del table
    assert half.to_pylist() == scores["reason_1"]


def test_days_and_truths(columns):
    pandas = pytest.importorskip("pandas")
    first = datetime.date(2024, 1, 1)
    opened = [None if row % 5 == 0 else first + datetime.timedelta(days=row) for row in range(600)]
    frame = pandas.DataFrame({
        "opened": pandas.to_datetime(pandas.Series(opened)), "payroll": columns["visits"] > 4,
        "balance": columns["balance"]})
    model = churn_engine.train(frame, columns["lost"], configuration={"training": {"algorithm": "logistic"}})
    kinds = {column["name"]: column["kind"] for column in model.describe()["columns"]}
    assert kinds == {"opened": "date", "payroll": "number", "balance": "number"}
    same(model, frame, frame.assign(opened=opened))


@pytest.mark.parametrize("cell", [{"a": 1}, [1, 2], object()])
def test_cells_that_are_nothing(model, frame, cell):
    other = frame.astype(object)
    other.at[3, "branch"] = cell
    with pytest.raises(TypeError, match="branch.*string or a number"):
        model.score(other)


def test_what_is_refused(model, frame):
    with pytest.raises(churn_engine.ChurnError, match="no column “branch”"):
        model.score(frame[["balance", "visits"]])
    with pytest.raises(ValueError, match="2 columns|3 columns"):
        model.score(np.zeros((5, 2)), names=["balance", "visits", "branch"])
    with pytest.raises(ValueError, match="dimensions"):
        model.score(np.zeros(5))
    arrow = pytest.importorskip("pyarrow")
    nested = arrow.table({"balance": [[1.0]], "visits": [1], "branch": ["2"]})
    with pytest.raises(churn_engine.ChurnError, match="balance.*lists"):
        model.score(nested)


def test_a_stream_is_read_once(model, frame):
    arrow = pytest.importorskip("pyarrow")
    capsule = arrow.Table.from_pandas(frame, preserve_index=False).__arrow_c_stream__()

    class Taken:
        def __arrow_c_stream__(self, requested_schema=None):
            return capsule

    same(model, frame, Taken())
    with pytest.raises(churn_engine.ChurnError, match="taken before"):
        model.score(Taken())


def test_what_the_library_of_the_table_says(model):
    arrow = pytest.importorskip("pyarrow")
    schema = arrow.schema([("balance", arrow.float64()), ("visits", arrow.int64()), ("branch", arrow.string())])

    def batches():
        raise OSError("the disk is gone")
        yield

    with pytest.raises(churn_engine.ChurnError, match="the disk is gone"):
        model.score(arrow.RecordBatchReader.from_batches(schema, batches()))
