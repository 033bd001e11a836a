import Parallel

/// What a recipe makes of the levels of its columns, ready to be looked up row by row.
public struct LevelLookup: Sendable {
  /// What each code of a source column adds to the number of a combination; `unknown` where training never saw the text.
  private let parts: [[UInt64]]
  /// For one column: the value of each of its codes, with nothing more to look up.
  private let direct: [Float]?
  /// The combinations of several columns, in an open hash table; `unknown` marks an empty place.
  private let keys: [UInt64]
  private let values: [Float]
  private let shift: UInt64
  /// The value of what training never saw.
  private let other: Float

  private static let unknown = UInt64.max

  /// - Parameters:
  ///   - recipe: a recipe of the function `lossRate` or `frequency`, whose group the statistics hold.
  ///   - texts: for each of its columns, what the source's codes 1, 2, 3, … stand for.
  init?(_ recipe: Recipe, _ statistics: LevelStatistics, texts: [[String]]) {
    guard let group = statistics.group(of: recipe), let strides = statistics.strides(of: group.columns)
    else { return nil }
    parts = zip(texts, zip(group.columns, strides)).map { texts, known in
      let codes = Dictionary(
        statistics.columns[known.0].texts.enumerated().map { ($1, UInt64($0) + 1) },
        uniquingKeysWith: { first, _ in first })
      return [0] + texts.map { codes[$0].map { $0 * known.1 } ?? Self.unknown }
    }
    let total = Double(group.rows.reduce(0) { $0 + UInt64($1) })
    func value(_ index: Int) -> Float {
      recipe.function == .lossRate
        ? statistics.lossRate(rows: Double(group.rows[index]), losses: Double(group.losses[index]))
        : Float(Double(group.rows[index]) / total)
    }
    let other = recipe.function == .lossRate ? statistics.lossRate(rows: 0, losses: 0) : 0
    // At most half full, and a power of two.
    let bits = max(1, UInt64.bitWidth - (2 * group.keys.count).leadingZeroBitCount)
    let shift = UInt64(UInt64.bitWidth - bits)
    (self.other, self.shift) = (other, shift)
    var keys = [UInt64](repeating: Self.unknown, count: 1 << bits)
    var values = [Float](repeating: other, count: 1 << bits)
    for (index, key) in group.keys.enumerated() {
      var place = Self.place(of: key, shift)
      while keys[place] != Self.unknown { place = (place + 1) & (keys.count - 1) }
      (keys[place], values[place]) = (key, value(index))
    }
    if parts.count == 1 {
      let table = (keys, values)
      direct = parts[0].map { Self.find($0, table.0, table.1, shift, other) }
      (self.keys, self.values) = ([], [])
    } else {
      direct = nil
      (self.keys, self.values) = (keys, values)
    }
  }

  /// For sources whose codes are those of the statistics.
  public init?(_ recipe: Recipe, _ statistics: LevelStatistics) {
    guard let group = statistics.group(of: recipe) else { return nil }
    self.init(recipe, statistics, texts: group.columns.map { statistics.columns[$0].texts })
  }

  /// Looks up all rows of a training table.
  ///
  /// - Parameter codes: for each column of the recipe the codes, from 0 on; NaN is missing.
  public func fill(_ target: SharedBuffer<Float>, codes: [SharedBuffer<Float>]) {
    for row in 0..<target.count {
      target[row] = self { column in
        let code = codes[column][row]
        return code.isNaN ? 0 : UInt32(code) + 1
      }
    }
  }

  /// The value for one code of each source column.
  @inline(__always)
  func callAsFunction(_ code: (_ column: Int) -> UInt32) -> Float {
    if let direct { return direct[Int(code(0))] }
    var key: UInt64 = 0
    for column in parts.indices {
      let part = parts[column][Int(code(column))]
      if part == Self.unknown { return other }
      key += part
    }
    return Self.find(key, keys, values, shift, other)
  }

  /// Fibonacci hashing (Knuth, TAOCP 3, 6.4).
  @inline(__always)
  private static func place(of key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  @inline(__always)
  private static func find(
    _ key: UInt64, _ keys: [UInt64], _ values: [Float], _ shift: UInt64, _ other: Float
  ) -> Float {
    if key == unknown { return other }
    var place = place(of: key, shift)
    while keys[place] != key {
      if keys[place] == unknown { return other }
      place = (place + 1) & (keys.count - 1)
    }
    return values[place]
  }
}
