"""scikit-learn's own checks, and what people do with estimators."""
import pickle

import numpy as np
import pytest

pytest.importorskip("sklearn")
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from churn_engine import ChurnLogistic, ChurnTrees, Scorecard

# Few small trees, as there are hundreds of trainings.
TREES = {"rounds": 10, "minimum_rows": 3, "configuration": {"training": {"ensemble": "never"}}}
NOISE = (
    "its rows are noise of which no variable tells anything, and a scorecard of nothing is refused in words")
EXCUSED = {
    "ChurnTrees": {
        "check_sample_weight_equivalence_on_dense_data":
            "a quarter of the rows is held out, and a row that is there twice is two rows of which one may be held out; "
            "with a key it is not"},
    "ChurnLogistic": {},
    "Scorecard": {
        name: NOISE for name in (
            "check_fit_score_takes_y", "check_n_features_in_after_fitting", "check_estimators_dtypes",
            "check_sample_weights_pandas_series", "check_sample_weights_not_an_array", "check_sample_weights_list",
            "check_classifier_data_not_an_array", "check_supervised_y_2d", "check_fit2d_1feature", "check_fit_idempotent")},
}


@parametrize_with_checks(
    [ChurnTrees(n_jobs=1, **TREES), ChurnLogistic(n_jobs=1), Scorecard(n_jobs=1)],
    expected_failed_checks=lambda estimator: EXCUSED[type(estimator).__name__])
def test_as_scikit_learn_checks(estimator, check):
    check(estimator)


@pytest.fixture(scope="module")
def fitted(frame, columns):
    return ChurnTrees(n_jobs=2, **TREES).fit(frame, np.where(columns["lost"], "lost", "kept"))


def test_classes_names_and_shares(fitted, frame, columns):
    assert list(fitted.classes_) == ["kept", "lost"]
    assert list(fitted.feature_names_in_) == ["balance", "visits", "branch"]
    assert np.isclose(fitted.feature_importances_.sum(), 1)
    probabilities = fitted.predict_proba(frame)
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert np.array_equal(fitted.predict(frame) == "lost", fitted.decision_function(frame) > 0)
    assert roc_auc_score(columns["lost"], probabilities[:, 1]) > 0.7
    shares, base = fitted.contributions(frame)
    assert np.allclose(shares.sum(axis=1) + base, fitted.decision_function(frame))


def test_columns_in_another_order_are_refused(fitted, frame):
    with pytest.raises(ValueError, match="feature names"):
        fitted.predict(frame[["visits", "balance", "branch"]])


def test_pickle_and_clone(fitted, frame):
    again = pickle.loads(pickle.dumps(fitted))
    assert np.array_equal(again.predict_proba(frame), fitted.predict_proba(frame))
    assert clone(fitted).get_params() == fitted.get_params()


@pytest.mark.parametrize("library", ["polars", "pyarrow", "duckdb"])
def test_other_frames(fitted, frame, columns, library):
    module = pytest.importorskip(library)
    lost = np.where(columns["lost"], "lost", "kept")
    if library == "polars":
        other = module.from_pandas(frame)
    elif library == "pyarrow":
        other = module.Table.from_pandas(frame, preserve_index=False)
    else:
        pytest.importorskip("pyarrow")
        other = module.from_df(frame)
    assert np.array_equal(fitted.predict_proba(other), fitted.predict_proba(frame))
    again = clone(fitted).fit(other, lost)
    assert np.array_equal(again.predict_proba(frame), fitted.predict_proba(frame))


def test_scorecard_points(frame, columns):
    card = Scorecard(scorecard={"base_score": 500, "points_to_double": 20}).fit(frame, columns["lost"])
    points, losses = card.points(frame), card.predict_proba(frame)[:, 1]
    assert np.array_equal(points, np.round(points))
    assert np.corrcoef(points, losses)[0, 1] < -0.9


def test_searches_pipelines_and_calibration(frame, columns):
    X, lost = frame[["balance", "visits"]].fillna(0), columns["lost"]
    trees = ChurnTrees(n_jobs=1, **TREES)
    search = GridSearchCV(trees, {"leaves": [2, 8]}, cv=2, scoring="roc_auc").fit(X, lost)
    assert search.best_score_ > 0.6
    piped = make_pipeline(StandardScaler(), ChurnLogistic(n_jobs=1))
    ours = cross_val_score(piped, X, lost, cv=3, scoring="roc_auc").mean()
    theirs = cross_val_score(make_pipeline(StandardScaler(), LogisticRegression()), X, lost, cv=3, scoring="roc_auc").mean()
    assert abs(ours - theirs) < 0.02
    calibrated = CalibratedClassifierCV(trees, cv=2).fit(X, lost)
    assert calibrated.predict_proba(X).shape == (len(X), 2)
    chosen = ColumnTransformer([("kept", "passthrough", ["balance"])]).set_output(transform="pandas")
    assert make_pipeline(chosen, ChurnLogistic(n_jobs=1)).fit(X, lost).score(X, lost) > 0.5


def test_settings_reach_the_engine(frame, columns):
    from churn_engine import ChurnError

    with pytest.raises(ChurnError, match="learning_rate"):
        ChurnTrees(learning_rate=7).fit(frame, columns["lost"])
    seeds = [
        ChurnTrees(random_state=seed, **TREES).fit(frame, columns["lost"]).model_.to_bytes() for seed in (1, 1, 2)]
    assert seeds[0] == seeds[1] != seeds[2]
