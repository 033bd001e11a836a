import Configuration
import Numerics

/// The bins of the greatest information value among all ways of joining neighbouring pre-bins that keep to limits.
///
/// Exact, by dynamic programming. `best(n, s, e)` is the greatest information value of `n` bins over the pre-bins
/// `0 ..< e` whose last bin is `s ..< e`; it comes from `best(n − 1, r, s)` over all `r` whose bin may stand before. For
/// a monotone shape the bins that end at `s` and those that begin there are sorted by their share of losses once, so
/// that one walk along both orders serves all pairs. A peak is a rising phase followed by a falling one, a valley the
/// other way round; either phase may be missing.
///
/// - Complexity: O(bins · pre-bins²) after O(pre-bins² · log pre-bins).
struct BinSearch {
  /// Joined bins and what they are worth.
  struct Solution: Sendable, Equatable {
    /// First pre-bin of each bin.
    var starts: [Int]
    var informationValue: Double
  }

  private static let impossible = -Double.infinity

  private let count: Int
  private let mostBins: Int
  /// Information value of the bin (s, e) at `s · (count + 1) + e`; ``impossible`` where it breaks a limit.
  private let values: AlignedArray<Double>
  private let rates: AlignedArray<Double>
  /// For each border, the starts of possible bins that end there, in rising order of their rates.
  private let endingHere: [[Int32]]
  /// For each border, the ends of possible bins that begin there, in rising order of their rates.
  private let beginningHere: [[Int32]]

  /// - Parameters:
  ///   - preBins: rows of each pre-bin.
  ///   - total: all rows of the variable, those with missing values and special codes included.
  ///   - mostBins: most bins.
  ///   - leastRows: least weight of the rows in a bin.
  init(_ preBins: [ClassCounts], total: ClassCounts, mostBins: Int, leastRows: Double) {
    count = preBins.count
    self.mostBins = max(1, min(mostBins, preBins.count))
    let width = count + 1
    values = AlignedArray(count: width * width, repeating: Self.impossible)
    rates = AlignedArray(count: width * width)
    var ending = [[Int32]](repeating: [], count: width)
    var beginning = [[Int32]](repeating: [], count: width)
    let (values, rates) = (values.view, rates.view)
    for start in 0..<count {
      var bin = ClassCounts()
      for end in start + 1...count {
        bin += preBins[end - 1]
        // Rounding of sums of weights must not make a bin too small.
        guard bin.kept > 0, bin.lost > 0, bin.rows >= leastRows * (1 - 1e-12) else { continue }
        values[start * width + end] = WeightOfEvidence(of: bin, in: total).informationPart
        rates[start * width + end] = bin.rate
        ending[end].append(Int32(start))
        beginning[start].append(Int32(end))
      }
    }
    for border in 0..<width {
      ending[border].sort { rates[Int($0) * width + border] < rates[Int($1) * width + border] }
      beginning[border].sort { rates[border * width + Int($0)] < rates[border * width + Int($1)] }
    }
    (endingHere, beginningHere) = (ending, beginning)
  }

  /// The best bins of a shape other than `automatic`; nil where no way of joining keeps to the limits.
  func best(_ shape: BinningDefinition.Shape) -> Solution? {
    switch shape {
    case .any: bestOfAnyShape()
    case .up: best(phases: [.rising])
    case .down: best(phases: [.falling])
    case .peak: best(phases: [.rising, .falling])
    case .valley: best(phases: [.falling, .rising])
    case .automatic: Self.choice(among: self)?.solution
    }
  }

  /// A turn must raise the information value by this share to be taken where the shape is left open.
  static let worthOfTurn = 0.1

  /// The shape and bins that `automatic` means: up or down, whichever is worth more, unless a peak or a valley is
  /// worth a tenth more.
  static func choice(among search: BinSearch) -> (shape: BinningDefinition.Shape, solution: Solution)? {
    func better(_ a: BinningDefinition.Shape, _ b: BinningDefinition.Shape)
      -> (shape: BinningDefinition.Shape, solution: Solution)?
    {
      let (first, second) = (search.best(a), search.best(b))
      guard let first else { return second.map { (b, $0) } }
      guard let second, second.informationValue > first.informationValue else { return (a, first) }
      return (b, second)
    }
    guard let straight = better(.up, .down) else { return nil }
    guard let turning = better(.peak, .valley),
      turning.solution.informationValue > (1 + worthOfTurn) * straight.solution.informationValue
    else { return straight }
    return turning
  }
}

