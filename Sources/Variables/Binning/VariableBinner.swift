import Calendar
import Configuration
import Parallel
import Tabular

/// Makes the bins of one variable after another, in memory of its own.
///
/// Not to be shared between threads: each worker has one.
final class VariableBinner {
  /// Parts that a number is cut into before borders are searched for.
  static let preBins = 100
  /// Levels with fewer rows than this share are pooled: what they say of losses is mostly chance.
  static let rareShare = 0.005

  let order: ColumnOrder
  private let labels: SharedBuffer<UInt8>
  private let weights: [Float]?
  let total: ClassCounts
  /// What half a row is half of: a row's weight, or the mean weight where that is less.
  let rowWeight: Double
  let searchMemory = BinSearchMemory()

  /// - Parameter labels: 1 for a loss, else 0; outlives the binner.
  init(labels: SharedBuffer<UInt8>, weights: [Float]?, total: ClassCounts) {
    self.labels = labels
    self.weights = weights
    self.total = total
    rowWeight = weights.map { min(1, total.rows / Double(max(1, $0.count { $0 > 0 }))) } ?? 1
    order = ColumnOrder(rows: labels.count)
  }

  /// The bins of a number; afterwards ``order`` holds its rows in order, special codes left out.
  func bin(_ column: SharedBuffer<Float>, name: String, options: BinningOptions) -> VariableBinning {
    order.sort(column, without: options.specials)
    let runs = NumberRuns(order, labels: labels, weights: weights)
    var remarks: [Remark] = []
    if options.groups != nil { remarks.append(.groupsOfNumber) }
    remarks += coarseBorders(column, options).map(Remark.coarse)
    var exact = options.scale.map { _ in options.given }
    let cuts: [Float]
    if let drawn = options.cuts {
      cuts = drawn
    } else {
      let starts = searchedStarts(runs, options: options, remarks: &remarks).dropFirst()
      if let scale = options.scale {
        cuts = starts.map { runs.values[$0] }
        exact?.cuts = starts.map {
          RoundCut.between(scale.cell(ofFloat: runs.values[$0 - 1]), scale.cell(ofFloat: runs.values[$0]))
        }
      } else {
        cuts = starts.map { RoundCut.between(runs.values[$0 - 1], runs.values[$0]) }
      }
    }
    var counts = [ClassCounts](repeating: ClassCounts(), count: cuts.count + 1)
    var bin = 0
    for (value, rows) in zip(runs.values, runs.counts) {
      while bin < cuts.count, value >= cuts[bin] { bin += 1 }
      counts[bin] += rows
    }
    if options.cuts != nil {
      for (index, rows) in counts.enumerated() where rows.rows == 0 {
        remarks.append(.emptyBin(index + 1))
      }
    }
    var special = [ClassCounts](repeating: ClassCounts(), count: options.specials.count)
    var missing = total - counts.reduce(ClassCounts(), +)
    if !special.isEmpty {
      for row in 0..<column.count {
        guard let index = options.specials.firstIndex(of: column[row]) else { continue }
        special[index].add(isLoss: labels[row] != 0, weight: weights.map { Double($0[row]) } ?? 1)
      }
      missing = missing - special.reduce(ClassCounts(), +)
    }
    var result = binning(
      name: name, cuts: cuts, specials: options.specials, counts: counts + special + [Self.clean(missing)],
      options: options, remarks: remarks)
    result.exact = exact
    return result
  }

  /// The bins of a category; its codes are indices in `levels`.
  func bin(
    _ column: SharedBuffer<Float>, name: String, levels: [String], options: BinningOptions
  ) -> VariableBinning {
    var counts = [ClassCounts](repeating: ClassCounts(), count: levels.count)
    var missing = ClassCounts()
    for row in 0..<column.count {
      let weight = weights.map { Double($0[row]) } ?? 1
      if let code = Int(exactly: column[row]), counts.indices.contains(code) {
        counts[code].add(isLoss: labels[row] != 0, weight: weight)
      } else {
        missing.add(isLoss: labels[row] != 0, weight: weight)
      }
    }
    var remarks: [Remark] = []
    if options.cuts != nil { remarks.append(.cutsOfCategory) }
    let groups =
      options.groups.map { drawnGroups($0, levels: levels, remarks: &remarks) }
      ?? searchedGroups(counts, options: options, remarks: &remarks)
    var binOfLevel = [Int](repeating: groups.count, count: levels.count)
    for (bin, group) in groups.enumerated() { for level in group { binOfLevel[level] = bin } }
    let binned = groups.map { $0.reduce(ClassCounts()) { $0 + counts[$1] } } + [missing]
    var result = binning(
      name: name, cuts: [], specials: [], counts: binned, options: options, remarks: remarks)
    (result.levels, result.binOfLevel) = (levels, binOfLevel)
    return result
  }

  private func binning(
    name: String, cuts: [Float], specials: [Float], counts: [ClassCounts], options: BinningOptions,
    remarks: [Remark]
  ) -> VariableBinning {
    let ordinary = counts.dropLast(specials.count + 1)
    return VariableBinning(
      name: name, cuts: cuts, specials: specials, levels: nil, binOfLevel: nil,
      bins: counts.map { VariableBinning.Bin($0, in: total, rowWeight: rowWeight) },
      asked: VariableBinning.Request(
        method: options.method, bins: options.mostBins, leastShare: options.leastShare, shape: options.shape,
        byHand: options.cuts != nil || options.groups != nil),
      shape: BinShape.of(ordinary.map(\.rate)), remarks: remarks)
  }

  /// What a subtraction of sums of weights leaves of nothing is nothing.
  private static func clean(_ counts: ClassCounts) -> ClassCounts {
    ClassCounts(kept: counts.kept < 1e-9 ? 0 : counts.kept, lost: counts.lost < 1e-9 ? 0 : counts.lost)
  }
}
