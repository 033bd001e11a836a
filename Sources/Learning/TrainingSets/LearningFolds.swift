import Parallel

/// Rows to learn from and other rows to judge on, again and again, to choose a setting by.
public struct LearningFolds: Sendable, Hashable {
  public struct Fold: Sendable, Hashable {
    public let learnt: [Int]
    public let judged: [Int]
  }

  public let folds: [Fold]
  /// Whether all rows that a fold judges on are later than those it learns from.
  public let isTimeOrdered: Bool

  /// More different times than these are no months but days or moments.
  private static let mostTimes = 120

  /// Each of the last `count` times is judged by what is learnt from all earlier ones; nil with fewer than two times.
  ///
  /// Where nearly every row has a time of its own, `count + 1` spans of about as many rows take the place of times.
  public init?(times: [Double], count: Int) {
    var starts = Set(times).sorted()
    if starts.count > Self.mostTimes {
      let sorted = times.sorted()
      starts = Set((0...count).map { sorted[$0 * sorted.count / (count + 1)] }).sorted()
    }
    guard starts.count > 1, count > 0 else { return nil }
    let ends = starts.dropFirst() + [.infinity]
    folds = zip(starts, ends).dropFirst().suffix(count).map { start, end in
      Fold(
        learnt: times.indices.filter { times[$0] < start },
        judged: times.indices.filter { times[$0] >= start && times[$0] < end })
    }
    isTimeOrdered = true
  }

  /// Each of `count` parts of the rows, dealt by the seed, is judged by what is learnt from the others.
  public init(rows: Int, count: Int, seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 0x464F_4C44)
    let parts = (0..<rows).map { _ in random.below(count) }
    folds = (0..<count).map { part in
      Fold(
        learnt: parts.indices.filter { parts[$0] != part }, judged: parts.indices.filter { parts[$0] == part }
      )
    }
    isTimeOrdered = false
  }
}
