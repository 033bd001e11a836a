import Parallel

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

  /// Trains the bins of a column.
  ///
  /// - Parameter edges: the edges of numbers, where they are given.
  init(column: SharedBuffer<Float>, kind: TrainingVariable.Kind, limit: Int, edges: [Float]? = nil) {
    switch kind {
    case .numeric:
      let isBounded =
        TreeKernels.greatestMagnitude(column) != .infinity
        || !column.elements.contains(.infinity)
      if let edges {
        self = .numbers(edges: edges, valueBinCount: edges.count + 1, isBounded: isBounded)
        return
      }
      let sample = Self.sample(column)
      self = Self.numberBins(sortedNumbers(sample.view), limit: limit, isBounded: isBounded)
    case .category(let levels): self = Self.categoryBins(column, levels: levels, limit: limit)
    }
  }

  /// The values of a long column that stand for all: one drawn from each of 200,000 stretches of equal length.
  private static func sample(_ column: SharedBuffer<Float>) -> AlignedArray<Float> {
    let count = min(column.count, BinnedMatrix.sampleRows)
    let sample = AlignedArray<Float>(count: count)
    if count == column.count {
      sample.view.copy(from: column)
      return sample
    }
    var random = RandomStream(seed: UInt64(column.count))
    for index in 0..<count {
      let first = index * column.count / count
      sample.view[index] = column[first + random.below((index + 1) * column.count / count - first)]
    }
    return sample
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
