/// A way to split a node, and what it gains.
struct SplitCandidate: BitwiseCopyable, Sendable {
  /// How much twice the objective falls, by the second-order estimate.
  var gain: Double
  /// The variable that is asked; -1 where there is nothing to gain.
  var variable: Int32 = -1
  /// For numbers: the last bin that goes left.
  var lastLeftBin: Int32 = 0
  /// For categories: a bit for each bin that leaves the missing side.
  var listedBins = BinSet()
  var missingGoesLeft = false
  /// Sums of the rows that go left.
  var left = PackedSum.zero

  /// No split at all; every real one gains more.
  static func none(minimumGain: Double) -> SplitCandidate { SplitCandidate(gain: minimumGain) }

  var exists: Bool { variable >= 0 }

  /// Whether rows with each code go left, as 256 bytes of 0 or 1.
  func leftTable(bins: VariableBins) -> [UInt8] {
    var table = [UInt8](repeating: 0, count: 256)
    for bin in 0..<bins.valueBinCount {
      let goesLeft =
        switch bins {
        case .numbers: bin <= Int(lastLeftBin)
        case .categories: listedBins.contains(bin) != missingGoesLeft
        }
      table[bin] = goesLeft ? 1 : 0
    }
    table[bins.valueBinCount] = missingGoesLeft ? 1 : 0
    return table
  }
}

/// A set of bins of one variable.
struct BinSet: BitwiseCopyable, Sendable {
  private var words = SIMD4<UInt64>.zero

  func contains(_ bin: Int) -> Bool { words[bin / 64] >> UInt64(bin % 64) & 1 == 1 }

  mutating func insert(_ bin: Int) { words[bin / 64] |= 1 << UInt64(bin % 64) }
}
