import Calendar
import Panel

/// How the months of a panel look: what a delivery is checked by, and what a model keeps of its own months.
public struct DeliveryProfile: Sendable, Equatable, Codable {
  /// Counts of one month over all customers.
  public struct Counts: Sendable, Equatable, Codable {
    public var month: Month
    public var customers: Int
    /// Customers who were not in the month before.
    public var entering: Int
    /// Customers who were in the month before and are not here.
    public var leaving: Int
    public var aboveFloor: Int
    /// Assets of all customers, in currency units.
    public var assets: Double

    public init(_ summary: MonthSummary) {
      month = summary.month
      (customers, entering, leaving) = (summary.customers, summary.entering, summary.leaving)
      aboveFloor = summary.aboveFloor
      assets = Double(summary.assetsInCents) / 100
    }

    private enum CodingKeys: String, CodingKey {
      case month, customers, entering, leaving, assets
      case aboveFloor = "above_floor"
    }
  }

  /// The first month of all files.
  public var firstMonth: Month
  /// Months without any row are not among them; oldest first.
  public var months: [Counts]
  /// The columns of the population's sample in the months that are in memory, oldest first.
  public var samples: [MonthSample]

  private enum CodingKeys: String, CodingKey {
    case months, samples
    case firstMonth = "first_month"
  }
}

/// The cells of the population's sample in one month.
public struct MonthSample: Sendable, Equatable, Codable {
  public var month: Month
  /// Customers of the sample with a row in the month.
  public var customers: Int
  /// Of those with a row in the month before, too: the share whose numbers are all the same as there; nil where there are
  /// none.
  public var repeated: Double?
  public var columns: [ColumnSample]
}

/// The cells of one column of the sample.
public struct ColumnSample: Sendable, Equatable, Codable {
  public var name: String
  /// Share without a value.
  public var missing: Double
  /// Sizes at 10, 25, 50, 75 and 90 in a hundred of the numbers that are not 0; nil with fewer than ``leastNumbers``.
  public var sizes: [Double]?
  /// Different values, no more than ``mostValues`` being counted.
  public var values: Int
  /// Stability index of its numbers against the month before; nil where that has too few.
  public var shift: Double?
  /// Rank correlation with the same customers' numbers of the month before; nil where that has too few.
  public var agreement: Double?

  /// With fewer numbers that are not 0, nothing is said of their size.
  public static let leastNumbers = 30
  static let mostValues = 10
  static let shares = [0.1, 0.25, 0.5, 0.75, 0.9]
}

extension DeliveryProfile {
  /// What is wrong with a profile that was read, as a sentence; nil where nothing is.
  public var problem: String? {
    let isSound = months.allSatisfy(\.isSound) && samples.allSatisfy(\.isSound)
    return isSound ? nil : "what is kept of the training months' delivery is not usable."
  }
}

extension DeliveryProfile.Counts {
  fileprivate var isSound: Bool {
    [customers, entering, leaving, aboveFloor].allSatisfy { (0...1_000_000_000_000).contains($0) }
      && assets.magnitude < 1e300
  }
}

extension MonthSample {
  fileprivate var isSound: Bool { (0...1).contains(repeated ?? 0) && columns.allSatisfy(\.isSound) }
}

extension ColumnSample {
  fileprivate var isSound: Bool {
    let sizes = sizes ?? Self.shares
    return (0...1).contains(missing) && sizes.count == Self.shares.count
      && (sizes + [shift ?? 0, agreement ?? 0]).allSatisfy { $0.magnitude < 1e300 }
  }
}
