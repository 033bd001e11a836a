import CKernels
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

  /// Writes the codes of `count` values.
  func code(_ values: UnsafePointer<Float>, count: Int, into codes: UnsafeMutablePointer<UInt8>) {
    edges.withUnsafeBufferPointer { edges in
      if let first = edges.baseAddress, edges.count == Self.edgeRoom {
        churn_number_codes(values, count, first, missing, codes)
      } else {
        for place in 0..<count {
          let value = values[place]
          codes[place] = value.isNaN ? missing : binOfCode[Int(value)]
        }
      }
    }
  }
}
