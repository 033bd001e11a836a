import Numerics

/// How the values of one variable become codes of 8 bits.
///
/// Codes 0 ..< ``valueBinCount`` are values, the code ``valueBinCount`` is "missing". A tree splits between
/// codes, so the model never sees more of a number than its bin.
enum VariableBins: Sendable {
  /// Numbers: `edges[b]` is the largest number of bin b; the last bin has no edge.
  ///
  /// `isBounded` tells that no training value is +∞, so that a finite threshold can stand above all of them.
  case numbers(edges: [Float], valueBinCount: Int, isBounded: Bool)
  /// Categories: bin b holds the code `codes[b]`; codes that are too rare count as missing.
  case categories(codes: [UInt32], binOfCode: [UInt8])

  /// Number of bins of values; the bin of missing values comes after them.
  var valueBinCount: Int {
    switch self {
    case .numbers(_, let valueBinCount, _): valueBinCount
    case .categories(let codes, _): codes.count
    }
  }

  /// Number of bins, the missing one included.
  var binCount: Int { valueBinCount + 1 }

  /// Learns the bins of a column.
  init(column: SharedBuffer<Float>, kind: TrainingVariable.Kind, limit: Int) {
    switch kind {
    case .numeric: self = Self.numberBins(sortedNumbers(column), limit: limit)
    case .category(let levels): self = Self.categoryBins(column, levels: levels, limit: limit)
    }
  }

  /// Calls `body` with the row and the code of each value of `column` in `rows`.
  @inline(__always)
  func forEachCode(
    of column: SharedBuffer<Float>, rows: Range<Int>, _ body: (_ row: Int, _ code: UInt8) -> Void
  ) {
    let missing = UInt8(valueBinCount)
    switch self {
    case .numbers(let edges, _, _):
      edges.withUnsafeBufferPointer { edges in
        for row in rows {
          let value = column[row]
          body(row, value.isNaN ? missing : Self.bin(of: value, edges: edges))
        }
      }
    case .categories(_, let binOfCode):
      for row in rows {
        let value = column[row]
        body(row, value.isNaN ? missing : binOfCode[Int(value)])
      }
    }
  }

  /// Number of edges below `value`: the bin whose edge is the first at or above it.
  @inline(__always)
  private static func bin(of value: Float, edges: UnsafeBufferPointer<Float>) -> UInt8 {
    var first = 0
    var count = edges.count
    while count > 0 {
      let half = count / 2
      let isBelow = edges[first + half] < value
      first = isBelow ? first + half + 1 : first
      count = isBelow ? count - half - 1 : half
    }
    return UInt8(first)
  }

  /// One bin per code in the order of codes; the rarest go without where there are more than `limit`.
  private static func categoryBins(_ column: SharedBuffer<Float>, levels: Int, limit: Int) -> VariableBins {
    var counts = [Int](repeating: 0, count: levels)
    for value in column.elements where !value.isNaN { counts[Int(value)] += 1 }
    let frequent = (0..<levels).filter { counts[$0] > 0 }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
      .prefix(limit).sorted()
    var binOfCode = [UInt8](repeating: UInt8(frequent.count), count: levels)
    for (bin, code) in frequent.enumerated() { binOfCode[code] = UInt8(bin) }
    return .categories(codes: frequent.map { UInt32($0) }, binOfCode: binOfCode)
  }
}
