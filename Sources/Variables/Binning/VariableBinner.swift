import Configuration
import Parallel
import Tabular

/// Makes the bins of one variable after another, in memory of its own.
///
/// Not to be shared between threads: each worker has one.
final class VariableBinner {
  /// Parts that a number is cut into before borders are searched for.
  static let preBins = 100
  /// Leaves of a decision tree whose borders are tried as well.
  private static let treeLeaves = 20
  /// Parts that the neighbourhood of a border is cut into for a second look.
  private static let finerParts = 8
  /// Levels with fewer rows than this share are pooled: what they say of losses is mostly chance.
  static let rareShare = 0.005

  let order: ColumnOrder
  private let labels: SharedBuffer<UInt8>
  private let weights: [Float]?
  private let total: ClassCounts
  /// What half a row is half of: a row's weight, or the mean weight where that is less.
  private let rowWeight: Double
  private let searchMemory = BinSearchMemory()

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

extension VariableBinner {
  /// Given borders that fall together with numbers of the column only because Float32 does not hold them.
  private func coarseBorders(_ column: SharedBuffer<Float>, _ options: BinningOptions) -> [Double] {
    if options.scale != nil { return [] }
    return (options.given.specials + options.given.cuts).filter { border in
      let float = Float(border)
      return Double(float) != border && !NumberForm.isDecimal(border) && column.elements.contains(float)
    }
  }

  private func rows(_ share: Double) -> Double { share * total.rows }

  private func limits(_ options: BinningOptions) -> BinLimits {
    BinLimits(total: total, leastRows: rows(options.leastShare), rowWeight: rowWeight)
  }

  /// First runs of the bins that a search finds.
  private func searchedStarts(_ runs: NumberRuns, options: BinningOptions, remarks: inout [Remark]) -> [Int] {
    guard runs.values.count > 1 else {
      remarks.append(runs.isEmpty ? .noNumber : .singleValue(text(runs.values[0], options)))
      return runs.isEmpty ? [] : [0]
    }
    let leastRows = rows(options.leastShare)
    let all = 0..<runs.values.count
    let fine = PreBins.equalStarts(runs.counts, in: all, most: Self.preBins)
    let pure = limits(options).pureBorders(runs.counts)
    var parts: PreBins
    switch options.method {
    case .optimal:
      // Equal parts miss a step between them; the borders of a tree, which looks at every value, are tried too.
      let tree = TreeSplits.starts(runs.counts, most: Self.treeLeaves, leastRows: leastRows)
      parts = PreBins(starts: Set(fine + tree).sorted(), of: runs.counts)
    case .quantile:
      parts = PreBins(
        starts: PreBins.equalStarts(runs.counts, in: all, most: options.mostBins), of: runs.counts)
    case .equalWidth: parts = PreBins(starts: equalWidthStarts(runs, options), of: runs.counts)
    case .chiMerge, .tree:
      let fineParts = PreBins(starts: fine, of: runs.counts)
      let join = options.method == .tree ? TreeSplits.starts : ChiMerge.starts
      let joined = join(fineParts.counts, options.mostBins, leastRows)
      parts = PreBins(starts: joined.map { fine[$0] }, of: runs.counts)
    }
    if !pure.isEmpty { parts = PreBins(starts: Set(parts.starts + pure).sorted(), of: runs.counts) }
    guard let (first, shape) = solve(parts.counts, options) else {
      remarks.append(.noBins(options))
      return [0]
    }
    var (used, solution) = (parts, first)
    if options.method == .optimal, fine.count < runs.values.count {
      // A second and third look at the borders, among finer parts around them; the bins found so far stay possible.
      for _ in 0..<2 {
        let finer = refined(used, solution.starts, runs)
        guard finer.starts.count > used.starts.count || finer.starts != used.starts,
          let better = BinSearch(
            finer.counts, limits: limits(options), mostBins: options.mostBins, memory: searchMemory
          ).best(shape)
        else { break }
        (used, solution) = (finer, better)
      }
    }
    explain(solution.starts.count, parts: parts, values: runs.values.count, options: options, &remarks)
    return solution.starts.map { used.starts[$0] }
  }

  /// The chosen borders with finer parts on both sides of them.
  private func refined(_ parts: PreBins, _ chosen: [Int], _ runs: NumberRuns) -> PreBins {
    var starts: Set<Int> = [0]
    for border in chosen.dropFirst() {
      let before = parts.starts[border - 1]
      let here = parts.starts[border]
      let after = border + 1 < parts.starts.count ? parts.starts[border + 1] : runs.values.count
      starts.formUnion(PreBins.equalStarts(runs.counts, in: before..<here, most: Self.finerParts))
      starts.formUnion(PreBins.equalStarts(runs.counts, in: here..<after, most: Self.finerParts))
    }
    return PreBins(starts: starts.sorted(), of: runs.counts)
  }

