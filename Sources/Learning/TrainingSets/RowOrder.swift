import Parallel

/// Which rows of a table were known before which: what is made of the outcomes of others sees those before it alone.
public struct RowOrder: Sendable, Hashable {
  /// Rows of a smaller place come before; rows of the same place see nothing of each other.
  public let places: [UInt64]
  /// Whether a row of a smaller place was earlier in time; else the order is drawn.
  public let isOfTime: Bool

  /// By time, in any units.
  public init(times: [Double]) {
    let ranks = Dictionary(
      Set(times).sorted().enumerated().map { ($1, UInt64($0)) }, uniquingKeysWith: { first, _ in first })
    places = times.map { ranks[$0] ?? 0 }
    isOfTime = true
  }

  /// Drawn by the seed and each row's key alone, whatever the order of the rows; rows of a key have the same place.
  public init(keys: [String], seed: UInt64) {
    places = keys.map { key in
      var stream = RandomStream(seed: seed ^ Self.stream, key: key)
      return stream.next()
    }
    isOfTime = false
  }

  /// Drawn by the seed for rows without keys.
  init(rowCount: Int, seed: UInt64) {
    var random = RandomStream(seed: seed, stream: Self.stream)
    places = (0..<rowCount).map { _ in random.next() }
    isOfTime = false
  }

  private init(_ places: [UInt64], isOfTime: Bool) { (self.places, self.isOfTime) = (places, isOfTime) }

  /// A stream of its own, with which splits and folds have nothing to do.
  private static let stream: UInt64 = 0x4C45_5645_4C53

  /// Another drawn order, by this one's places alone: rows of the same place stay together, and the order of rows in the
  /// table does not matter. Where the order is that of time there is no other.
  func drawnAgain(_ draw: UInt64) -> RowOrder {
    if isOfTime || draw == 0 { return self }
    return RowOrder(
      places.map { place in
        var random = RandomStream(seed: place, stream: draw)
        return random.next()
      }, isOfTime: false)
  }

  /// The rows in a drawn order; nil where the order is that of time.
  public var drawnRows: [Int]? { isOfTime ? nil : sortedRows }

  private var sortedRows: [Int] { ascendingOrder(of: places) }

  func taking(_ rows: [Int]) -> RowOrder { RowOrder(rows.map { places[$0] }, isOfTime: isOfTime) }

  /// The rows from first to last, in stretches of the same place.
  var stretches: [ArraySlice<Int>] {
    let rows = sortedRows
    var (stretches, start) = ([ArraySlice<Int>](), 0)
    for index in rows.indices where index + 1 == rows.count || places[rows[index]] != places[rows[index + 1]]
    {
      stretches.append(rows[start...index])
      start = index + 1
    }
    return stretches
  }
}
