import Scoring
import Tabular

/// Reads LightGBM's text models (`version=v4` and `v3`; GBDT::SaveModelToString and Tree::ToString in its sources).
enum LightGBMReader {
  /// The bits of `decision_type`.
  private enum Decision {
    static let category = 1
    static let defaultLeft = 2
    static func missing(_ type: Int) -> Int { type >> 2 & 3 }
    static let missingNone = 0
    static let missingZero = 1
    static let missingNaN = 2
  }

  /// LightGBM takes numbers up to this magnitude for zero.
  private static let zero = 1e-35

  /// Some lines `key=value` and where they stand.
  private struct Section {
    let firstLine: Int
    var values: [String: (text: Substring, line: Int)] = [:]

    func text(_ key: String) throws(InterchangeError) -> (text: Substring, line: Int) {
      guard let found = values[key] else {
        throw InterchangeError(
          place: "line \(firstLine)", problem: "The part that begins here has no “\(key)=”.")
      }
      return found
    }

    func numbers(_ key: String, count: Int) throws(InterchangeError) -> [Double] {
      let (text, line) = try text(key)
      let words = text.split(separator: " ")
      guard words.count == count else {
        throw InterchangeError(
          place: "line \(line)", problem: "“\(key)” has \(words.count) values where \(count) are needed.")
      }
      var numbers: [Double] = []
      numbers.reserveCapacity(count)
      for word in words {
        guard let number = Double(word) else {
          throw InterchangeError(place: "line \(line)", problem: "“\(word)” in “\(key)” is not a number.")
        }
        numbers.append(number)
      }
      return numbers
    }

    /// Whole numbers; the range is that of Int32.
    func whole(_ key: String, count: Int) throws(InterchangeError) -> [Int] {
      let line = try text(key).line
      var whole: [Int] = []
      for number in try numbers(key, count: count) {
        guard let exact = Int32(exactly: number) else {
          throw InterchangeError(
            place: "line \(line)", problem: "\(number) in “\(key)” is not a whole number.")
        }
        whole.append(Int(exact))
      }
      return whole
    }

    func whole(_ key: String, in range: ClosedRange<Int>) throws(InterchangeError) -> Int {
      let found = try whole(key, count: 1)[0]
      guard range.contains(found) else {
        throw InterchangeError(
          place: "line \(try text(key).line)",
          problem: "“\(key)” is \(found), but only \(range.lowerBound) to \(range.upperBound) are possible.")
      }
      return found
    }
  }

