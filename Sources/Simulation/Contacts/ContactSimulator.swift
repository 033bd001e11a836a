import Calendar
import Configuration
import Parallel

/// The outcome of a month's list at a bank that does not exist, with an effect that is known.
///
/// Of the listed customers some are held out at random; some of the others are contacted; some of those take the offer, and
/// these keep a share of the money that they would have taken away.
public struct ContactSimulator: Sendable {
  /// A listed customer as the month would have gone without any contact; amounts are currency units.
  public struct Listed: Sendable, Equatable {
    public var customer: String
    public var month: Month
    public var before: Double
    public var after: Double
    public var action: String?
    public var manager: String?

    public init(
      customer: String, month: Month, before: Double, after: Double, action: String? = nil,
      manager: String? = nil
    ) {
      self.customer = customer
      self.month = month
      self.before = before
      self.after = after
      self.action = action
      self.manager = manager
    }
  }

  /// What was made.
  public struct Outcome: Sendable, Equatable {
    /// The file that `churn monitor --outcomes` reads.
    public var csv: String
    /// Money that the contacts kept in truth, in currency units.
    public var moneyKept: Double
  }

  /// Share of the listed who are held out.
  public var controlShare = 0.1
  /// Share of the others who are reached.
  public var contactedShare = 0.8
  /// Share of those reached who take the offer.
  public var uptakeShare = 0.35
  /// Share of the money about to leave that stays where the offer is taken; 0 for no effect at all.
  public var keptShare = 0.6
  public var seed: UInt64

  public init(seed: UInt64) { self.seed = seed }

  /// Makes the outcomes; each customer's chances depend on the seed and the customer's index alone.
  public func outcome(of listed: [Listed]) -> Outcome {
    var csv = "customer_id,month,control,contacted,date,action,manager,uptake,assets_before,assets_after\n"
    var kept = 0.0
    for (index, row) in listed.enumerated() {
      var stream = RandomStream(seed: seed, stream: UInt64(index))
      let isControl = stream.chance(controlShare)
      let isContacted = stream.chance(contactedShare) && !isControl
      let takes = stream.chance(uptakeShare) && isContacted
      let day = 1 + stream.below(28)
      let stays = takes ? keptShare * max(0, row.before - row.after) : 0
      kept += stays
      let cells = [
        row.customer, row.month.description, isControl ? "yes" : "no", isContacted ? "yes" : "no",
        isContacted ? "\(row.month)-\(day < 10 ? "0" : "")\(day)" : "", row.action ?? "", row.manager ?? "",
        isContacted ? (takes ? "yes" : "no") : "", Language.fixed(row.before, decimals: 2),
        Language.fixed(row.after + stays, decimals: 2),
      ]
      csv += cells.joined(separator: ",") + "\n"
    }
    return Outcome(csv: csv, moneyKept: kept)
  }
}
