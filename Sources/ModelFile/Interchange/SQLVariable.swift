import Tabular

/// A column that a model in SQL looks at.
struct SQLVariable {
  let name: String
  /// The texts of its codes; nil: its cells are numbers, of categories the codes themselves.
  let levels: [String]?
  /// What it is compared with in Float64; nil: the model compares the nearest Float32s of its cells.
  let thresholds: ThresholdScale?
  let dialect: SQLDialect

  /// With the table's name: SQLite takes a name in double quotes that it does not know for a text, and would score it.
  var column: String { "variables." + dialect.name(name) }
  /// Databases that have NaN compare it as the greatest number of all.
  var isMissing: String {
    guard levels == nil, let nan = dialect.nan else { return "\(column) is null" }
    return "(\(column) is null or \(column) = \(nan))"
  }

  /// Whether a cell, as the model compares it, is at most a Float32.
  ///
  /// The cells whose nearest Float32 is at most `f` are those up to the middle between `f` and the next one, itself
  /// among them where the last bit of `f` is 0 (ties go to even); so Float64s are compared alone.
  func isAtMost(_ float: Float) -> String {
    if let threshold = thresholds?.threshold(ofFloat: float) {
      return "\(column) <= \(dialect.number(threshold))"
    }
    let next = float.nextUp
    guard next.isFinite else { return "\(column) <= \(dialect.number(.greatestFiniteMagnitude))" }
    // Half of each, so that the sum cannot leave the range of numbers; the middle is a Float64.
    let middle = Double(float) / 2 + Double(next) / 2
    let isEven = float.bitPattern & 1 == 0
    return "\(column) \(isEven ? "<=" : "<") \(dialect.number(middle))"
  }

  /// Whether a cell is, as the model compares it, a number.
  func isEqual(_ float: Float) -> String { "(\(isAtMost(float)) and not \(isAtMost(float.nextDown)))" }

  /// The nearest Float32 of a cell, as a Float64.
  ///
  /// A Float64 has 29 bits more: the product with 2²⁹ + 1 rounds them off (G. Veltkamp 1968; T. Dekker 1971).
  var float: String {
    let product = "\(column) * \(dialect.number(536_870_913))"
    return "(\(product) - (\(product) - \(column)))"
  }

  /// Whether a cell has one of some codes. Missing texts, empty ones among them, have the code of the empty text, where there
  /// is one.
  func isOne(of codes: [UInt32]) -> String {
    let known = texts(of: codes)
    guard !known.isEmpty else { return "1 = 0" }
    let isListed = "\(column) in (\(known.joined(separator: ", ")))"
    return known.contains(dialect.text("")) ? "(\(column) is null or \(isListed))" : isListed
  }

  /// Whether a cell has none of some codes, missing ones among them where no code is theirs.
  func isNone(of codes: [UInt32]) -> String {
    let isOne = isOne(of: codes)
    return texts(of: codes).contains(dialect.text(""))
      ? "not \(isOne)" : "(\(column) is null or not \(isOne))"
  }

  /// Codes as the database has them.
  private func texts(of codes: [UInt32]) -> [String] {
    codes.compactMap { code -> String? in
      guard let levels else { return "\(code)" }
      return Int(code) < levels.count ? dialect.text(levels[Int(code)]) : nil
    }
  }
}
