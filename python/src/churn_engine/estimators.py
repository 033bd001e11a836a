"""scikit-learn estimators of the engine's models."""
from __future__ import annotations

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, column_or_1d, validate_data

from ._tables import array_names, is_table
from .model import train

__all__ = ["ChurnLogistic", "ChurnTrees", "Scorecard"]


class _Classifier(ClassifierMixin, BaseEstimator):
    """What all estimators have in common: two classes, the later of which in order is the loss.

    Arrays hold numbers. Columns of frames hold numbers, truths, days, texts or categories; missing values may stand anywhere.
    A quarter of the rows, chosen by a seed, decides when to stop; then the model is fitted to all rows.
    """

    # Parameters that are keys of the configuration, by the section that they belong to.
    _settings: tuple = ()
    _section: tuple = ()
    _fixed: dict = {}

    def fit(self, X, y, sample_weight=None):
        """Trains a model.

        :param X: rows × columns: an array of numbers, or a frame.
        :param y: the outcome of each row, of two classes.
        :param sample_weight: how often each row counts; ``None``: once.
        """
        X, y = self._checked(X, y)
        codes = self._encoded(y)
        if sample_weight is not None:
            sample_weight = _check_sample_weight(sample_weight, np.empty((len(codes), 0)), ensure_non_negative=True)
            self._check_weights(sample_weight, codes)
        self.model_ = train(
            X, codes, weight=sample_weight, configuration=self._configuration(), threads=self.n_jobs or 0,
            progress=self.progress, names=self.columns_)
        return self

    def predict_proba(self, X):
        """The probability of each class, rows × 2."""
        losses = self._scores(X)["probability"]
        return np.column_stack([1 - losses, losses])

    def predict(self, X):
        """The likelier class of each row."""
        losses = self._scores(X)["probability"]
        return self.classes_[(losses > 0.5).astype(np.intp)]

    def decision_function(self, X):
        """The log odds of the second class."""
        return self._scores(X, margin=True)["margin"]

    def contributions(self, X):
        """What each of :attr:`variables_` adds to each row's log odds (SHAP values), and the log odds that all begin with."""
        return self.model_.contributions(self._checked_rows(X), names=self.columns_)

    @property
    def variables_(self):
        """Names of the variables that the model is made of."""
        check_is_fitted(self)
        return self.model_.variables

    @property
    def feature_importances_(self):
        """How much each column does for the model; together 1. A variable made of several counts for each of them alike."""
        check_is_fitted(self)
        place = {name: index for index, name in enumerate(self.columns_)}
        shares = np.zeros(self.n_features_in_)
        for variable in self.model_.describe()["variables"]:
            known = [place[name] for name in variable["columns"] if name in place]
            for index in known:
                shares[index] += variable["importance"] / len(known)
        return shares

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        tags.input_tags.allow_nan = True
        tags.input_tags.categorical = True
        tags.input_tags.string = True
        return tags

    # Rows and names

    def _checked(self, X, y):
        """The rows as the engine takes them, with the columns bound, and the outcomes."""
        if y is None:
            raise ValueError(
                f"This {type(self).__name__} estimator requires y to be passed, but the target y is None.")
        if not is_table(X):
            X, y = validate_data(self, X, y, dtype="numeric", ensure_all_finite="allow-nan")
            self.columns_ = array_names(X.shape[1])
            return X, y
        frame, y = self._bound(X, reset=True), column_or_1d(y, warn=True)
        self.columns_ = [str(name) for name in frame.columns]
        if frame.shape[0] not in (None, len(y)):
            raise ValueError(
                f"Found input variables with inconsistent numbers of samples: [{frame.shape[0]}, {len(y)}]")
        return X, y

    def _checked_rows(self, X):
        check_is_fitted(self)
        if not is_table(X):
            return validate_data(self, X, reset=False, dtype="numeric", ensure_all_finite="allow-nan")
        self._bound(X, reset=False)
        return X

    def _bound(self, X, reset):
        """A table whose names are those of the fit, or become them."""
        frame = _Frame(X)
        if type(X).__module__.partition(".")[0] in ("pandas", "polars", "pyarrow"):
            validate_data(self, X, reset=reset, skip_check_array=True)
        elif reset:
            self.n_features_in_, self.feature_names_in_ = len(frame.columns), np.array(frame.columns, dtype=object)
        elif frame.columns != self.columns_:
            raise ValueError("The feature names should match those that were passed during fit.")
        for axis, things in enumerate(("sample(s)", "feature(s)")):
            if frame.shape[axis] == 0:
                raise ValueError(
                    f"Found array with 0 {things} (shape={frame.shape}) while a minimum of 1 is required by "
                    f"{type(self).__name__}.")
        return frame

    def _scores(self, X, **wanted):
        rows = self._checked_rows(X)
        return self.model_.score(rows, names=self.columns_, **wanted)

    # Outcomes

    def _encoded(self, y):
        check_classification_targets(y)
        kind = type_of_target(y, input_name="y")
        if kind not in ("binary", "multiclass"):
            raise ValueError(f"Only binary classification is supported. The type of the target is {kind}.")
        self.classes_, codes = np.unique(y, return_inverse=True)
        if len(self.classes_) > 2:
            raise ValueError("Only binary classification is supported. The type of the target is multiclass.")
        if len(self.classes_) < 2:
            raise ValueError(
                f"{type(self).__name__} needs rows of two classes, but y holds one class only: {self.classes_[0]!r}.")
        return codes.astype(np.float64)

    def _check_weights(self, weights, codes):
        for code, name in enumerate(self.classes_):
            if not np.any(weights[codes == code] > 0):
                raise ValueError(
                    f"{type(self).__name__} needs rows of two classes, but no row of the class {name!r} has a weight above 0; "
                    "only one class is left.")

    # Settings

    def _configuration(self):
        given = {
            key: getattr(self, key) for key in self._settings if getattr(self, key) is not None}
        training = {"algorithm": self._algorithm, **({"seed": self.random_state} if self.random_state is not None else {})}
        section = training
        for name in self._section:
            section = section.setdefault(name, {})
        section.update({**self._fixed, **given})
        return _merged({"training": training}, self.configuration or {})


