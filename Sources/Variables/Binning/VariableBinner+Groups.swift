import Calendar
import Configuration

extension VariableBinner {
  /// Groups of codes in rising order of their share of losses.
  ///
  /// Among all ways of grouping, one of the best puts neighbours in this order together (Fisher 1958; Breiman et al.
  /// 1984, theorem 4.5, for any convex measure), so that the search over neighbours is exact.
  func searchedGroups(
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

  func drawnGroups(_ groups: [[String]], levels: [String], remarks: inout [Remark]) -> [[Int]] {
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
