import Configuration

extension TreeSettings {
  /// Fewest rows that ``sampleShare`` leaves by itself: as many say nearly as much about a tree's shape as all do.
  private static let amplySampledRows = 100_000
  /// Least share of the rows that ``sampleShare`` takes by itself.
  private static let leastSampleShare = 0.1
  /// Shares above this one save less than drawing and copying rows costs.
  private static let greatestSampleShare = 0.7

  /// How the rows of each tree are drawn from a table of `rowCount` rows.
  func sampling(rowCount: Int) -> RowSampler.Method {
    if rowShare < 1 { return .uniform(share: rowShare) }
    if sampleShare > 0 { return sampleShare < 1 ? .minimalVariance(share: sampleShare) : .all }
    let share = max(Self.leastSampleShare, Double(Self.amplySampledRows) / Double(max(1, rowCount)))
    return share <= Self.greatestSampleShare ? .minimalVariance(share: share) : .all
  }
}
