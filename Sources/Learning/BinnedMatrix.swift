import Numerics

/// A training table as codes of 8 bits, eight variables side by side.
///
/// The variables are dealt into groups of eight; a group holds eight bytes per row, row after row. One thread
/// then fills the histograms of a group (32 KB, the nearest cache) with one load of eight codes per row.
final class BinnedMatrix: Sendable {
  static let groupWidth = 8

  let rowCount: Int
  let variableCount: Int
  let groupCount: Int
  let bins: [VariableBins]
  /// First histogram bin of each variable.
  let histogramStarts: [Int]
  /// Histogram bins of all variables together.
  let histogramBinCount: Int
  private let codes: AlignedArray<UInt8>

  /// Learns the bins of each variable and codes every value.
  ///
  /// - Complexity: O(rows · variables · log bins), shared by the team.
  init(_ set: TrainingSet, binLimit: Int, team: ThreadTeam) {
    let width = Self.groupWidth
    let rowCount = set.rowCount
    let variableCount = set.variables.count
    self.rowCount = rowCount
    self.variableCount = variableCount
    groupCount = (variableCount + width - 1) / width

    let learnt = ResultSlots<VariableBins>(count: variableCount)
    team.forEach(variableCount) { variable, _ in
      learnt.set(
        variable,
        VariableBins(column: set.matrix.column(variable), kind: set.variables[variable].kind, limit: binLimit)
      )
    }
    let bins = learnt.values()
    self.bins = bins
    var starts: [Int] = []
    var start = 0
    for variable in bins {
      starts.append(start)
      start += variable.binCount
    }
    histogramStarts = starts
    histogramBinCount = start

    let codes = AlignedArray<UInt8>(count: groupCount * rowCount * width)
    let view = codes.view
    let groupCount = groupCount
    team.forEachRange(rowCount, grain: 4096) { rows, _ in
      for group in 0..<groupCount {
        for variable in group * width..<min(variableCount, (group + 1) * width) {
          let target = view.base + (group * rowCount * width + variable - group * width)
          bins[variable].forEachCode(of: set.matrix.column(variable), rows: rows) { row, code in
            target[row * width] = code
          }
        }
      }
    }
    self.codes = codes
  }

  /// The eight codes of each row in a group, the first variable's in the lowest byte.
  func groupCodes(_ group: Int) -> SharedBuffer<UInt8> {
    let size = rowCount * Self.groupWidth
    return codes.view[group * size..<(group + 1) * size]
  }

  /// The code of a row in a variable.
  func code(row: Int, variable: Int) -> UInt8 {
    groupCodes(variable / Self.groupWidth)[row * Self.groupWidth + variable % Self.groupWidth]
  }
}