  static func read(_ bytes: [UInt8]) throws(InterchangeError) -> ImportedModel {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InterchangeError(place: "", problem: "It is no text in UTF-8, so no model of LightGBM.")
    }
    let sections = try sections(of: text)
    let head = sections[0]
    let version = try head.text("version").text
    guard version == "v4" || version == "v3" else {
      throw InterchangeError(
        place: "line \(try head.text("version").line)",
        problem: "It has the version “\(version)”; v3 and v4 are known. Save it with LightGBM 3 or 4.")
    }
    let classes = try head.whole("num_class", in: 1...1_000_000)
    let perIteration = try head.whole("num_tree_per_iteration", in: 1...1_000_000)
    guard classes == 1, perIteration == 1 else {
      throw InterchangeError(
        place: "line \(try head.text("num_class").line)",
        problem:
          "It tells \(max(classes, perIteration)) classes apart; only models of two classes can be imported.")
    }
    let names = try head.text("feature_names").text.split(separator: " ").map(String.init)
    let variableCount = try head.whole("max_feature_idx", in: 0...1 << 20) + 1
    guard names.count == variableCount else {
      throw InterchangeError(
        place: "line \(try head.text("feature_names").line)",
        problem: "There are \(names.count) names for \(variableCount) variables.")
    }
    let trees = sections.dropFirst()
    // A random forest's trees are averaged instead of added up.
    let isAverage = head.values["average_output"] != nil
    let scale = try sigmoid(head) / (isAverage ? Double(max(1, trees.count)) : 1)
    let thresholds = try thresholds(of: trees, variableCount: variableCount)
    var read: [DecisionTree] = []
    for section in trees { read.append(try tree(section, scale: scale, thresholds: thresholds)) }
    return ImportedModel(
      tool: .lightGBM, forest: Forest(variableCount: variableCount, baseMargin: 0, trees: read),
      variables: names, thresholds: thresholds.map { $0.thresholds.isEmpty ? nil : $0 })
  }

  /// What each variable's numbers are compared with by all trees: LightGBM compares in Float64.
  private static func thresholds(
    of trees: ArraySlice<Section>, variableCount: Int
  ) throws(InterchangeError) -> [ThresholdScale] {
    var found = [Set<Double>](repeating: [], count: variableCount)
    for section in trees {
      let inner = try section.whole("num_leaves", in: 1...1 << 21) - 1
      if inner == 0 { continue }
      let variables = try section.whole("split_feature", count: inner)
      let decisions = try section.whole("decision_type", count: inner)
      for (index, threshold) in try section.numbers("threshold", count: inner).enumerated()
      where found.indices.contains(variables[index]) && decisions[index] & Decision.category == 0 {
        guard !threshold.isNaN else {
          throw InterchangeError(
            place: "line \(try section.text("threshold").line)",
            problem: "The threshold of node \(index) is no number.")
        }
        found[variables[index]].insert(comparable(threshold))
      }
    }
    return found.map { ThresholdScale($0) }
  }

  /// A threshold as a finite number that finite numbers compare with in the same way.
  private static func comparable(_ threshold: Double) -> Double {
    min(max(threshold, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
  }

  /// The head and then each tree.
  private static func sections(of text: String) throws(InterchangeError) -> [Section] {
    var sections = [Section(firstLine: 1)]
    var hasEnded = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let number = index + 1
      let line = line.last == "\r" ? line.dropLast() : line
      if number == 1 {
        guard line == "tree" else {
          throw InterchangeError(
            place: "line 1",
            problem:
              "A text model of LightGBM begins with the line “tree”; a model of XGBoost or CatBoost with “{”."
          )
        }
        continue
      }
      if line == "end of trees" {
        hasEnded = true
        break
      }
      guard let equals = line.firstIndex(of: "=") else {
        if line == "average_output" { sections[0].values["average_output"] = (line, number) }
        continue
      }
      let key = String(line[..<equals])
      if key == "Tree" {
        sections.append(Section(firstLine: number))
        continue
      }
      let value = (text: line[line.index(after: equals)...], line: number)
      guard sections[sections.count - 1].values.updateValue(value, forKey: key) == nil else {
        throw InterchangeError(place: "line \(number)", problem: "“\(key)” stands twice in this part.")
      }
    }
    guard hasEnded else {
      throw InterchangeError(
        place: "", problem: "The line “end of trees” is missing: the file is cut short. Copy it again.")
    }
    return sections
  }

  /// What the margins are multiplied by to be log odds.
  private static func sigmoid(_ head: Section) throws(InterchangeError) -> Double {
    let (text, line) = try head.text("objective")
    let words = text.split(separator: " ")
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
    _ section: Section, scale: Double, thresholds scales: [ThresholdScale]
  ) throws(InterchangeError) -> DecisionTree {
    let variableCount = scales.count
    let place = "line \(section.firstLine)"
    if let linear = section.values["is_linear"], linear.text != "0" {
      throw InterchangeError(
        place: "line \(linear.line)",
        problem: "The tree has linear models in its leaves (linear_tree), which cannot be imported.")
    }
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
      if decision & Decision.category != 0 {
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
      guard let threshold = scales[variables[index]].float(ofThreshold: comparable(thresholds[index])) else {
        preconditionFailure("The thresholds of all trees are known.")
      }
      let missingGoesLeft = try missingGoesLeft(
        decision, threshold: thresholds[index], node: index, place: place)
      return .split(
        variable: variables[index], threshold: threshold, left: own(left[index]), right: own(right[index]),
        missingGoesLeft: missingGoesLeft, cover: covers[index])
    }
  }

  /// Where a split of numbers sends missing values.
  private static func missingGoesLeft(_ decision: Int, threshold: Double, node: Int, place: String)
    throws(InterchangeError) -> Bool
  {
    let defaultIsLeft = decision & Decision.defaultLeft != 0
    switch Decision.missing(decision) {
    case Decision.missingNaN: return defaultIsLeft
    // Missing values count as 0.
    case Decision.missingNone: return threshold >= 0
    case Decision.missingZero:
      // Zeros and missing values take the default side; that is one comparison only where zeros would go there anyway.
      guard defaultIsLeft == (threshold >= 0), abs(threshold) > zero || threshold >= zero else {
        throw InterchangeError(
          place: place,
          problem:
            "Node \(node) sends zeros to another side than the numbers around them (zero_as_missing), "
            + "which cannot be imported. Train without zero_as_missing.")
      }
      return defaultIsLeft
    default:
      throw InterchangeError(place: place, problem: "Node \(node) has the unknown decision type \(decision).")
    }
  }

  /// The sets of categories, each as ascending codes.
  private static func categorySets(_ section: Section) throws(InterchangeError) -> [[UInt32]] {
    let count = try section.whole("num_cat", in: 0...1 << 21)
    if count == 0 { return [] }
    let borders = try section.whole("cat_boundaries", count: count + 1)
    let (text, line) = try section.text("cat_threshold")
    let words = text.split(separator: " ")
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
