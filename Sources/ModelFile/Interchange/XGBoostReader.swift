import Scoring

/// Reads XGBoost's models (doc/model.schema in its sources, versions 1 to 3), whichever text they came in.
enum XGBoostReader {
  /// - Parameter allTrees: whether the rounds behind the best one are used too.
  static func read(_ root: LocatedValue, allTrees: Bool) throws(InterchangeError) -> ImportedModel {
    let learner = try root.at("learner")
    let parameters = try learner.at("learner_model_param")
    if let classes = try parameters.optional("num_class"), try classes.number() > 1 {
      throw classes.fail(
        "It tells \(try classes.whole(2...1 << 30)) classes apart; only models of two classes can be imported."
      )
    }
    if let targets = try parameters.optional("num_target"), try targets.number() > 1 {
      throw targets.fail(
        "It predicts \(try targets.whole(2...1 << 30)) outcomes at once; train a model for one of them.")
    }
    let baseMargin = try baseMargin(learner, parameters)
    let variableCount = try parameters.at("num_feature").whole(0...1 << 20)
    let booster = try Booster(learner.at("gradient_booster"))
    let levels = try XGBoostCategories.levels(booster.model, variableCount: variableCount)
    let rounds = try XGBoostRounds(learner, booster.model)
    let all = try booster.model.at("trees").elements()
    let used = allTrees ? all.count : rounds.usedTrees
    var reader = try XGBoostTreeReader(
      trees: Array(all[..<used]), variableCount: variableCount, levelCounts: levels.mapValues(\.count))
    var trees: [DecisionTree] = []
    for index in 0..<used { trees.append(try reader.tree(index, weight: booster.weight(ofTree: index))) }
    return try ImportedModel(
      tool: .xgBoost, forest: Forest(variableCount: variableCount, baseMargin: baseMargin, trees: trees),
      columns: ImportedModel.Columns(
        names: try names(learner, variableCount: variableCount), levels: levels,
        codesWithOther: reader.codesWithOther),
      rounds: rounds.best.map { allTrees ? ImportedModel.Rounds(used: $0.all, all: $0.all) : $0 })
  }

  /// The trees, and for DART what each of them counts.
  private struct Booster {
    let model: LocatedValue
    private let weights: [Double]?
    private let place: LocatedValue

    init(_ booster: LocatedValue) throws(InterchangeError) {
      place = booster
      let name = try booster.at("name")
      switch try name.text() {
      case "gbtree": (model, weights) = (try Self.trees(booster), nil)
      case "dart":
        (model, weights) = (try Self.trees(booster.at("gbtree")), try booster.at("weight_drop").numbers())
      case "gblinear":
        throw name.fail(
          "Its booster is “gblinear”, a linear model without trees. Train with “gbtree” or “dart”, or train a logistic "
            + "regression here.")
      case let other: throw name.fail("Its booster is “\(other)”; only “gbtree” and “dart” can be imported.")
      }
    }

    private static func trees(_ booster: LocatedValue) throws(InterchangeError) -> LocatedValue {
      guard let model = try booster.optional("model") else {
        throw booster.fail(
          "It is XGBoost's configuration (save_config), which holds no trees. Save the model itself: "
            + "`booster.save_model(\"model.json\")`.")
      }
      return model
    }

    func weight(ofTree index: Int) throws(InterchangeError) -> Double {
      guard let weights else { return 1 }
      guard weights.indices.contains(index), weights[index].isFinite else {
        throw place.fail("“weight_drop” has no usable number for tree \(index).")
      }
      return weights[index]
    }
  }

  /// The margin before the first tree, from `base_score`.
  private static func baseMargin(
    _ learner: LocatedValue, _ parameters: LocatedValue
  ) throws(InterchangeError) -> Double {
    let objective = try learner.at("objective", "name")
    let base = try parameters.at("base_score")
    switch try objective.text() {
    case "binary:logistic", "reg:logistic":
      let probability = try score(base)
      guard probability > 0, probability < 1 else {
        throw base.fail("\(probability) is no probability between 0 and 1.")
      }
      // XGBoost adds up in Float32.
      return Double(Float(Scorer.margin(ofProbability: probability)))
    case "binary:logitraw": return try score(base)
    case let other:
      throw objective.fail(
        "Its objective is “\(other)”, which gives no probability of a loss; only “binary:logistic”, "
          + "“binary:logitraw” and “reg:logistic” can be imported.")
    }
  }

  /// A number that XGBoost writes as a text, since version 3.1 as one of several.
  private static func score(_ value: LocatedValue) throws(InterchangeError) -> Double {
    guard case .text(let text) = value.value else { return try value.number() }
    let bare = text.first == "[" && text.last == "]" ? text.dropFirst().dropLast() : text[...]
    guard let number = Double(bare), number.isFinite else { throw value.fail("“\(text)” is not one number.") }
    return number
  }

  private static func names(_ learner: LocatedValue, variableCount: Int) throws(InterchangeError) -> [String]
  {
    var names: [String] = []
    if let given = try learner.optional("feature_names") {
      for name in try given.elements() { names.append(try name.text()) }
    }
    if names.isEmpty { return (0..<variableCount).map { "f\($0)" } }
    guard names.count == variableCount else {
      throw learner.fail("There are \(names.count) names for \(variableCount) variables.")
    }
    return names
  }
}
