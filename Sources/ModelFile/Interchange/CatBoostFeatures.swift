import Scoring

/// The columns of a CatBoost model, and what its splits ask of them.
struct CatBoostFeatures {
  /// Names of the columns.
  private(set) var names: [String] = []
  /// The categories of each column that a split asks for one by one, by its place.
  private(set) var levels: [Int: ForeignLevels] = [:]
  /// Column and side of missing values of each numeric feature.
  private var numeric: [(column: Int, missingGoesLeft: Bool)] = []
  /// Column of each categorical feature.
  private var categorical: [Int] = []
  /// The categories of all columns in order, and their places by CatBoost's hash; nil where the file does not say.
  private var texts: (levels: ForeignLevels, codesOfHash: [UInt32: [UInt32]])?

  init(_ info: LocatedValue) throws(InterchangeError) {
    var names: [Int: String] = [:]
    texts = try Self.texts(info)
    for key in ["float_features", "categorical_features", "text_features", "embedding_features"] {
      for feature in try info.optional(key)?.elements() ?? [] {
        let column = try feature.at("flat_feature_index").whole(0...1 << 20 - 1)
        let name = try feature.optional("feature_id")?.text() ?? ""
        names[column] = name.isEmpty ? "f\(column)" : name
        if key == "float_features" {
          let treatment = try feature.optional("nan_value_treatment")?.text() ?? "AsIs"
          // Missing values that count as the largest number go right, all others left.
          numeric.append((column, treatment != "AsTrue"))
        } else if key == "categorical_features" {
          categorical.append(column)
          if let texts { levels[column] = texts.levels }
        }
      }
    }
    let count = (names.keys.max() ?? -1) + 1
    self.names = (0..<count).map { names[$0] ?? "f\($0)" }
  }

  private static func texts(
    _ info: LocatedValue
  ) throws(InterchangeError) -> (levels: ForeignLevels, codesOfHash: [UInt32: [UInt32]])? {
    guard let pairs = try info.optional("cat_features_hash")?.elements() else { return nil }
    var hashes: [String: UInt32] = [:]
    for pair in pairs { hashes[try pair.at("value").text()] = try hash(pair.at("hash")) }
    var codesOfHash: [UInt32: [UInt32]] = [:]
    let sorted = hashes.sorted { $0.key < $1.key }
    for (code, pair) in sorted.enumerated() { codesOfHash[pair.value, default: []].append(UInt32(code)) }
    return (ForeignLevels(texts: sorted.map(\.key)), codesOfHash)
  }

  /// 32 bits, which some places write with a sign.
  private static func hash(_ value: LocatedValue) throws(InterchangeError) -> UInt32 {
    UInt32(truncatingIfNeeded: try value.whole(-1 << 31...1 << 32 - 1))
  }

  /// What a split asks: numbers above the border go right, and so do the listed categories.
  struct Split {
    let column: Int
    let border: Float
    let missingGoesLeft: Bool
    /// Nil for numbers.
    let codes: [UInt32]?

    func node(left: Int, right: Int, set: Int) -> DecisionTree.Node {
      codes == nil
        ? .split(
          variable: column, threshold: border, left: left, right: right, missingGoesLeft: missingGoesLeft,
          cover: 0)
        : .categorySplit(
          variable: column, set: set, left: left, right: right, missingGoesLeft: missingGoesLeft, cover: 0)
    }
  }

  func split(_ split: LocatedValue) throws(InterchangeError) -> Split {
    let type = try split.at("split_type")
    switch try type.text() {
    case "FloatFeature":
      let index = try split.at("float_feature_index").whole(0...1 << 20)
      guard numeric.indices.contains(index) else {
        throw split.fail("It asks for numeric feature \(index), but there are \(numeric.count).")
      }
      // CatBoost's borders are Float32, in however many digits they are written.
      let border = Float(try split.at("border").number())
      guard border.isFinite else {
        throw split.fail("Its border is \(border), which tells no numbers apart.")
      }
      // Missing values are told from all numbers at the greatest Float32. Infinite ones lie above it, and are that here.
      return Split(
        column: numeric[index].column, border: min(border, Float.greatestFiniteMagnitude.nextDown),
        missingGoesLeft: numeric[index].missingGoesLeft, codes: nil)
    case "OneHotFeature":
      let index = try split.at("cat_feature_index").whole(0...1 << 20)
      guard categorical.indices.contains(index) else {
        throw split.fail("It asks for categorical feature \(index), but there are \(categorical.count).")
      }
      guard let texts else {
        throw split.fail(
          "The file holds hashes of the categories instead of their texts. Save it together with the rows that it was "
            + "trained with: `model.save_model(\"model.json\", format=\"json\", pool=pool)`.")
      }
      let codes = texts.codesOfHash[try Self.hash(split.at("value"))]
      guard let codes else { throw split.fail("It asks for a category whose text is not in the file.") }
      return Split(column: categorical[index], border: 0, missingGoesLeft: true, codes: codes)
    case let other:
      throw type.fail(
        "It splits by “\(other)”; only splits of numbers and of single categories can be imported. CatBoost counts "
          + "categories of many levels while it trains: turn them into numbers before training, or have them split one "
          + "by one (`one_hot_max_size`).")
    }
  }
}
