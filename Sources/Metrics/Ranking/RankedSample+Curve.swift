/// One point of the curves of a ranking: what lies among the customers with the highest scores.
public struct CurvePoint: Sendable, Equatable, Codable {
  /// Share of all customers.
  public var customers: Double
  /// Share of all losses: recall, the ROC curve's height and the gain.
  public var losses: Double
  /// Share of all customers without a loss: how far right the ROC curve is.
  public var others: Double
  /// Share of the point's customers with a loss.
  public var precision: Double
  /// Share of all lost assets; nil without amounts or where nothing was lost.
  public var lostAssets: Double?
  /// The lowest score among them.
  public var score: Double

  enum CodingKeys: String, CodingKey {
    case customers, losses, others, precision, score
    case lostAssets = "lost_assets"
  }
}

extension RankedSample {
  /// The curves (ROC, KS, gain, precision) at points of equal steps of customers, the first and the last one per cent
  /// in finer steps; empty unless there are losses and others.
  public func curve(steps: Int = 50) -> [CurvePoint] {
    let losses = total.losses
    let others = total.weight - losses
    guard losses > 0, others > 0 else { return [] }
    let fine = [0.0025, 0.005, 0.01]
    let shares = Set((1...steps).map { Double($0) / Double(steps) } + fine + fine.map { 1 - $0 })
    return shares.sorted().compactMap { share in
      let end = share == 1 ? total : sums(ofFirst: total.weight * share)
      guard end.weight > 0 else { return nil }
      return CurvePoint(
        customers: end.weight / total.weight, losses: end.losses / losses,
        others: (end.weight - end.losses) / others, precision: end.losses / end.weight,
        lostAssets: hasLostAssets && total.lostAssets > 0 ? end.lostAssets / total.lostAssets : nil,
        score: end.score)
    }
  }
}
