/// Joins the two neighbours that differ least, again and again (Kerber, *ChiMerge*, 1992).
enum ChiMerge {
  /// χ² with one degree of freedom that chance exceeds in one case of twenty.
  static let threshold = 3.841_458_820_694_124

  /// χ² of two neighbours: how far their losses lie from what their common share would give.
  static func statistic(_ a: ClassCounts, _ b: ClassCounts) -> Double {
    let both = a + b
    guard a.rows > 0, b.rows > 0, both.kept > 0, both.lost > 0 else { return 0 }
    // For a table of two rows and two columns: n (ad − bc)² / product of the margins.
    let cross = a.kept * b.lost - a.lost * b.kept
    return both.rows * cross * cross / (a.rows * b.rows * both.kept * both.lost)
  }

  /// First parts of the joined ones: neighbours are joined while there are more than `most`, one of them is lighter
  /// than `leastRows`, or chance alone explains the difference.
  ///
  /// - Complexity: O(parts²).
  static func starts(_ parts: [ClassCounts], most: Int, leastRows: Double) -> [Int] {
    var starts = Array(parts.indices)
    var counts = parts
    while counts.count > 1 {
      let pairs = counts.indices.dropLast()
      let light = pairs.filter { counts[$0].rows < leastRows || counts[$0 + 1].rows < leastRows }
      let candidates = light.isEmpty ? Array(pairs) : light
      var least = (index: candidates[0], statistic: Double.infinity)
      for index in candidates {
        let statistic = statistic(counts[index], counts[index + 1])
        if statistic < least.statistic { least = (index, statistic) }
      }
      if light.isEmpty, counts.count <= most, least.statistic >= threshold { break }
      counts[least.index] += counts.remove(at: least.index + 1)
      starts.remove(at: least.index + 1)
    }
    return starts
  }
}
