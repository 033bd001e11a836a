import Tabular

@testable import ModelFile

extension ImportedModel {
  /// What each variable is compared with in Float64.
  var thresholds: [ThresholdScale?] { recipes.map { $0.thresholds.map(ThresholdScale.init(rising:)) } }
}

/// Small models of other tools, written out by hand.
enum ForeignModels {
  /// A LightGBM model of one split: +1.5 on the left, −1.5 on the right.
  ///
  /// - Parameters:
  ///   - decision: `decision_type`: 1 for categories; for numbers 2 for “missing goes left”, and the kind of missing value
  ///     times 4.
  ///   - set: the bits of the codes that go left, for categories.
  static func lightGBM(
    names: String = "x", infos: String = "[-3:3]", variable: Int = 0, decision: Int, threshold: String = "0",
    set: UInt32? = nil, version: String = "v4", tail: String = ""
  ) -> String {
    """
    tree
    version=\(version)
    num_class=1
    num_tree_per_iteration=1
    label_index=0
    max_feature_idx=\(names.split(separator: " ").count - 1)
    objective=binary sigmoid:1
    feature_names=\(names)
    feature_infos=\(infos)

    Tree=0
    num_leaves=2
    num_cat=\(set == nil ? 0 : 1)
    split_feature=\(variable)
    threshold=\(threshold)
    decision_type=\(decision)
    left_child=-1
    right_child=-2
    leaf_value=1.5 -1.5
    leaf_count=10 10
    internal_count=20
    \(set.map { "cat_boundaries=0 1\ncat_threshold=\($0)" } ?? "shrinkage=1")

    end of trees

    \(tail)

    """
  }

  /// A tree of XGBoost: `value` on the right, −`value` on the left, for codes where `right` lists those that go right, else
  /// for numbers against 0.
  struct XGBoostTree {
    var value = 1.0
    var right: [Int]?
    var missingGoesLeft = false
    var variable = 0

    var json: String {
      let isSet = right != nil
      return """
        {"tree_param":{"num_nodes":"3","size_leaf_vector":"1"},"left_children":[1,-1,-1],"right_children":[2,-1,-1],
        "split_indices":[\(variable),0,0],"split_conditions":[0,\(-value),\(value)],"default_left":[\(missingGoesLeft ? 1 : 0),0,0],
        "sum_hessian":[2,1,1],"split_type":[\(isSet ? 1 : 0),0,0],"categories_nodes":\(isSet ? "[0]" : "[]"),
        "categories_segments":\(isSet ? "[0]" : "[]"),"categories_sizes":\(right.map { "[\($0.count)]" } ?? "[]"),
        "categories":\(right.map { "\($0)" } ?? "[]")}
        """
    }
  }

  /// An XGBoost model with a base score of a half.
  static func xgBoost(
    _ trees: [XGBoostTree], variables: Int = 1, attributes: String = "{}", further: String = "",
    weights: [Double]? = nil, targets: Int = 1, objective: String = "binary:logistic"
  ) -> String {
    let model =
      "\"model\":{\"trees\":[\(trees.map(\.json).joined(separator: ","))]\(further)},\"name\":\"gbtree\""
    let booster =
      weights.map { "{\"name\":\"dart\",\"gbtree\":{\(model)},\"weight_drop\":\($0)}" } ?? "{\(model)}"
    return """
      {"learner":{"attributes":\(attributes),"feature_names":[\((0..<variables).map { "\"x\($0)\"" }.joined(separator: ","))],
      "gradient_booster":\(booster),"learner_model_param":{"base_score":"5E-1","num_class":"0",
      "num_feature":"\(variables)","num_target":"\(targets)"},"objective":{"name":"\(objective)"}},"version":[3,2,0]}
      """
  }

  /// A CatBoost model that asks whether column 1 is “a”: +2 where it is, −1 where not; column 0 is asked for by nothing.
  static func catBoost(
    hashes: String = #""cat_features_hash":[{"hash":7,"value":"a"},{"hash":4294967295,"value":"b"}],"#
  )
    -> String
  {
    """
    {"features_info":{\(hashes)"float_features":[{"flat_feature_index":0,"feature_id":"n","borders":[]}],
    "categorical_features":[{"flat_feature_index":1,"feature_id":"c","values":[7]}]},"model_info":{},"scale_and_bias":[1,[0]],
    "oblivious_trees":[{"splits":[{"split_type":"OneHotFeature","cat_feature_index":0,"value":7}],"leaf_values":[-1,2],
    "leaf_weights":[3,4]}]}
    """
  }
}
