/// What lies in one part of the customers, the parts being cut in falling order of score.
///
/// Counts are whole unless equal scores lie across an edge (see ``RankedSample``) or rows are weighted.
public struct GainRow: Sendable, Equatable, Codable {
  /// 1 for the part with the highest scores.
  public var part: Int
  public var customers: Double
  public var losses: Double
  /// Losses against customers.
  public var lossRate: Double
  /// Loss rate against the loss rate of all; nil without losses.
  public var lift: Double?
  /// Share of all losses in this part and those above it (the gain); nil without losses.
  public var capturedLosses: Double?
  /// Lowest score of the part.
  public var lowestScore: Double
  /// Assets lost by the part's customers, in currency units; nil where the sample holds no amounts.
  public var lostAssets: Double?
  /// Share of all lost assets in this part and those above it; nil without amounts or where nothing was lost.
  public var capturedLostAssets: Double?

  enum CodingKeys: String, CodingKey {
    case part, customers, losses, lift
    case lossRate = "loss_rate"
    case capturedLosses = "captured_losses"
    case lowestScore = "lowest_score"
    case lostAssets = "lost_assets"
    case capturedLostAssets = "captured_lost_assets"
  }
}

/// How the customers with the highest scores fared.
public struct TopShare: Sendable, Equatable, Codable {
  /// The share that was asked for.
  public var share: Double
  /// Customers in it: the nearest whole number, at least one.
  public var customers: Double
  public var losses: Double
  /// Losses against the customers of the share.
  public var precision: Double
  /// Share of all losses; nil without losses.
  public var recall: Double?
  /// Precision against the loss rate of all; nil without losses.
  public var lift: Double?
  /// Lowest score of the share.
  public var lowestScore: Double
  public var lostAssets: Double?
  /// Share of all lost assets; nil without amounts or where nothing was lost.
  public var capturedLostAssets: Double?

  enum CodingKeys: String, CodingKey {
    case share, customers, losses, precision, recall, lift
    case lowestScore = "lowest_score"
    case lostAssets = "lost_assets"
    case capturedLostAssets = "captured_lost_assets"
  }
}

extension RankedSample {
  /// The table of gains: the customers in parts of equal size, ten by default (deciles).
  ///
  /// Fewer rows than parts give a part per row; no rows (or no weight) give no parts.
  public func gainTable(parts: Int = 10) -> [GainRow] {
    precondition(parts > 0, "A gain table has at least one part.")
    let total = total
    guard total.weight > 0 else { return [] }
    let parts = isWeighted ? parts : min(parts, count)
    var rows: [GainRow] = []
    var before = Sums()
    for part in 1...parts {
      // Without weights the edges are whole rows, k·n/parts rounded half up.
      let edge =
        isWeighted
        ? total.weight * Double(part) / Double(parts) : Double((2 * count * part + parts) / (2 * parts))
      let end = part == parts ? total : sums(ofFirst: edge)
      let customers = end.weight - before.weight
      let losses = end.losses - before.losses
      let rate = customers > 0 ? losses / customers : 0
      rows.append(
        GainRow(
          part: part, customers: customers, losses: losses, lossRate: rate,
          lift: total.losses > 0 ? rate / (total.losses / total.weight) : nil,
          capturedLosses: total.losses > 0 ? end.losses / total.losses : nil, lowestScore: end.score,
          lostAssets: hasLostAssets ? end.lostAssets - before.lostAssets : nil,
          capturedLostAssets: capturedLostAssets(end)))
      before = end
    }
    return rows
  }

  /// The figures of the share of customers with the highest scores; nil without rows.
  ///
  /// - Parameter share: More than 0, at most 1.
  public func top(share: Double) -> TopShare? {
    precondition(share > 0 && share <= 1, "A share of the customers is more than 0 and at most 1.")
    let total = total
    guard total.weight > 0 else { return nil }
    let wanted = isWeighted ? total.weight * share : max(1, (Double(count) * share).rounded())
    let end = sums(ofFirst: wanted)
    guard end.weight > 0 else { return nil }
    let precision = end.losses / end.weight
    return TopShare(
      share: share, customers: end.weight, losses: end.losses, precision: precision,
      recall: total.losses > 0 ? end.losses / total.losses : nil,
      lift: total.losses > 0 ? precision / (total.losses / total.weight) : nil, lowestScore: end.score,
      lostAssets: hasLostAssets ? end.lostAssets : nil, capturedLostAssets: capturedLostAssets(end))
  }

  /// Losses among the `share` of the weight with the highest scores over those among as much taken at random; nil without
  /// losses and for a share of nothing.
  ///
  /// Unlike ``top(share:)`` it takes parts of rows, so that it changes with every change of the order.
  public func lift(ofWeight share: Double) -> Double? {
    let total = total
    let end = sums(ofFirst: share * total.weight)
    guard end.weight > 0, total.losses > 0 else { return nil }
    return end.losses / end.weight * total.weight / total.losses
  }

  private func capturedLostAssets(_ end: Sums) -> Double? {
    hasLostAssets && total.lostAssets > 0 ? end.lostAssets / total.lostAssets : nil
  }
}
