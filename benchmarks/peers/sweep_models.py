"""Training and prediction of the sweep's models by their own tools."""

import dataclasses
import json
from pathlib import Path

import numpy as np

from peers.sweep_rows import CATEGORIES


@dataclasses.dataclass
class Settings:
    tool: str
    # Nil: the version of the environment.
    version: str | None
    name: str
    # "numbers", or numbers with categories as "codes" or "texts".
    kind: str
    parameters: dict


class Lightgbm:
    def __init__(self, one: Settings, data, folder: Path):
        import lightgbm
        frame, y = data
        self.one = one
        # With numbers in place of a table, texts of categories are not known to it.
        x = frame if one.kind == "texts" else frame.to_numpy()
        options = dict(categorical_feature=[6, 7]) if one.kind == "codes" else {}
        names = {} if one.kind == "texts" else dict(feature_name=list(frame.columns))
        self.model = lightgbm.train(one.parameters, lightgbm.Dataset(x, y, **names, **options), 12)
        self.file = folder / f"{one.name}.txt"
        self.model.save_model(str(self.file))

    def thresholds(self):
        found = {}
        def walk(node):
            if "split_feature" in node:
                if node["decision_type"] == "<=":
                    found.setdefault(names[node["split_feature"]], set()).add(float(node["threshold"]))
                walk(node["left_child"])
                walk(node["right_child"])
        dump = self.model.dump_model()
        names = dump["feature_names"]
        for tree in dump["tree_info"]:
            walk(tree["tree_structure"])
        return {name: sorted(values) for name, values in found.items()}

    def probabilities(self, rows):
        return self.model.predict(rows.as_training() if self.one.kind == "texts" else rows.numbers())


class Xgboost:
    def __init__(self, one: Settings, data, folder: Path):
        import xgboost
        self.xgboost, self.one = xgboost, one
        frame, y = data
        parameters = dict(one.parameters)
        stop = parameters.pop("stop", 0)
        matrix = self.matrix(frame, y)
        # The round that early stopping finds the best is what predict_proba uses.
        more = dict(evals=[(self.matrix(frame[:200], y[:200][::-1]), "held")], early_stopping_rounds=stop) if stop else {}
        self.model = xgboost.train(parameters, matrix, 12, verbose_eval=False, **more)
        self.best = self.model.best_iteration + 1 if stop else 0
        self.file = folder / f"{one.name}.{'ubj' if parameters.get('max_bin') == 8 else 'json'}"
        self.model.save_model(str(self.file))

    def matrix(self, frame, y=None):
        if self.one.kind == "texts":
            return self.xgboost.DMatrix(frame, y, enable_categorical=True)
        names = list(frame.columns)
        types = ["c" if name in CATEGORIES else "float" for name in names]
        # 3.2 takes a category of a table for a text; as numbers they are codes.
        return self.xgboost.DMatrix(
            frame.to_numpy(dtype=np.float32), y, feature_names=names, feature_types=types, enable_categorical=True)

    def thresholds(self):
        found = {}
        learner = json.loads(self.model.save_raw("json"))["learner"]
        booster = learner["gradient_booster"]
        for tree in booster.get("gbtree", booster)["model"]["trees"]:
            kinds = tree["split_type"]
            for left, variable, condition, kind in zip(tree["left_children"], tree["split_indices"], tree["split_conditions"], kinds):
                if left >= 0 and kind == 0:
                    found.setdefault(learner["feature_names"][variable], set()).add(float(np.float32(condition)))
        return {name: sorted(values) for name, values in found.items()}

    def probabilities(self, rows):
        import pandas
        frame = rows.as_training() if self.one.kind == "texts" else pandas.DataFrame(rows.numbers(), columns=rows.header[1:])
        margins = self.model.predict(self.matrix(frame), output_margin=True, iteration_range=(0, self.best))
        return 1 / (1 + np.exp(-margins.astype(float)))


class Catboost:
    def __init__(self, one: Settings, data, folder: Path):
        import catboost
        self.catboost, self.one = catboost, one
        frame, y = data
        self.names = CATEGORIES if one.kind == "texts" else []
        self.model = catboost.CatBoostClassifier(verbose=0, allow_writing_files=False, **one.parameters)
        pool = catboost.Pool(frame, y, cat_features=self.names)
        self.model.fit(pool)
        self.file = folder / f"{one.name}.json"
        self.model.save_model(str(self.file), format="json", pool=pool)

    def thresholds(self):
        info = json.loads(self.file.read_text())["features_info"]
        return {f["feature_id"]: f["borders"] or [] for f in info["float_features"]}

    def probabilities(self, rows):
        return self.model.predict_proba(self.catboost.Pool(rows.as_training(), cat_features=self.names))[:, 1]


def train(one: Settings, data, folder: Path):
    return {"lightgbm": Lightgbm, "xgboost": Xgboost, "catboost": Catboost}[one.tool](one, data, folder)


def expected(model, rows):
    return model.probabilities(rows)
