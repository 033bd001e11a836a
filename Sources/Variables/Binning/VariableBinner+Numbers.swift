import Calendar
import Configuration
import Parallel
import Tabular

extension VariableBinner {
  /// Leaves of a decision tree whose borders are tried as well.
  private static let treeLeaves = 20
  /// Parts that the neighbourhood of a border is cut into for a second look.
  private static let finerParts = 8

  /// Given borders that fall together with numbers of the column only because Float32 does not hold them.
  func coarseBorders(_ column: SharedBuffer<Float>, _ options: BinningOptions) -> [Double] {
    if options.scale != nil { return [] }
    return (options.given.specials + options.given.cuts).filter { border in
      let float = Float(border)
      return Double(float) != border && !NumberForm.isDecimal(border) && column.elements.contains(float)
    }
  }

  func rows(_ share: Double) -> Double { share * total.rows }

  func limits(_ options: BinningOptions) -> BinLimits {
    BinLimits(total: total, leastRows: rows(options.leastShare), rowWeight: rowWeight)
  }

  /// First runs of the bins that a search finds.
  func searchedStarts(_ runs: NumberRuns, options: BinningOptions, remarks: inout [Remark]) -> [Int] {
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
  func solve(_ parts: [ClassCounts], _ options: BinningOptions)
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
