import Parallel

/// Rows to train on and other rows to evaluate on, again and again, to choose a setting by.
public struct LearningFolds: Sendable, Hashable {
  public struct Fold: Sendable, Hashable {
    public let trained: [Int]
    public let evaluated: [Int]
  }

  public let folds: [Fold]
  /// Whether all rows that a fold evaluates on are later than those it trains on.
  public let isTimeOrdered: Bool

  /// More different times than these are no months but days or moments.
  private static let mostTimes = 120

  /// Each of the last `count` times is evaluated by what is trained on all earlier ones; nil with fewer than two times.
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
        trained: times.indices.filter { times[$0] < start },
        evaluated: times.indices.filter { times[$0] >= start && times[$0] < end })
    }
    isTimeOrdered = true
  }

  /// Each of `count` parts of about as many rows is evaluated by what is trained on the others; rows of a group stay
  /// together. Nil with fewer groups than parts.
  ///
  /// The largest group goes to the part with the fewest rows, and so on; groups of a size in an order drawn by the seed. The
  /// order of rows does not matter.
  public init?(groups: [String], count: Int, seed: UInt64) {
    var sizes: [String: Int] = [:]
    for group in groups { sizes[group, default: 0] += 1 }
    guard count > 1, sizes.count >= count else { return nil }
    let order = sizes.map { (name: $0, rows: $1, draw: SeededSplit.draw(key: $0, seed: seed)) }.sorted {
      $0.rows != $1.rows ? $0.rows > $1.rows : ($0.draw, $0.name) < ($1.draw, $1.name)
    }
    var (filled, partOfGroup) = (Array(repeating: 0, count: count), [String: Int]())
    for group in order {
      let part = filled.indices.min { (filled[$0], $0) < (filled[$1], $1) } ?? 0
      filled[part] += group.rows
      partOfGroup[group.name] = part
    }
    let parts = groups.map { partOfGroup[$0] ?? 0 }
    folds = (0..<count).map { part in
      Fold(
        trained: parts.indices.filter { parts[$0] != part },
        evaluated: parts.indices.filter { parts[$0] == part })
    }
    isTimeOrdered = false
  }

  /// Each of `count` parts of the rows, dealt by the seed, is evaluated by what is trained on the others.
  public init(rows: Int, count: Int, seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 0x464F_4C44)
    let parts = (0..<rows).map { _ in random.below(count) }
    folds = (0..<count).map { part in
      Fold(
        trained: parts.indices.filter { parts[$0] != part },
        evaluated: parts.indices.filter { parts[$0] == part }
      )
    }
    isTimeOrdered = false
  }
}
