import Tabular
import Variables

/// The bits of LightGBM's `decision_type`.
enum LightGBMDecision {
  static let category = 1
  static let defaultLeft = 2
  static func missing(_ type: Int) -> Int { type >> 2 & 3 }
  static let missingNone = 0
  static let missingZero = 1
  static let missingNaN = 2
}

/// How a LightGBM model compares the numbers of each variable.
struct LightGBMNumbers {
  /// What each variable is compared with by all trees, in Float64.
  let thresholds: [ThresholdScale]
  /// Variables whose zeros count as missing (zero_as_missing).
  let zeroIsMissing: Set<Int>

  init(_ trees: [LightGBMText.Section], names: [String]) throws(InterchangeError) {
    var found = [Set<Double>](repeating: [], count: names.count)
    var (missing, ordinary): (Set<Int>, Set<Int>) = ([], [])
    for section in trees {
      let inner = try section.whole("num_leaves", in: 1...1 << 21) - 1
      if inner == 0 { continue }
      let variables = try section.whole("split_feature", count: inner)
      let decisions = try section.whole("decision_type", count: inner)
      for (index, threshold) in try section.numbers("threshold", count: inner).enumerated()
      where found.indices.contains(variables[index]) && decisions[index] & LightGBMDecision.category == 0 {
        guard !threshold.isNaN else {
          throw InterchangeError(
            place: "line \(try section.text("threshold").line)",
            problem: "The threshold of node \(index) is no number.")
        }
        found[variables[index]].insert(Self.comparable(threshold))
        if LightGBMDecision.missing(decisions[index]) == LightGBMDecision.missingZero {
          missing.insert(variables[index])
        } else {
          ordinary.insert(variables[index])
        }
      }
    }
    if let both = missing.intersection(ordinary).min() {
      throw InterchangeError(
        place: "variable “\(names[both])”",
        problem:
          "Some trees take its zeros for missing values (zero_as_missing) and some do not. Train them all alike."
      )
    }
    // Where zeros count as missing they must be told from all other numbers.
    for variable in missing { found[variable].formUnion(Recipe.zeroEdges) }
    thresholds = found.map { ThresholdScale($0) }
    zeroIsMissing = missing
  }

  /// A threshold as a finite number that finite numbers compare with in the same way.
  ///
  /// LightGBM takes numbers up to `kZeroThreshold` for zero before it compares them (RowFunctionFromDenseMatric in its
  /// c_api.cpp), so that no threshold among them tells them apart.
  private static func comparable(_ threshold: Double) -> Double {
    let (below, zero) = (Recipe.zeroEdges[0], Recipe.zeroEdges[1])
    if threshold.magnitude <= zero { return threshold < 0 ? below : zero }
    return min(max(threshold, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
  }

  /// The Float32 that stands for one of the thresholds.
  func float(of threshold: Double, variable: Int) -> Float {
    guard let float = thresholds[variable].float(ofThreshold: Self.comparable(threshold)) else {
      preconditionFailure("The thresholds of all trees are known.")
    }
    return float
  }
}
