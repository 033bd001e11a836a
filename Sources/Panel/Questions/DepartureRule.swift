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
