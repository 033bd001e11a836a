import Parallel

/// Turns values of one variable into codes, fast.
struct BinCoder: Sendable {
  private static let edgeRoom = 256

  private let missing: UInt8
  /// The edges of numbers, filled up with infinities; empty for categories.
  private let edges: [Float]
  /// The bin of each category code; empty for numbers.
  private let binOfCode: [UInt8]

  init(_ bins: VariableBins) {
    missing = UInt8(bins.valueBinCount)
    switch bins {
    case .numbers(let edges, _, _):
      self.edges = edges + [Float](repeating: .infinity, count: Self.edgeRoom - edges.count)
      binOfCode = []
    case .categories(_, let binOfCode):
      edges = []
      self.binOfCode = binOfCode
    }
  }

  /// Writes the codes of values; `codes` has room for all.
  func code(_ values: SharedBuffer<Float>, into codes: SharedBuffer<UInt8>) {
    if edges.count == Self.edgeRoom {
      TreeKernels.numberCodes(values, edges: edges, missing: missing, into: codes)
      return
    }
    for index in 0..<values.count {
      let value = values[index]
      codes[index] = value.isNaN ? missing : binOfCode[Int(value)]
    }
  }
}
