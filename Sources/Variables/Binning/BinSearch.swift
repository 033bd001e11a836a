import Configuration
import Parallel

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
  private let memory: BinSearchMemory

  /// - Parameters:
  ///   - preBins: rows of each pre-bin.
  ///   - limits: which bins there may be.
  ///   - mostBins: most bins.
  ///   - memory: that of a search before, to be written over.
  init(
    _ preBins: [ClassCounts], limits: BinLimits, mostBins: Int,
    memory: BinSearchMemory = BinSearchMemory()
  ) {
    count = preBins.count
    self.memory = memory
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
        guard limits.allow(bin) else { continue }
        values[start * width + end] =
          WeightOfEvidence(of: bin, in: limits.total, rowWeight: limits.rowWeight).informationPart
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
    case .up: best(phases: [.rising])[0]
    case .down: best(phases: [.falling])[0]
    case .peak: best(phases: [.rising, .falling])[1]
    case .valley: best(phases: [.falling, .rising])[1]
    case .automatic: Self.choice(among: self)?.solution
    }
  }

  /// A turn must raise the information value by this share to be taken where the shape is left open.
  static let worthOfTurn = 0.1

  /// The shape and bins that `automatic` means: up or down, whichever is worth more, unless a peak or a valley is
  /// worth a tenth more.
  static func choice(among search: BinSearch) -> (shape: BinningDefinition.Shape, solution: Solution)? {
    // A table of two phases holds the best bins of the first one alone, too.
    let (upward, downward) = (
      search.best(phases: [.rising, .falling]), search.best(phases: [.falling, .rising])
    )
    guard let straight = better((.up, upward[0]), (.down, downward[0])) else { return nil }
    guard let turning = better((.peak, upward[1]), (.valley, downward[1])),
      turning.solution.informationValue > (1 + worthOfTurn) * straight.solution.informationValue
    else { return straight }
    return turning
  }

  private typealias Shaped = (shape: BinningDefinition.Shape, solution: Solution?)

  private static func better(_ a: Shaped, _ b: Shaped)
    -> (shape: BinningDefinition.Shape, solution: Solution)?
  {
    guard let first = a.solution else { return b.solution.map { (b.shape, $0) } }
    guard let second = b.solution, second.informationValue > first.informationValue else {
      return (a.shape, first)
    }
    return (b.shape, second)
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

  /// The greatest information value of the bins of a stage that end at the last border, and where the last one starts.
  private struct Finish {
    var value = impossible
    var start = 0
  }

  /// For each phase the best bins that end in it or in one before it; nil where no way of joining keeps to the limits.
  ///
  /// Values over (phase, start, end) are kept for a number of bins and the one before; where bins came from is kept
  /// for all, as `start · 2 + phase`.
  private func best(phases: [Phase]) -> [Solution?] {
    let width = count + 1
    let plane = width * width
    let half = phases.count * plane
    let (best, origins) = memory.tables(values: 2 * half, origins: mostBins * half)
    for index in 0..<half { best[index] = Self.impossible }
    for end in 1..<width { best[end] = values.view[end] }
    var finishes = [finish(best)] + [Finish](repeating: Finish(), count: phases.count - 1)
    for bins in 1..<max(1, mostBins) {
      let before = best[(bins - 1) % 2 * half..<((bins - 1) % 2 + 1) * half]
      let now = best[bins % 2 * half..<(bins % 2 + 1) * half]
      for (phase, direction) in phases.enumerated() {
        let target = now[phase * plane..<(phase + 1) * plane]
        // More than one bin cannot begin with the first pre-bin; all other possible bins are written anew.
        for end in 0..<width { target[end] = Self.impossible }
        let own = origins[(bins * phases.count + phase) * plane..<(bins * phases.count + phase + 1) * plane]
        for border in 1..<count { extend(before, phase, direction, border, to: target, origins: own) }
        finishes.append(finish(target))
      }
    }
    return phases.indices.map { trace(finishes, origins, phases: phases.count, through: $0) }
  }

  private func finish(_ plane: SharedBuffer<Double>) -> Finish {
    let width = count + 1
    var finish = Finish()
    for start in 0..<count where values.view[start * width + count] > Self.impossible {
      let value = plane[start * width + count]
      if value > finish.value { finish = Finish(value: value, start: start) }
    }
    return finish
  }

  /// Fills in all bins that begin at a border and continue a phase, or begin it.
  private func extend(
    _ before: SharedBuffer<Double>, _ phase: Int, _ direction: Phase, _ border: Int,
    to target: SharedBuffer<Double>, origins: SharedBuffer<Int32>
  ) {
    let width = count + 1
    let plane = width * width
    let (values, rates) = (values.view, rates.view)
    let same = before[phase * plane..<(phase + 1) * plane]
    let earlier = before[max(0, phase - 1) * plane..<(max(0, phase - 1) + 1) * plane]
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
            let index = Int(start) * width + border
            guard isRising ? rates[index] < rate : rates[index] > rate else { break }
            if same[index] > greatest { (greatest, origin) = (same[index], start * 2 + Int32(phase)) }
            if phase > 0, earlier[index] > greatest {
              (greatest, origin) = (earlier[index], start * 2 + Int32(phase - 1))
            }
            taken += 1
          }
          let index = border * width + end
          target[index] = greatest + values[index]
          origins[index] = origin
        }
      }
    }
  }

  /// Goes back from the best finish among the phases up to `last`.
  private func trace(
    _ finishes: [Finish], _ origins: SharedBuffer<Int32>, phases: Int, through last: Int
  ) -> Solution? {
    let width = count + 1
    var chosen: Int?
    for stage in finishes.indices where stage % phases <= last {
      if finishes[stage].value > chosen.map({ finishes[$0].value }) ?? Self.impossible { chosen = stage }
    }
    guard var stage = chosen else { return nil }
    let value = finishes[stage].value
    var starts = [finishes[stage].start]
    var end = count
    while stage >= phases {
      let start = starts[starts.count - 1]
      let origin = Int(origins[stage * width * width + start * width + end])
      end = start
      starts.append(origin / 2)
      stage = (stage / phases - 1) * phases + origin % 2
    }
    return Solution(starts: starts.reversed(), informationValue: value)
  }
}

/// Tables that one search after another writes into: the system clears every page that it hands out, which took longer
/// than the search.
final class BinSearchMemory {
  private var values = AlignedArray<Double>(count: 0)
  private var origins = AlignedArray<Int32>(count: 0)

  /// Tables of at least these sizes, whatever is in them.
  func tables(values valueCount: Int, origins originCount: Int) -> (
    values: SharedBuffer<Double>, origins: SharedBuffer<Int32>
  ) {
    if values.count < valueCount { values = AlignedArray(count: valueCount) }
    if origins.count < originCount { origins = AlignedArray(count: originCount) }
    return (values.view, origins.view)
  }
}