extension BinSearch {
  private func bestOfAnyShape() -> Solution? {
    let width = count + 1
    let values = values.view
    // best[n · width + e]: n + 1 bins over the pre-bins 0 ..< e; before[…]: where the last of them starts.
    var best = [Double](repeating: Self.impossible, count: mostBins * width)
    var before = [Int](repeating: 0, count: mostBins * width)
    for end in 1..<width { best[end] = values[end] }
    for bins in 1..<max(1, mostBins) {
      for end in 1..<width {
        for start in 1..<end {
          let sum = best[(bins - 1) * width + start] + values[start * width + end]
          if sum > best[bins * width + end] {
            best[bins * width + end] = sum
            before[bins * width + end] = start
          }
        }
      }
    }
    var chosen: Int?
    for bins in 0..<mostBins
    where best[bins * width + count] > chosen.map({ best[$0 * width + count] })
      ?? Self.impossible
    {
      chosen = bins
    }
    guard let chosen else { return nil }
    var starts: [Int] = []
    var end = count
    for bins in (0...chosen).reversed() {
      let start = before[bins * width + end]
      starts.append(start)
      end = start
    }
    return Solution(starts: starts.reversed(), informationValue: best[chosen * width + count])
  }

  private enum Phase { case rising, falling }

  /// A table over (number of bins, phase, start, end).
  private struct Table {
    let phases: Int
    let width: Int
    let best: AlignedArray<Double>
    /// Start and phase of the bin before: `start · 2 + phase`.
    let before: AlignedArray<Int32>

    init(bins: Int, phases: Int, width: Int) {
      (self.phases, self.width) = (phases, width)
      best = AlignedArray(count: bins * phases * width * width, repeating: impossible)
      before = AlignedArray(count: bins * phases * width * width)
    }

    @inline(__always)
    func plane(_ bins: Int, _ phase: Int) -> Int { (bins * phases + phase) * width * width }
  }

  private func best(phases: [Phase]) -> Solution? {
    let width = count + 1
    let table = Table(bins: mostBins, phases: phases.count, width: width)
    for end in 1..<width { table.best.view[end] = values.view[end] }
    for bins in 1..<max(1, mostBins) {
      for (phase, direction) in phases.enumerated() {
        for border in 1..<count { extend(table, bins, phase, direction, border) }
      }
    }
    return trace(table)
  }

  /// Fills in all bins that begin at a border and continue a phase, or begin it.
  private func extend(_ table: Table, _ bins: Int, _ phase: Int, _ direction: Phase, _ border: Int) {
    let width = count + 1
    let (values, rates) = (values.view.base, rates.view.base)
    let (best, before) = (table.best.view.base, table.before.view.base)
    let same = table.plane(bins - 1, phase)
    let earlier = phase > 0 ? table.plane(bins - 1, phase - 1) : same
    let target = table.plane(bins, phase)
    endingHere[border].withUnsafeBufferPointer { starts in
      beginningHere[border].withUnsafeBufferPointer { ends in
        var taken = 0
        var greatest = Self.impossible
        var origin: Int32 = 0
        let isRising = direction == .rising
        for turn in 0..<ends.count {
          let end = Int(ends[isRising ? turn : ends.count - 1 - turn])
          let rate = rates[border * width + end]
          while taken < starts.count {
            let start = starts[isRising ? taken : starts.count - 1 - taken]
            let place = Int(start) * width + border
            guard isRising ? rates[place] < rate : rates[place] > rate else { break }
            if best[same + place] > greatest {
              (greatest, origin) = (best[same + place], start * 2 + Int32(phase))
            }
            if phase > 0, best[earlier + place] > greatest {
              (greatest, origin) = (best[earlier + place], start * 2 + Int32(phase - 1))
            }
            taken += 1
          }
          let place = border * width + end
          best[target + place] = greatest + values[place]
          before[target + place] = origin
        }
      }
    }
  }

  private func trace(_ table: Table) -> Solution? {
    let width = count + 1
    let best = table.best.view
    var greatest = Self.impossible
    var last = (bins: 0, phase: 0, start: 0)
    for bins in 0..<mostBins {
      for phase in 0..<table.phases {
        for start in 0..<count where best[table.plane(bins, phase) + start * width + count] > greatest {
          greatest = best[table.plane(bins, phase) + start * width + count]
          last = (bins, phase, start)
        }
      }
    }
    guard greatest > Self.impossible else { return nil }
    var starts = [last.start]
    var end = count
    while last.bins > 0 {
      let origin = Int(
        table.before.view[table.plane(last.bins, last.phase) + last.start * width + end])
      end = last.start
      last = (last.bins - 1, origin % 2, origin / 2)
      starts.append(last.start)
    }
    return Solution(starts: starts.reversed(), informationValue: greatest)
  }
}
