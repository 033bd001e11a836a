/// Where the bins of each variable stand in a histogram, and which variables a tree looks at.
///
/// A histogram is a row of 64-bit numbers: for each variable a ``PackedSum`` per bin, the missing one last; for a
/// category the number of rows per bin behind that.
struct HistogramLayout: Sendable {
  /// Variables that one task finds the splits of.
  static let chunkWidth = 8

  /// First entry of each variable.
  let starts: [Int]
  /// First entry of the row counts of each category; nil for numbers.
  let countStarts: [Int?]
  /// Entries of a histogram.
  let size: Int
  /// The variables that the tree may split on, ascending.
  let drawn: [Int]
  /// First entry of each of ``drawn``.
  let drawnStarts: [UInt32]
  /// The indices of categories in ``drawn``, and the first entry of their row counts.
  let counted: [Int]
  let countedStarts: [UInt32]

  init(bins: [VariableBins], drawn: [Int]) {
    var starts: [Int] = []
    var countStarts: [Int?] = []
    var size = 0
    for variable in bins {
      starts.append(size)
      size += variable.binCount
      if case .categories = variable {
        countStarts.append(size)
        size += variable.binCount
      } else {
        countStarts.append(nil)
      }
    }
    self.starts = starts
    self.countStarts = countStarts
    self.size = size
    self.drawn = drawn
    drawnStarts = drawn.map { UInt32(starts[$0]) }
    counted = drawn.indices.filter { countStarts[drawn[$0]] != nil }
    countedStarts = counted.map { UInt32(countStarts[drawn[$0]] ?? 0) }
  }

  /// Number of chunks that ``drawn`` is dealt into.
  var chunkCount: Int { (drawn.count + Self.chunkWidth - 1) / Self.chunkWidth }

  /// The variables of a chunk.
  func chunk(_ index: Int) -> ArraySlice<Int> {
    drawn[index * Self.chunkWidth..<min(drawn.count, (index + 1) * Self.chunkWidth)]
  }

  /// All entries of a variable.
  func entries(of variable: Int) -> Range<Int> {
    starts[variable]..<(variable + 1 < starts.count ? starts[variable + 1] : size)
  }
}
