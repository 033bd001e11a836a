/// Customers of whom the one with the greatest gain comes first; of equal gains, the one with the lowest number.
struct GainHeap {
  struct Entry: Equatable {
    var gain: Int
    var customer: Int

    func comesBefore(_ other: Entry) -> Bool {
      gain != other.gain ? gain > other.gain : customer < other.customer
    }
  }

  private var entries: [Entry] = []

  var first: Entry? { entries.first }

  /// - Complexity: O(log entries).
  mutating func add(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].comesBefore(entries[parent]) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  /// - Complexity: O(log entries).
  mutating func removeFirst() {
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child].comesBefore(entries[best]) {
        best = child
      }
      if best == parent { return }
      entries.swapAt(best, parent)
      parent = best
    }
  }
}

/// The greatest of some gains that change one by one; of equal ones, always the same.
struct GainTournament {
  /// No gain at all.
  static let none = Int.min
  private let leaves: Int
  /// A binary tree in an array: the gain of a node is the greater of the two below it.
  private var gains: [Int]

  init(count: Int) {
    leaves = max(1, count)
    gains = [Int](repeating: Self.none, count: 2 * leaves)
  }

  /// - Complexity: O(log count).
  mutating func update(_ index: Int, to known: Int?) {
    let gain = known ?? Self.none
    var node = leaves + index
    if gains[node] == gain { return }
    gains[node] = gain
    while node > 1 {
      node /= 2
      gains[node] = max(gains[2 * node], gains[2 * node + 1])
    }
  }

  /// The greatest gain; ``none`` where there is none.
  var best: Int { gains[1] }
  var known: Int? { best == Self.none ? nil : best }

  /// Where the greatest gain stands.
  ///
  /// - Complexity: O(log count).
  var winner: Int {
    var node = 1
    while node < leaves { node = gains[2 * node] == gains[node] ? 2 * node : 2 * node + 1 }
    return node - leaves
  }
}
