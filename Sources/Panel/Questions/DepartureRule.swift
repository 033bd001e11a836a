import Calendar
import Configuration

/// Who has left the bank, and who comes back: the population and the event of the question `win_back`.
///
/// - **Left** at *t*: some month of the window before *t* had assets above the floor, and `A(t)` is at most the floor
///   and at most `(1 − share)` of the greatest of these months, the *peak*; the share is that of the loss rule `drop`.
///   A customer who is absent in *t* has assets 0 there; one whose assets are unknown in *t* is not evaluated.
/// - **Returned**: `A(t+1)` is above the floor.
public struct DepartureRule: Sendable {
  public let floor: Double
  public let share: Double
  /// Months, the snapshot month included.
  public let window: Int

  public init(_ configuration: BankConfiguration) {
    (floor, share, window) = (configuration.floor, configuration.loss.share, configuration.window)
  }

  /// The greatest known assets of the months before, where the customer has left; nil where not.
  ///
  /// - Parameters:
  ///   - before: assets in the window's months before *t*; NaN or left out where unknown or absent.
  ///   - now: assets in *t*; 0 where absent, NaN where unknown.
  public func peak(before: some Sequence<Double>, now: Double) -> Double? {
    guard now <= floor else { return nil }
    var peak = -Double.infinity
    for assets in before where assets > peak { peak = assets }
    return peak > floor && now <= (1 - share) * peak ? peak : nil
  }

  /// The same of a panel's customer; who is absent has no assets.
  func peak(of customer: Int, in panel: CustomerPanel, at month: Month) -> Double? {
    peak(
      before: (1..<max(1, window)).lazy.map { panel.assets(customer, month - $0) ?? .nan },
      now: panel.assetsOrAbsent(customer, month))
  }

  public func hasReturned(after: Double) -> Bool { after > floor }
}

/// The customers who have left as of a month, with what became of them in the month after.
public struct DepartedCustomers: Sendable {
  public let month: Month
  /// Numbers of the panel's customers, in the panel's order.
  public internal(set) var customers: [Int] = []
  /// Assets at the month of each.
  public internal(set) var assets: [Double] = []
  /// The greatest assets of the window's months before of each.
  public internal(set) var peaks: [Double] = []
  /// Assets in the month after of each; NaN where unknown, empty where the panel does not hold that month.
  public internal(set) var assetsAfter: [Double] = []
  /// Whether each has returned in the month after; nil where unknown, empty where the panel does not hold that month.
  public internal(set) var hasReturned: [Bool?] = []
}

extension CustomerPanel {
  /// The customers who have left as of a month.
  ///
  /// - Complexity: O(customers · window).
  public func departed(in month: Month, configuration: BankConfiguration) -> DepartedCustomers {
    let rule = DepartureRule(configuration)
    var found = DepartedCustomers(month: month)
    let knowsNext = monthsPresent.contains(month + 1) && index(of: month + 1) != nil
    for customer in 0..<customerCount {
      guard let peak = rule.peak(of: customer, in: self, at: month) else { continue }
      found.customers.append(customer)
      found.assets.append(assetsOrAbsent(customer, month))
      found.peaks.append(peak)
      guard knowsNext else { continue }
      let after = assetsOrAbsent(customer, month + 1)
      found.assetsAfter.append(after)
      found.hasReturned.append(after.isNaN ? nil : rule.hasReturned(after: after))
    }
    return found
  }
}