def _merged(ours, theirs):
    """Settings of which the second ones hold where both say something."""
    merged = dict(ours)
    for key, value in theirs.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merged(merged[key], value) if both else value
    return merged


class _Frame:
    """Any table, which tells its columns as frames of pandas do; `shape[0]` is `None` where the table does not know it."""

    def __init__(self, table):
        names = getattr(table, "column_names", None)
        if names is None:
            names = getattr(table, "columns", None)
        if names is None:
            raise TypeError(f"A {type(table).__name__} does not tell its columns; make a frame or a table of it.")
        shape = getattr(table, "shape", None) or (getattr(table, "num_rows", None), len(names))
        self.table, self.columns, self.shape = table, list(names), tuple(shape)


class ChurnTrees(_Classifier):
    """Gradient-boosted trees.

    A parameter that is ``None`` is the engine's default; the others are the keys of ``training.trees`` in a configuration.

    :param rounds: most trees.
    :param learning_rate: share of each tree's step that is taken.
    :param leaves: most leaves of a tree.
    :param maximum_depth: most splits between the root and a leaf.
    :param minimum_rows: fewest rows in a leaf.
    :param l1, l2: penalties on what leaves are worth.
    :param patience: trees without improvement on the rows held out after which training ends; 0: never.
    :param column_share, row_share: shares that a tree is grown from.
    :param bins: most bins of a variable.
    :param monotone: ``{column: "increasing" or "decreasing"}``.
    :param configuration: further settings, as a mapping of the configuration's keys; they hold before all others.
    :param random_state: the seed.
    :param n_jobs: threads; ``None``: as many as there are processors.
    :param progress: called with what is being done, how much of it is done, and of how much.
    """

    _algorithm = "trees"
    _section = ("trees",)
    _settings = (
        "rounds", "learning_rate", "leaves", "maximum_depth", "minimum_rows", "l1", "l2", "patience", "column_share",
        "row_share", "bins", "monotone")

    def __init__(
        self, *, rounds=None, learning_rate=None, leaves=None, maximum_depth=None, minimum_rows=None, l1=None, l2=None,
        patience=None, column_share=None, row_share=None, bins=None, monotone=None, configuration=None,
        random_state=None, n_jobs=None, progress=None,
    ):
        self.rounds = rounds
        self.learning_rate = learning_rate
        self.leaves = leaves
        self.maximum_depth = maximum_depth
        self.minimum_rows = minimum_rows
        self.l1 = l1
        self.l2 = l2
        self.patience = patience
        self.column_share = column_share
        self.row_share = row_share
        self.bins = bins
        self.monotone = monotone
        self.configuration = configuration
        self.random_state = random_state
        self.n_jobs = n_jobs
        self.progress = progress


class ChurnLogistic(_Classifier):
    """Logistic regression.

    A parameter that is ``None`` is the engine's default; the others are the keys of ``training.logistic`` in a configuration.

    :param l2: ridge.
    :param penalty: ``ridge``, ``lasso`` or ``elastic_net``.
    :param signs: ``{column: "positive" or "negative"}``.
    :param configuration, random_state, n_jobs, progress: as in :class:`ChurnTrees`.
    """

    _algorithm = "logistic"
    _section = ("logistic",)
    _settings = ("l2", "penalty", "signs")

    def __init__(
        self, *, l2=None, penalty=None, signs=None, configuration=None, random_state=None, n_jobs=None,
        progress=None,
    ):
        self.l2 = l2
        self.penalty = penalty
        self.signs = signs
        self.configuration = configuration
        self.random_state = random_state
        self.n_jobs = n_jobs
        self.progress = progress


class Scorecard(_Classifier):
    """Logistic regression on weights of evidence, as points that a person can add up.

    A parameter that is ``None`` is the engine's default; the others are the keys of ``training.logistic`` in a configuration.

    :param l2: ridge.
    :param least_iv: least information value of a variable.
    :param correlation: of variables that correlate more than this, only the one of the greatest information value stays.
    :param stepwise: how variables are added or taken out.
    :param scorecard: ``{"base_score": …, "base_odds": …, "points_to_double": …}``.
    :param configuration, random_state, n_jobs, progress: as in :class:`ChurnTrees`.
    """

    _algorithm = "logistic"
    _section = ("logistic",)
    _fixed = {"woe": True}
    _settings = ("l2", "least_iv", "correlation", "stepwise", "scorecard")

    def __init__(
        self, *, l2=None, least_iv=None, correlation=None, stepwise=None, scorecard=None, configuration=None,
        random_state=None, n_jobs=None, progress=None,
    ):
        self.l2 = l2
        self.least_iv = least_iv
        self.correlation = correlation
        self.stepwise = stepwise
        self.scorecard = scorecard
        self.configuration = configuration
        self.random_state = random_state
        self.n_jobs = n_jobs
        self.progress = progress

    def points(self, X):
        """The points of each row: the more, the safer."""
        return self._scores(X, points=True)["points"]
