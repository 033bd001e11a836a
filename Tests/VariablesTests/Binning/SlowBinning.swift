import Configuration
import Foundation
import Parallel

@testable import Variables

/// All ways of joining neighbours, tried one by one.
enum SlowBinning {
  /// The greatest information value of at most `mostBins` bins that keep to the limits; nil where there are none.
  static func best(
    _ parts: [ClassCounts], total: ClassCounts, mostBins: Int, leastRows: Double,
    shape: BinningDefinition.Shape
  ) -> Double? {
    var greatest: Double?
    for borders in 0..<(1 << (parts.count - 1)) {
      var bins: [ClassCounts] = [parts[0]]
      for index in 1..<parts.count {
        if borders >> (index - 1) & 1 == 1 {
          bins.append(parts[index])
        } else {
          bins[bins.count - 1] += parts[index]
        }
      }
      guard bins.count <= mostBins, bins.allSatisfy({ isAllowed($0, total, leastRows: leastRows) }),
        fits(bins.map(\.rate), shape)
      else { continue }
      let value = informationValue(bins, total)
      if value > greatest ?? -.infinity { greatest = value }
    }
    return greatest
  }

  /// A bin of both classes holds the least rows; one of a single class five of them besides, or more than half of its
  /// class where chance would make it less than once in a million times.
  static func isAllowed(_ bin: ClassCounts, _ total: ClassCounts, leastRows: Double) -> Bool {
    if bin.kept > 0, bin.lost > 0 { return bin.rows >= leastRows }
    if bin.rows < 5 { return false }
    if bin.rows >= leastRows { return true }
    let (own, all) = bin.kept > 0 ? (bin.kept, total.kept) : (bin.lost, total.lost)
    return 2 * own >= all && pow(all / total.rows, own) < 1e-6
  }

  static func fits(_ rates: [Double], _ shape: BinningDefinition.Shape) -> Bool {
    let steps = zip(rates, rates.dropFirst()).map { $1 - $0 }
    switch shape {
    case .any, .automatic: return true
    case .up: return steps.allSatisfy { $0 > 0 }
    case .down: return steps.allSatisfy { $0 < 0 }
    case .peak: return steps.drop { $0 > 0 }.allSatisfy { $0 < 0 }
    case .valley: return steps.drop { $0 < 0 }.allSatisfy { $0 > 0 }
    }
  }

  /// Σ (share of losses − share of kept) · ln(their ratio), as the textbook has it.
  static func informationValue(_ bins: [ClassCounts], _ total: ClassCounts) -> Double {
    bins.reduce(0) { sum, bin in
      if bin.rows == 0 { return sum }
      let half = bin.lost > 0 && bin.kept > 0 ? 0.0 : 0.5
      let woe = log((bin.lost + half) / total.lost) - log((bin.kept + half) / total.kept)
      return sum + (bin.lost / total.lost - bin.kept / total.kept) * woe
    }
  }
}

/// Columns with labels that depend on them.
struct RandomColumns {
  var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  /// A column of one of several kinds, with labels.
  mutating func column(rows: Int) -> (values: [Float], labels: [UInt8]) {
    let kind = random.below(5)
    let missing = [0, 0, 0.1, 0.5][random.below(4)]
    let turn = random.normal()
    var values: [Float] = []
    var labels: [UInt8] = []
    for _ in 0..<rows {
      let x = random.normal()
      let margin = kind % 2 == 0 ? x - 1 : (x - turn) * (x - turn) - 1.5
      labels.append(random.uniform() < 1 / (1 + exp(-margin)) ? 1 : 0)
      if random.chance(missing) {
        values.append(.nan)
      } else {
        switch kind {
        case 0, 1: values.append(Float(x))
        case 2: values.append(Float((2 * x).rounded()))
        case 3: values.append(Float(exp(3 * x)))
        default: values.append(x < 0.5 ? 0 : Float(x * 1000))
        }
      }
    }
    // Both classes must occur.
    (labels[0], labels[1]) = (0, 1)
    return (values, labels)
  }
}

/// Bins one number as the analysis does.
func binned(
  _ values: [Float], _ labels: [UInt8], weights: [Float]? = nil,
  _ change: (inout BinningDefinition) -> Void = { _ in }
) throws -> VariableBinning {
  var definition = BinningDefinition()
  change(&definition)
  return try withLabels(labels, weights) { binner, _ in
    let matrix = ColumnMatrix(columns: [values])
    return binner.bin(matrix.column(0), name: "x", options: try BinningOptions(definition, variable: "x"))
  }
}

/// Bins one category as the analysis does.
func binned(
  codes: [Float], levels: [String], _ labels: [UInt8], _ change: (inout BinningDefinition) -> Void = { _ in }
) throws -> VariableBinning {
  var definition = BinningDefinition()
  change(&definition)
  return try withLabels(labels, nil) { binner, _ in
    let matrix = ColumnMatrix(columns: [codes])
    return binner.bin(
      matrix.column(0), name: "x", levels: levels, options: try BinningOptions(definition, variable: "x"))
  }
}

private func withLabels<Result>(
  _ labels: [UInt8], _ weights: [Float]?, _ body: (VariableBinner, ClassCounts) throws -> Result
) rethrows -> Result {
  let memory = AlignedArray<UInt8>(count: labels.count)
  var total = ClassCounts()
  for (row, label) in labels.enumerated() {
    memory.view[row] = label
    total.add(isLoss: label != 0, weight: weights.map { Double($0[row]) } ?? 1)
  }
  return try withExtendedLifetime(memory) {
    try body(VariableBinner(labels: memory.view, weights: weights, total: total), total)
  }
}
