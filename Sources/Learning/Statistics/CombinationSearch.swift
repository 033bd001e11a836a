import Configuration
import Parallel
import Scoring
import Variables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds categories that say more together than a model makes of them one by one.
///
/// Greedy: of all candidates the one is taken whose loss rates explain most of what the model leaves unexplained, its steps are
/// added to the margins, and the search goes on; a pair that was taken brings candidates of three. The rates are those of
/// earlier rows, so that a candidate of many levels gains nothing by them alone.
struct CombinationSearch {
  let encoder: LevelEncoder
  let team: ThreadTeam

  /// Rows that are looked at: more would find the same.
  static let mostRows = 100_000
  /// Categories that are combined, those that say most alone.
  static let mostCategories = 24
  static let bins = 32
  /// Share of a candidate's own steps that is added to the margins.
  static let step = 0.5
  /// Candidates whose steps explain no more than chance would are left: Σ G²/H of 32 bins is χ² of as many degrees of
  /// freedom, which chance makes this large once in a hundred thousand times.
  static let leastGain = 80.0

  /// A combination, with the bin of each row's loss rate.
  private struct Candidate {
    let group: [Int]
    let codes: AlignedArray<UInt8>
  }

  /// - Parameters:
  ///   - set: the training table.
  ///   - margins: what a model without combinations says of its rows.
  /// - Returns: groups of categories by number, the most telling first.
  func combinations(of set: TrainingSet, margins: [Double]) throws -> [[Int]] {
    let settings = encoder.settings
    guard settings.columns > 1, settings.combinations > 0, encoder.categories.count > 1 else { return [] }
    let step = max(1, (set.rowCount + Self.mostRows - 1) / Self.mostRows)
    let rows = Array(stride(from: 0, to: set.rowCount, by: step))
    let part = step == 1 ? set : try set.taking(rows)
    var margins = rows.map { margins[$0] }
    let outcomes = LevelOutcomes(part, seed: encoder.seed)
    let categories = most(encoder.categories, of: part, outcomes)
    var tried = Set(categories.indices.map { [categories[$0]] })
    var groups: [[Int]] = []
    for (place, first) in categories.enumerated() {
      for second in categories[(place + 1)...] { groups.append([first, second].sorted()) }
    }
    var candidates = self.candidates(groups, &tried, part, outcomes)
    var found: [[Int]] = []
    while found.count < settings.combinations, !candidates.isEmpty {
      let derivatives = self.derivatives(margins, part)
      let sums = team.map(candidates.count) { [candidates] index, _ in
        Self.sums(candidates[index].codes.view, derivatives)
      }
      let gains = sums.map { bins in bins.reduce(0) { $0 + ($1.y > 0 ? $1.x * $1.x / ($1.y + 1) : 0) } }
      guard let best = gains.indices.max(by: { (gains[$0], $1) < (gains[$1], $0) }),
        gains[best] > Self.leastGain
      else { break }
      let taken = candidates.remove(at: best)
      let steps = sums[best].map { -Self.step * $0.x / ($0.y + 1) }
      for row in margins.indices { margins[row] += steps[Int(taken.codes.view[row])] }
      found.append(taken.group)
      if taken.group.count < settings.columns {
        let wider = categories.filter { !taken.group.contains($0) }.map { (taken.group + [$0]).sorted() }
        candidates += self.candidates(wider, &tried, part, outcomes)
      }
    }
    return found
  }

  /// The categories that say most alone, in the order of the variables.
  private func most(_ categories: [Int], of set: TrainingSet, _ outcomes: LevelOutcomes) -> [Int] {
    guard categories.count > Self.mostCategories else { return categories }
    let rate = outcomes.total.losses / max(1, outcomes.total.rows)
    let flat = derivatives([Double](repeating: log(rate / (1 - rate)), count: set.rowCount), set)
    var tried: Set<[Int]> = []
    let gains = candidates(categories.map { [$0] }, &tried, set, outcomes).map { candidate in
      Self.sums(candidate.codes.view, flat).reduce(0) { $0 + ($1.y > 0 ? $1.x * $1.x / ($1.y + 1) : 0) }
    }
    return categories.indices.sorted { (gains[$0], $1) > (gains[$1], $0) }.prefix(Self.mostCategories)
      .sorted()
      .map { categories[$0] }
  }

  /// The groups that were not tried yet and can be numbered.
  private func candidates(
    _ groups: [[Int]], _ tried: inout Set<[Int]>, _ set: TrainingSet, _ outcomes: LevelOutcomes
  ) -> [Candidate] {
    let fresh = groups.filter { tried.insert($0).inserted && encoder.canCombine($0) }
    let book = encoder.book
    let prior = outcomes.total.losses / max(1, outcomes.total.rows)
    let priorRows = encoder.settings.priorRows
    return team.map(fresh.count) { index, _ in
      let group = fresh[index]
      let statistics = LevelStatistics(
        prior: prior, priorRows: priorRows,
        columns: group.map { .init(name: "", texts: book.recipes[$0].levels ?? []) })
      let levels = LevelRows(
        group.map { set.matrix.column($0) }, strides: statistics.strides(of: Array(group.indices)) ?? [])
      let rates = AlignedArray<Float>(count: set.rowCount)
      outcomes.fillLossRates(rates.view, levels, statistics)
      return Candidate(group: group, codes: Self.binned(rates.view))
    }
  }

  /// Bins of equal numbers of rows; missing rates are in the first.
  private static func binned(_ rates: SharedBuffer<Float>) -> AlignedArray<UInt8> {
    let sorted = rates.elements.filter { !$0.isNaN }.sorted()
    var edges: [Float] = []
    for bin in 1..<bins where !sorted.isEmpty {
      let edge = sorted[sorted.count * bin / bins]
      if edge != edges.last { edges.append(edge) }
    }
    let codes = AlignedArray<UInt8>(count: rates.count)
    for row in 0..<rates.count where !rates[row].isNaN {
      var (low, high) = (0, edges.count)
      while low < high {
        let middle = (low + high) / 2
        if edges[middle] <= rates[row] { low = middle + 1 } else { high = middle }
      }
      codes.view[row] = UInt8(low)
    }
    return codes
  }

  /// First and second derivative of the objective for each row.
  private func derivatives(_ margins: [Double], _ set: TrainingSet) -> [SIMD2<Double>] {
    margins.indices.map { row in
      let probability = 1 / (1 + exp(-margins[row]))
      let weight = set.weights.map { Double($0[row]) } ?? 1
      return weight * SIMD2(probability - Double(set.labels[row]), probability * (1 - probability))
    }
  }

  private static func sums(_ codes: SharedBuffer<UInt8>, _ derivatives: [SIMD2<Double>]) -> [SIMD2<Double>] {
    var sums = [SIMD2<Double>](repeating: .zero, count: bins)
    for row in derivatives.indices { sums[Int(codes[row])] += derivatives[row] }
    return sums
  }
}
