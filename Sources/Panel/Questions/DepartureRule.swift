import Calendar
import Configuration

/// Who has left the bank, and who comes back: the population and the event of the question `win_back`.
///
/// - **Left** at *t*: some month of the window before *t* had assets above the floor, and `A(t)` is at most the floor and at
///   most half of the greatest of these months, the *peak*. A customer who is absent in *t* has assets 0 there; one whose
///   assets are unknown in *t* is not evaluated.
/// - **Returned**: `A(t+1)` is above the floor, and at least a quarter of what had gone, `peak − A(t)`, is back.
///
/// Only these returns matter: a customer who fell from just above the floor to just below it has not left, and a millionaire
/// who is a little above the floor again has not come back.
public struct DepartureRule: Sendable {
  public let floor: Double
  /// Months, the snapshot month included.
  public let window: Int

  /// Least share of the peak that is gone, and least share of what is gone that comes back.
  static let (shareGone, shareBack) = (0.5, 0.25)

  public init(_ configuration: BankConfiguration) {
    (floor, window) = (configuration.floor, configuration.window)
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
    return peak > floor && now <= (1 - Self.shareGone) * peak ? peak : nil
  }

  /// The same of a panel's customer; who is absent has no assets.
  func peak(of customer: Int, in panel: CustomerPanel, at month: Month) -> Double? {
    peak(
      before: (1..<max(1, window)).lazy.map { panel.assets(customer, month - $0) ?? .nan },
      now: panel.assetsOrAbsent(customer, month))
  }

  /// What went: what a return is a share of. 0 where the customer has not left.
  func gone(of customer: Int, in panel: CustomerPanel, at month: Month) -> Double {
    peak(of: customer, in: panel, at: month).map { $0 - panel.assetsOrAbsent(customer, month) } ?? 0
  }

  /// - Parameters:
  ///   - before: assets in *t*, after the customer had left.
  ///   - gone: what had gone by then.
  public func hasReturned(before: Double, gone: Double, after: Double) -> Bool {
    after > floor && after - before >= Self.shareBack * gone
  }
}
