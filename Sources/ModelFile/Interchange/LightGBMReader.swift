import Scoring

/// Reads LightGBM's text models (`version=v2` to `v4`; GBDT::SaveModelToString and Tree::ToString in its sources).
enum LightGBMReader {
  /// What is said of a file that is nothing known.
  static let unknown =
    "It is no model that can be imported: LightGBM's text begins with the line “tree”, the JSON of XGBoost and CatBoost "
    + "with “{”."

  static func read(_ bytes: [UInt8]) throws(InterchangeError) -> ImportedModel {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InterchangeError(place: "", problem: Self.unknown)
    }
    let parts = try LightGBMText(text)
    let head = parts.head
    let version = try head.text("version").text
    guard ["v2", "v3", "v4"].contains(version) else {
      throw InterchangeError(
        place: "line \(try head.text("version").line)",
        problem: "It has the version “\(version)”; v2 to v4 are known. Save it with LightGBM 2, 3 or 4.")
    }
    let classes = try head.whole("num_class", in: 1...1_000_000)
    let perIteration = try head.whole("num_tree_per_iteration", in: 1...1_000_000)
    guard classes == 1, perIteration == 1 else {
      throw InterchangeError(
        place: "line \(try head.text("num_class").line)",
        problem:
          "It tells \(max(classes, perIteration)) classes apart; only models of two classes can be imported.")
    }
    let names = LightGBMText.words(of: try head.text("feature_names").text).map(String.init)
    let variableCount = try head.whole("max_feature_idx", in: 0...1 << 20) + 1
    guard names.count == variableCount else {
      throw InterchangeError(
        place: "line \(try head.text("feature_names").line)",
        problem: "There are \(names.count) names for \(variableCount) variables.")
    }
    // A random forest's trees are averaged instead of added up.
    let isAverage = head.values["average_output"] != nil
    let scale = try sigmoid(head) / (isAverage ? Double(max(1, parts.trees.count)) : 1)
    let numbers = try LightGBMNumbers(parts.trees, names: names)
    var trees: [DecisionTree] = []
    for section in parts.trees { trees.append(try tree(section, scale: scale, numbers: numbers)) }
    let forest = Forest(variableCount: variableCount, baseMargin: 0, trees: trees)
    let categories = try LightGBMCategories(
      parts, variableCount: variableCount, asked: ImportedModel.categories(of: forest))
    return try ImportedModel(
      tool: .lightGBM, forest: forest,
      columns: ImportedModel.Columns(
        names: names, levels: categories.levels, thresholds: numbers.thresholds,
        nonzero: numbers.zeroIsMissing))
  }

  /// What the margins are multiplied by to be log odds.
  private static func sigmoid(_ head: LightGBMText.Section) throws(InterchangeError) -> Double {
    guard head.values["objective"] != nil else {
      throw InterchangeError(
        place: "line 1",
        problem:
          "It has no objective, so it was trained with one of its owner's own, and what its scores mean is not known. If they "
          + "are log odds of a loss, add the line “objective=binary sigmoid:1” in front of “feature_names=”.")
    }
    let (text, line) = try head.text("objective")
    let words = LightGBMText.words(of: text)
    switch words.first {
    case "cross_entropy", "xentropy": return 1
    case "binary":
      for word in words.dropFirst() where word.hasPrefix("sigmoid:") {
        guard let factor = Double(word.dropFirst("sigmoid:".count)), factor.isFinite, factor > 0 else {
          throw InterchangeError(place: "line \(line)", problem: "“\(word)” is no usable factor.")
        }
        return factor
      }
      return 1
    default:
      throw InterchangeError(
        place: "line \(line)",
        problem: "Its objective is “\(text)”, which gives no probability of a loss; only “binary” and "
          + "“cross_entropy” can be imported.")
    }
  }

  private static func tree(
    _ section: LightGBMText.Section, scale: Double, numbers: LightGBMNumbers
  ) throws(InterchangeError) -> DecisionTree {
    let variableCount = numbers.thresholds.count
    let place = "line \(section.firstLine)"
    try refuseLinearLeaves(section)
    let leaves = try section.whole("num_leaves", in: 1...1 << 21)
    let values = try section.numbers("leaf_value", count: leaves)
    if leaves == 1 {
      return DecisionTree(nodes: [.leaf(value: scale * values[0], cover: 0)])
    }
    let inner = leaves - 1
    let variables = try section.whole("split_feature", count: inner)
    let thresholds = try section.numbers("threshold", count: inner)
    let decisions = try section.whole("decision_type", count: inner)
    let left = try section.whole("left_child", count: inner)
    let right = try section.whole("right_child", count: inner)
    let leafCovers = try section.numbers("leaf_count", count: leaves)
    let covers = try section.numbers("internal_count", count: inner)
    let sets = try categorySets(section)
    let thresholdLine = try section.text("threshold").line
    // Leaves are written as complements of their numbers; here they follow the inner nodes.
    func own(_ child: Int) -> Int { child >= 0 ? child : inner + ~child }
    return try ForeignTree.assemble(root: 0, count: inner + leaves, place: place) {
      index throws(InterchangeError) in
      if index >= inner {
        return .leaf(value: scale * values[index - inner], cover: leafCovers[index - inner])
      }
      guard left[index] < inner, right[index] < inner else {
        throw InterchangeError(
          place: place, problem: "Node \(index) of the tree has a child that does not exist.")
      }
      guard variables[index] >= 0, variables[index] < variableCount else {
        throw InterchangeError(
          place: place,
          problem: "Node \(index) splits on variable \(variables[index]), but there are \(variableCount).")
      }
      let decision = decisions[index]
      if decision & LightGBMDecision.category != 0 {
        guard let set = Int(exactly: thresholds[index]), sets.indices.contains(set) else {
          throw InterchangeError(
            place: "line \(thresholdLine)",
            problem: "There is no set of categories number \(thresholds[index]).")
        }
        // Listed codes go left, all others and missing values right.
        return .categories(
          variable: variables[index], codes: sets[set], left: own(left[index]), right: own(right[index]),
          missingGoesLeft: false, cover: covers[index])
      }
      return .split(
        variable: variables[index],
        threshold: numbers.float(of: thresholds[index], variable: variables[index]),
        left: own(left[index]), right: own(right[index]),
        missingGoesLeft: try missingGoesLeft(
          decision, threshold: thresholds[index], node: index, place: place), cover: covers[index])
    }
  }

  private static func refuseLinearLeaves(_ section: LightGBMText.Section) throws(InterchangeError) {
    guard let linear = section.values["is_linear"], linear.text != "0" else { return }
    throw InterchangeError(
      place: "line \(linear.line)",
      problem: "The tree has linear models in its leaves (linear_tree), which cannot be imported.")
  }

  /// Where a split of numbers sends missing values.
  private static func missingGoesLeft(_ decision: Int, threshold: Double, node: Int, place: String)
    throws(InterchangeError) -> Bool
  {
    let defaultIsLeft = decision & LightGBMDecision.defaultLeft != 0
    switch LightGBMDecision.missing(decision) {
    // With zero_as_missing the variable's zeros are made missing values, see `Columns.nonzero`.
    case LightGBMDecision.missingNaN, LightGBMDecision.missingZero: return defaultIsLeft
    // Missing values count as 0.
    case LightGBMDecision.missingNone: return threshold >= 0
    default:
      throw InterchangeError(place: place, problem: "Node \(node) has the unknown decision type \(decision).")
    }
  }

  /// The sets of categories, each as ascending codes.
  private static func categorySets(_ section: LightGBMText.Section) throws(InterchangeError) -> [[UInt32]] {
    let count = try section.whole("num_cat", in: 0...1 << 21)
    if count == 0 { return [] }
    let borders = try section.whole("cat_boundaries", count: count + 1)
    let (text, line) = try section.text("cat_threshold")
    let words = LightGBMText.words(of: text)
    var sets: [[UInt32]] = []
    for (start, end) in zip(borders, borders.dropFirst()) {
      guard start >= 0, start <= end, end <= words.count, end - start <= 1 << 19 else {
        throw InterchangeError(
          place: "line \(line)",
          problem:
            "The bits of a set of categories are words \(start) to \(end), but there are \(words.count).")
      }
      var codes: [UInt32] = []
      for (index, word) in words[start..<end].enumerated() {
        guard let bits = UInt32(word) else {
          throw InterchangeError(place: "line \(line)", problem: "“\(word)” is no word of 32 bits.")
        }
        for bit in 0..<32 where bits >> bit & 1 == 1 { codes.append(UInt32(32 * index + bit)) }
      }
      sets.append(codes)
    }
    return sets
  }
}
