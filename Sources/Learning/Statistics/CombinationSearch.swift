import Configuration
import Parallel
import Scoring
import Variables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds categories that say more together than one by one.
///
/// Greedy, on an additive model of all variables in bins: while a single variable has something to say its steps are added to
/// the margins; then the combination is taken whose loss rates explain most of what is left, and so on; a pair that was
/// taken brings candidates of three. Where there is one, there are others that say a little each: those that explain most of
/// what is left fill up the number that was asked for, and the rows that decide whether combinations stay see them all. The rates are those of earlier rows, so that a candidate of many levels gains nothing by
/// them alone.
struct CombinationSearch {
  let encoder: LevelEncoder
  let team: ThreadTeam

  /// Rows that are looked at: more would find the same.
  static let mostRows = 100_000
  /// Beyond ``everyTable`` combinations there are no more than give so many cells: each is two columns for every order of rows.
  static let mostCells = 10_000_000
  /// Combinations that a table of any size may have.
  static let everyTable = 32
  /// Categories that are combined, those that say most alone.
  static let mostCategories = 24
  static let bins = 32
  /// Share of a candidate's own steps that is added to the margins.
  static let step = 0.5
  /// Most steps of all candidates.
  static let mostSteps = 1000
  /// What a single variable's steps, and those of the first combination, must explain: Σ G²/H of 32 bins is χ² of as many
  /// degrees of freedom, which chance makes this large once in a thousand times.
  static let leastGain = 60.0
  /// What steps of further combinations must explain to be added to the margins: the mean of that χ².
  static let leastFurtherGain = 32.0

  /// A variable or a combination of categories, with the bin of each row's value or loss rate.
  private struct Candidate {
    let group: [Int]
    let codes: AlignedArray<UInt8>
  }

  /// What steps are added to.
  private struct Progress {
    var margins: [Double]
    var steps = 0
  }

  /// - Parameter set: the training table.
  /// - Returns: groups of categories by number, the most telling first.
  func combinations(of set: TrainingSet) throws -> [[Int]] {
    let settings = encoder.settings
    guard settings.columns > 1, settings.combinations > 0, encoder.categories.count > 1 else { return [] }
    let limit = Self.mostCombinations(settings.combinations, rows: set.rowCount)
    let step = max(1, (set.rowCount + Self.mostRows - 1) / Self.mostRows)
    let part = step == 1 ? set : try set.taking(Array(stride(from: 0, to: set.rowCount, by: step)))
    let outcomes = LevelOutcomes(part, seed: encoder.seed)
    let rate = outcomes.total.losses / max(1, outcomes.total.rows)
    guard rate > 0, rate < 1 else { return [] }
    var progress = Progress(margins: [Double](repeating: log(rate / (1 - rate)), count: part.rowCount))
    let categories = most(encoder.categories, of: part, outcomes, progress.margins)
    var tried: Set<[Int]> = []
    let singles =
      candidates(encoder.categories.map { [$0] }, &tried, part, outcomes)
      + team.map(part.variables.count) { variable, _ in
        Candidate(group: [variable], codes: Self.binned(part.matrix.column(variable)))
      }.filter { part.variables[$0.group[0]].kind == .numeric }
    var pairs: [[Int]] = []
    for (place, first) in categories.enumerated() {
      for second in categories[(place + 1)...] where encoder.areCounted(first, second) {
        pairs.append([first, second].sorted())
      }
    }
    var combined = candidates(pairs, &tried, part, outcomes)
    var found: [[Int]] = []
    while found.count < limit, progress.steps < Self.mostSteps {
      while take(from: singles, &progress, part, Self.leastGain) != nil {}
      let least = found.isEmpty ? Self.leastGain : Self.leastFurtherGain
      guard let taken = take(from: combined, &progress, part, least)?.group else { break }
      if !found.contains(taken) { found.append(taken) }
      if taken.count < settings.columns {
        let wider = categories.filter { !taken.contains($0) }.map { (taken + [$0]).sorted() }
        combined += candidates(wider, &tried, part, outcomes)
      }
    }
    guard !found.isEmpty else { return [] }
    let sums = sums(of: combined, derivatives(progress.margins, part))
    let gains = sums.map(Self.gain)
    let others = combined.indices.filter { !found.contains(combined[$0].group) }
      .sorted { (gains[$0], $1) > (gains[$1], $0) }
    return found + others.prefix(limit - found.count).map { combined[$0].group }
  }

  /// As many combinations as are asked for, but no more than a table of so many rows may have.
  static func mostCombinations(_ asked: Int, rows: Int) -> Int {
    min(asked, max(everyTable, mostCells / max(1, rows)))
  }

  private func sums(of candidates: [Candidate], _ derivatives: [SIMD2<Double>]) -> [[SIMD2<Double>]] {
    team.map(candidates.count) { index, _ in Self.sums(candidates[index].codes.view, derivatives) }
  }

  /// Adds the steps of the candidate that explains most; nil where none explains more than `least`.
  private func take(
    from candidates: [Candidate], _ progress: inout Progress, _ set: TrainingSet, _ least: Double
  ) -> Candidate? {
    guard progress.steps < Self.mostSteps else { return nil }
    let sums = sums(of: candidates, derivatives(progress.margins, set))
    let gains = sums.map(Self.gain)
    guard let best = gains.indices.max(by: { (gains[$0], $1) < (gains[$1], $0) }),
      gains[best] > least
    else { return nil }
    let steps = sums[best].map(Self.margin)
    let codes = candidates[best].codes.view
    for row in progress.margins.indices { progress.margins[row] += steps[Int(codes[row])] }
    progress.steps += 1
    return candidates[best]
  }

  /// The categories that say most alone, in the order of the variables.
  private func most(
    _ categories: [Int], of set: TrainingSet, _ outcomes: LevelOutcomes, _ margins: [Double]
  ) -> [Int] {
    guard categories.count > Self.mostCategories else { return categories }
    let flat = derivatives(margins, set)
    var tried: Set<[Int]> = []
    let gains = candidates(categories.map { [$0] }, &tried, set, outcomes).map {
      Self.gain(Self.sums($0.codes.view, flat))
    }
    let order = categories.indices.sorted { (gains[$0], $1) > (gains[$1], $0) }
    return order.prefix(Self.mostCategories).sorted().map { categories[$0] }
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

  /// How much the steps of bins explain: Σ G²/(H + 1).
  private static func gain(_ bins: [SIMD2<Double>]) -> Double {
    var gain = 0.0
    for bin in bins { gain += bin.x * bin.x / (bin.y + 1) }
    return gain
  }

  /// The part of a bin's own step that is added to its rows.
  private static func margin(_ bin: SIMD2<Double>) -> Double { -step * bin.x / (bin.y + 1) }

  private static func sums(_ codes: SharedBuffer<UInt8>, _ derivatives: [SIMD2<Double>]) -> [SIMD2<Double>] {
    var sums = [SIMD2<Double>](repeating: .zero, count: bins)
    for row in derivatives.indices { sums[Int(codes[row])] += derivatives[row] }
    return sums
  }
}
