extension Distribution {
  /// Scores in bins of equal shares.
  public init(ofScores scores: [Double]) {
    self.init(binsOfSorted: scores.sorted())
    for score in scores { add(score) }
  }

  /// How far other scores differ from those of a sample.
  public static func stability(of scores: [Double], against trained: [Double]) -> Double? {
    let before = Distribution(ofScores: trained)
    var now = Distribution(edges: before.edges)
    for score in scores { now.add(score) }
    return now.stability(against: before)
  }
}
