extension Spread {
  /// Scores in bins of equal shares.
  public init(ofScores scores: [Double]) {
    self.init(binsOfSorted: scores.sorted())
    for score in scores { add(score) }
  }

  /// How far other scores differ from those of a sample.
  public static func stability(of scores: [Double], against learnt: [Double]) -> Double? {
    let before = Spread(ofScores: learnt)
    var now = Spread(edges: before.edges)
    for score in scores { now.add(score) }
    return now.stability(against: before)
  }
}
