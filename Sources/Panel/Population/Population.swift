import Calendar
import Configuration

/// The population of a snapshot month: customers whose assets are above the floor in it, `A(t) > floor`.
///
/// A customer exactly on the floor does not belong to it; neither does one whose assets are unknown because a cell
/// of them is missing.
public enum Population {
  /// Numbers of the panel's customers who belong to the population of a month, in the panel's order.
  public static func members(of panel: CustomerPanel, in month: Month, floor: Double) -> [Int] {
    guard let index = panel.index(of: month) else { return [] }
    let (presence, assets) = (panel.cells.presence.view, panel.cells.assets.view)
    let months = panel.monthCount
    return (0..<panel.customerCount).filter { customer in
      let cell = customer * months + index
      return presence[cell] != 0 && assets[cell] > floor
    }
  }
}
