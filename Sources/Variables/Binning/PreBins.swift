/// Parts of a variable that a search may join but not split, in order.
///
/// For numbers, part `i` holds the runs `starts[i] ..< starts[i + 1]`; for categories the levels in rising order of
/// their share of losses.
struct PreBins: Sendable {
  /// First run of each part.
  var starts: [Int]
  var counts: [ClassCounts]

  /// Parts that begin at some runs, the first one included.
  init(starts: [Int], of runs: [ClassCounts]) {
    self.starts = starts
    counts = starts.indices.map { part in
      let end = part + 1 < starts.count ? starts[part + 1] : runs.count
      return runs[starts[part]..<end].reduce(ClassCounts(), +)
    }
  }

  /// At most `most` parts of about equal numbers of rows between two runs; a run that is heavier than such a part is
  /// a part of its own.
  ///
  /// - Complexity: O(runs).
  static func equalStarts(_ runs: [ClassCounts], in range: Range<Int>, most: Int) -> [Int] {
    if range.count <= most { return Array(range) }
    var left = runs[range].reduce(0) { $0 + $1.rows }
    var starts = [range.lowerBound]
    var weight = 0.0
    for run in range {
      let rows = runs[run].rows
      let partsLeft = most - starts.count
      // What a part should weigh, had the rest to be shared evenly; a heavy run does not raise it for others.
      let wanted = (left + weight) / Double(partsLeft + 1)
      if run > starts[starts.count - 1], partsLeft > 0, weight + rows / 2 > wanted {
        starts.append(run)
        weight = 0
      }
      weight += rows
      left -= rows
    }
    return starts
  }
}
