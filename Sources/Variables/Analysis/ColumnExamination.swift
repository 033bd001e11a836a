import Parallel
import Tabular

/// What one column gives: its bins, what they say in each period, and its values and ranks for correlations.
struct ColumnExamination: Sendable {
  var binning: VariableBinning
  /// Rows of each bin in each period: element `period · bins + bin`.
  var periodCounts: [ClassCounts]
  /// Whether correlations take the table's column as it is: all its rows, no special codes, no infinities.
  var isPlain: Bool
}

/// Examines one column after another, in memory of its own; each worker has one.
final class ColumnExaminer {
  private let table: AnalysisTable
  private let binner: VariableBinner
  private let codes: AlignedArray<UInt8>
  /// Every so-many-th row goes into correlations.
  private let step: Int

  init(_ table: AnalysisTable, step: Int) {
    self.table = table
    self.step = step
    binner = VariableBinner(labels: table.labels.view, weights: table.weights, total: table.total)
    codes = AlignedArray(count: table.periods.isEmpty ? 0 : table.rowCount)
  }

  /// Examines column `index`; writes what correlations need of every so-many-th row.
  ///
  /// - Parameters:
  ///   - values: numbers without special codes, where the column itself will not do; for categories the WoE of the
  ///     bin. NaN is missing.
  ///   - ranks: mid-ranks of the same.
  func examine(
    _ index: Int, options: BinningOptions, values: SharedBuffer<Float>,
    ranks: SharedBuffer<Float>
  ) -> ColumnExamination {
    let column = table.matrix.column(index)
    let variable = table.variables[index]
    let binning: VariableBinning
    var isPlain = false
    if let levels = variable.levels {
      binning = binner.bin(column, name: variable.name, levels: levels, options: options)
      writeEvidence(column, binning, values: values, ranks: ranks)
    } else {
      binning = binner.bin(column, name: variable.name, options: options)
      isPlain = step == 1 && binning.specials.isEmpty && hasFiniteEnds && variable.scale == nil
      if !isPlain { writeValues(column, binning.specials, variable.scale, to: values) }
      writeRanks(count: column.count, to: ranks)
    }
    return ColumnExamination(
      binning: binning, periodCounts: periodCounts(column, binning), isPlain: isPlain)
  }

  /// Whether the column's numbers in order begin and end with less than the greatest finite number, which infinities
  /// count as.
  private var hasFiniteEnds: Bool {
    let sorted = binner.order.sorted
    guard sorted.count > 0 else { return true }
    return [sorted[0], sorted[sorted.count - 1]].allSatisfy {
      ColumnOrder.value(ofKey: UInt32(truncatingIfNeeded: $0 >> 32)).magnitude < .greatestFiniteMagnitude
    }
  }

  private func writeValues(
    _ column: SharedBuffer<Float>, _ specials: [Float], _ scale: CellScale?, to values: SharedBuffer<Float>
  ) {
    let largest = Float.greatestFiniteMagnitude
    var position = 0
    for row in stride(from: 0, to: column.count, by: step) {
      let float = column[row]
      let isSpecial = !specials.isEmpty && specials.contains(float)
      // A correlation is the same from any origin, and near the least cell Float32s lie closest.
      let value =
        float.isNaN || isSpecial ? .nan : scale.map { Float($0.cell(ofFloat: float) - $0.least) } ?? float
      values[position] = value.isNaN ? .nan : min(max(value, -largest), largest)
      position += 1
    }
  }

  private func writeRanks(count: Int, to ranks: SharedBuffer<Float>) {
    let sorted = binner.order.sorted
    if sorted.count < count {
      for position in 0..<(count + step - 1) / step { ranks[position] = .nan }
    }
    var start = 0
    while start < sorted.count {
      let key = sorted[start] >> 32
      var end = start + 1
      while end < sorted.count, sorted[end] >> 32 == key { end += 1 }
      // The mean of the ranks start + 1 … end.
      let rank = Float(start + end + 1) / 2
      for entry in start..<end {
        let row = Int(UInt32(truncatingIfNeeded: sorted[entry]))
        if step == 1 { ranks[row] = rank } else if row % step == 0 { ranks[row / step] = rank }
      }
      start = end
    }
  }

  /// A category has neither size nor order but by what its bins say.
  private func writeEvidence(
    _ column: SharedBuffer<Float>, _ binning: VariableBinning, values: SharedBuffer<Float>,
    ranks: SharedBuffer<Float>
  ) {
    let woe = binning.woe
    // Rows of equal WoE share the middle of their ranks; the size of the whole is of no matter to a correlation.
    let order = woe.indices.sorted { woe[$0] < woe[$1] }
    var rankOfBin = [Float](repeating: 0, count: woe.count)
    var before = 0.0
    for bin in order {
      rankOfBin[bin] = Float(before + binning.bins[bin].counts.rows / 2)
      before += binning.bins[bin].counts.rows
    }
    var position = 0
    for row in stride(from: 0, to: column.count, by: step) {
      let bin = binning.bin(of: column[row])
      let isMissing = bin == binning.missingBin
      values[position] = isMissing ? .nan : Float(woe[bin])
      ranks[position] = isMissing ? .nan : rankOfBin[bin]
      position += 1
    }
  }

  private func periodCounts(_ column: SharedBuffer<Float>, _ binning: VariableBinning) -> [ClassCounts] {
    let bins = binning.bins.count
    guard !table.periods.isEmpty else { return [] }
    var sums = [Double](repeating: 0, count: table.periods.count * bins * 2)
    binning.writeBins(of: column, into: codes.view)
    let (codes, labels) = (codes.view, table.labels.view)
    sums.withUnsafeMutableBufferPointer { sums in
      table.periodOfRow.withUnsafeBufferPointer { periods in
        if let weights = table.weights {
          for row in 0..<column.count {
            sums[(Int(periods[row]) * bins + Int(codes[row])) * 2 + Int(labels[row])] += Double(weights[row])
          }
        } else {
          for row in 0..<column.count {
            sums[(Int(periods[row]) * bins + Int(codes[row])) * 2 + Int(labels[row])] += 1
          }
        }
      }
    }
    return (0..<table.periods.count * bins).map { ClassCounts(kept: sums[2 * $0], lost: sums[2 * $0 + 1]) }
  }
}
