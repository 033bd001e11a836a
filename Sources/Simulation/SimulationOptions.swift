import Calendar
import Configuration

/// What panel to simulate; ``validated()`` turns it into the form that ``PanelSimulator`` takes.
public struct SimulationOptions: Sendable, Equatable {
  /// Customers over all months; some enter after the first month and some leave before the last.
  public var customers: Int
  /// Months of the panel.
  public var months: Int
  /// The panel's first month.
  public var firstMonth = Month(index: 2024 * 12)
  /// Same options and seed: the same bytes, on any number of threads.
  public var seed: UInt64 = 1
  /// Share of customers whose assets start above the floor of 200,000; moves the median of the wealth.
  public var aboveFloorShare = 0.5
  /// Share of customers who live from farming (种植户, 养殖户).
  public var farmShare = 0.08
  /// Share of amount cells that are missing or oddly written, yet readable.
  public var dirtyShare = 0.002
  /// Share of amount cells that hold text which is no number; for tests of readers.
  public var unreadableShare = 0.0
  /// Adds `open_date`, `household_id` and `service_grade` after the nineteen columns.
  public var extended = false
  /// Writes `truth.csv`, the cause of each loss, besides the panel.
  public var truth = true
  /// What the bank's configuration says of reports and lists.
  public var language = Language.chinese

  public init(customers: Int, months: Int) {
    self.customers = customers
    self.months = months
  }

  /// Options that have been checked; made by ``SimulationOptions/validated()`` alone.
  public struct Validated: Sendable {
    public let options: SimulationOptions

    fileprivate init(options: SimulationOptions) { self.options = options }
  }

  /// Most customers: their identifiers have eight digits.
  public static let mostCustomers = 99_999_999
  /// Most months: each is an open file while the panel is written.
  public static let mostMonths = 240

  /// Checks the options.
  ///
  /// - Throws: ``SimulationError/options(_:)`` with a sentence for each problem, all of them together.
  public func validated() throws(SimulationError) -> Validated {
    var problems: [String] = []
    if !(1...Self.mostCustomers).contains(customers) {
      problems.append(
        "The number of customers is \(customers); it must be from 1 to \(Self.mostCustomers).")
    }
    if !(1...Self.mostMonths).contains(months) {
      problems.append("The number of months is \(months); it must be from 1 to \(Self.mostMonths).")
    } else if firstMonth.year < 1950 || (firstMonth + (months - 1)).year > 2200 {
      problems.append("The months must lie between 1950 and 2200; the first is \(firstMonth).")
    }
    for (name, share) in [
      ("of farming customers", farmShare), ("of oddly written cells", dirtyShare),
      ("of unreadable cells", unreadableShare),
    ] where !(0...1).contains(share) {
      problems.append("The share \(name) is \(share); it must be from 0 to 1.")
    }
    if dirtyShare + unreadableShare > 1 {
      problems.append(
        "The shares of oddly written (\(dirtyShare)) and of unreadable cells (\(unreadableShare)) come to more "
          + "than 1 together.")
    }
    if !(0.001...0.999).contains(aboveFloorShare) {
      problems.append(
        "The share of customers above the floor is \(aboveFloorShare); it must be from 0.001 to 0.999.")
    }
    if !problems.isEmpty { throw .options(problems) }
    return Validated(options: self)
  }
}