  private func text(_ value: Float, _ options: BinningOptions) -> String {
    options.scale.map { VariableBinning.text($0.cell(ofFloat: value)) } ?? VariableBinning.text(value)
  }

  private func equalWidthStarts(_ runs: NumberRuns, _ options: BinningOptions) -> [Int] {
    let values = runs.values.map { options.scale?.cell(ofFloat: $0) ?? Double($0) }
    guard let low = values.first, let high = values.last else { return [] }
    let (most, width) = (options.mostBins, (high - low) / Double(options.mostBins))
    var starts = [0]
    for part in 1..<most {
      let border = low + Double(part) * width
      guard let start = values.firstIndex(where: { $0 >= border }) else { break }
      if start > starts[starts.count - 1] { starts.append(start) }
    }
    return starts
  }

  /// The best bins with their shape; nil where no way of joining keeps to the limits.
  private func solve(_ parts: [ClassCounts], _ options: BinningOptions)
    -> (solution: BinSearch.Solution, shape: BinningDefinition.Shape)?
  {
    let search = BinSearch(
      parts, limits: limits(options), mostBins: options.mostBins, memory: searchMemory)
    if options.shape == .automatic { return BinSearch.choice(among: search).map { ($0.solution, $0.shape) } }
    return search.best(options.shape).map { ($0, options.shape) }
  }

  /// Says why there are fewer bins than were asked for.
  private func explain(
    _ found: Int, parts: PreBins, values: Int, options: BinningOptions, _ remarks: inout [Remark]
  ) {
    if found >= options.mostBins { return }
    if values <= found {
      remarks.append(.fewer(found, options, .fewValues(values)))
      return
    }
    let free = BinSearch(
      parts.counts, limits: limits(options), mostBins: options.mostBins, memory: searchMemory
    ).best(.any)
    let isShaped = (free?.starts.count ?? 0) > found
    remarks.append(.fewer(found, options, isShaped ? .shape : .leastShare))
  }

}

extension VariableBinner {
  /// Groups of codes in rising order of their share of losses.
  ///
  /// Among all ways of grouping, one of the best puts neighbours in this order together (Fisher 1958; Breiman et al.
  /// 1984, theorem 4.5, for any convex measure), so that the search over neighbours is exact.
  private func searchedGroups(
    _ counts: [ClassCounts], options: BinningOptions, remarks: inout [Remark]
  ) -> [[Int]] {
    let least = rows(Self.rareShare)
    let limits = limits(options)
    // A level that only lost customers have says something however rare it is.
    let isRare = counts.map { $0.rows < least && !($0.isPure && $0.rows > 0 && limits.isNoAccident($0)) }
    let rare = counts.indices.filter { isRare[$0] }
    var parts = counts.indices.filter { !isRare[$0] }.map { [$0] }
    let seenRare = rare.filter { counts[$0].rows > 0 }
    if !rare.isEmpty { parts.append(rare) }
    if parts.isEmpty { return [] }
    if seenRare.count > 1 {
      remarks.append(.pooled(seenRare.count, below: Self.rareShare))
    }
    func sum(_ part: [Int]) -> ClassCounts { part.reduce(ClassCounts()) { $0 + counts[$1] } }
    // A part without rows has no share; it goes where the average is.
    let average = total.rate
    let sorted = parts.map { (part: $0, counts: sum($0)) }.sorted {
      let (a, b) = (
        $0.counts.rows > 0 ? $0.counts.rate : average, $1.counts.rows > 0 ? $1.counts.rate : average
      )
      return a != b ? a < b : $0.part[0] < $1.part[0]
    }
    var free = options
    // The order itself makes losses rise.
    free.shape = .any
    guard let (solution, _) = solve(sorted.map(\.counts), free) else {
      if sorted.count > 1 { remarks.append(.noBins(options)) }
      return [sorted.flatMap(\.part)]
    }
    let found = solution.starts.count
    if found < options.mostBins {
      remarks.append(.fewer(found, options, found == sorted.count ? .fewTexts : .leastShare))
    }
    return solution.starts.indices.map { bin in
      let end = bin + 1 < found ? solution.starts[bin + 1] : sorted.count
      return sorted[solution.starts[bin]..<end].flatMap(\.part).sorted()
    }
  }

  private func drawnGroups(_ groups: [[String]], levels: [String], remarks: inout [Remark]) -> [[Int]] {
    let codes = Dictionary(levels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var drawn: [[Int]] = []
    var taken: Set<Int> = []
    for (index, group) in groups.enumerated() {
      let known = group.compactMap { codes[$0] }
      for text in group where codes[text] == nil {
        remarks.append(.unseenText(text, ofGroup: index + 1))
      }
      taken.formUnion(known)
      drawn.append(known.sorted())
    }
    let rest = levels.indices.filter { !taken.contains($0) }
    if !rest.isEmpty {
      remarks.append(.furtherBin(rest.count))
      drawn.append(rest)
    }
    return drawn
  }
}
