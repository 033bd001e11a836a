"""The peers of the devices: each fits to some rows of a table and scores others."""

import math
import time


class PeerTable:
    """A table of texts as peers take it: columns that are all numbers are numbers, others categories."""

    def __init__(self, names: list[str], rows: list[list[str]], outcomes: list[int], all_categories: bool):
        import pandas

        columns = {}
        for index, name in enumerate(names):
            cells = [row[index] for row in rows]
            try:
                if all_categories:
                    raise ValueError
                columns[name] = [float(cell) if cell.strip() else math.nan for cell in cells]
            except ValueError:
                columns[name] = cells
        self.frame = pandas.DataFrame(columns)
        self.categories = [name for name in names if isinstance(columns[name][0], str)]
        self.outcomes = pandas.Series(outcomes)

    def coded(self):
        """The frame with categories as pandas' own, of levels that are the same for all rows."""
        return self.frame.astype({name: "category" for name in self.categories})


def _stopping_rows(table: PeerTable, trained):
    """Four fifths of the training rows to fit to, and the fifth that stops."""
    from sklearn.model_selection import train_test_split

    return train_test_split(trained, test_size=0.2, random_state=0, stratify=table.outcomes.iloc[trained])


def catboost(table: PeerTable, trained, evaluated, threads: int) -> tuple[list[float], float]:
    from catboost import CatBoostClassifier

    began = time.perf_counter()
    model = CatBoostClassifier(
        verbose=0, thread_count=threads, cat_features=table.categories, random_seed=0, allow_writing_files=False)
    model.fit(table.frame.iloc[trained], table.outcomes.iloc[trained])
    seconds = time.perf_counter() - began
    return list(model.predict_proba(table.frame.iloc[evaluated])[:, 1]), seconds


def _lightgbm(frame, table: PeerTable, fitted, stopping, threads: int, **settings):
    import lightgbm

    model = lightgbm.LGBMClassifier(
        **{"learning_rate": 0.05, "n_estimators": 2000, "n_jobs": threads, "random_state": 0, "verbose": -1, **settings})
    return model.fit(
        frame.iloc[fitted], table.outcomes.iloc[fitted], eval_set=[(frame.iloc[stopping], table.outcomes.iloc[stopping])],
        eval_metric="binary_logloss", callbacks=[lightgbm.early_stopping(50, verbose=False)])


def lightgbm_stopped(table: PeerTable, trained, evaluated, threads: int) -> tuple[list[float], float]:
    frame = table.coded()
    began = time.perf_counter()
    model = _lightgbm(frame, table, *_stopping_rows(table, trained), threads)
    return list(model.predict_proba(frame.iloc[evaluated])[:, 1]), time.perf_counter() - began


def xgboost_stopped(table: PeerTable, trained, evaluated, threads: int) -> tuple[list[float], float]:
    import xgboost

    frame = table.coded()
    began = time.perf_counter()
    fitted, stopping = _stopping_rows(table, trained)
    model = xgboost.XGBClassifier(
        learning_rate=0.05, n_estimators=2000, n_jobs=threads, random_state=0, enable_categorical=True,
        early_stopping_rounds=50, eval_metric="logloss")
    model.fit(
        frame.iloc[fitted], table.outcomes.iloc[fitted], eval_set=[(frame.iloc[stopping], table.outcomes.iloc[stopping])], verbose=False)
    return list(model.predict_proba(frame.iloc[evaluated])[:, 1]), time.perf_counter() - began


def _ratio(random, low: float, high: float) -> float:
    """Drawn evenly on a scale of ratios."""
    return math.exp(random.uniform(math.log(low), math.log(high)))


def _searched(table: PeerTable, trained, rows, draws: int, fit) -> tuple[list[float], float]:
    """Scores by the best of some fits to settings drawn at random, and the seconds of all.

    :param rows: what is scored.
    :param fit: takes the drawing numbers and the rows that are fitted to and that stop; it gives a model and its log-loss on the latter.
    """
    import numpy

    began = time.perf_counter()
    fitted, stopping = _stopping_rows(table, trained)
    random = numpy.random.default_rng(1)
    best = min((fit(random, fitted, stopping) for _ in range(draws)), key=lambda found: found[1])[0]
    seconds = time.perf_counter() - began
    return list(best.predict_proba(rows)[:, 1]), seconds


def lightgbm_searched(table: PeerTable, trained, evaluated, threads: int, draws: int = 100) -> tuple[list[float], float]:
    frame = table.coded()

    def fit(random, fitted, stopping):
        model = _lightgbm(
            frame, table, fitted, stopping, threads, learning_rate=_ratio(random, 0.01, 0.2), num_leaves=int(_ratio(random, 4, 128)),
            min_child_samples=int(_ratio(random, 5, 500)), reg_lambda=_ratio(random, 0.01, 100),
            feature_fraction=random.uniform(0.3, 1), bagging_fraction=random.uniform(0.5, 1), bagging_freq=1)
        return model, model.best_score_["valid_0"]["binary_logloss"]

    return _searched(table, trained, frame.iloc[evaluated], draws, fit)


def catboost_searched(table: PeerTable, trained, evaluated, threads: int, draws: int = 30) -> tuple[list[float], float]:
    from catboost import CatBoostClassifier

    def fit(random, fitted, stopping):
        model = CatBoostClassifier(
            verbose=0, thread_count=threads, cat_features=table.categories, random_seed=0, allow_writing_files=False, iterations=2000,
            learning_rate=_ratio(random, 0.02, 0.2), depth=int(random.integers(3, 9)), l2_leaf_reg=_ratio(random, 0.5, 50),
            random_strength=random.uniform(0, 3), bagging_temperature=random.uniform(0, 2))
        model.fit(
            table.frame.iloc[fitted], table.outcomes.iloc[fitted],
            eval_set=(table.frame.iloc[stopping], table.outcomes.iloc[stopping]), early_stopping_rounds=50)
        return model, model.best_score_["validation"]["Logloss"]

    return _searched(table, trained, table.frame.iloc[evaluated], draws, fit)


#: Each takes a table, the rows that are fitted to, those that are scored, and threads; it gives scores and seconds.
PEERS = {
    "CatBoost": catboost,
    "LightGBM, stopped early": lightgbm_stopped,
    "XGBoost, stopped early": xgboost_stopped,
    "LightGBM, 100 draws": lightgbm_searched,
    "CatBoost, 30 draws": catboost_searched,
}
