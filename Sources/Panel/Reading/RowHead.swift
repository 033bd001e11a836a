import Calendar
import Configuration
import Parallel
import Tabular

/// What the first pass needs of a row: whose it is, of which month, and its part of the assets.
struct RowHead: BitwiseCopyable {
  var key: RowKey
  /// The row's part of the customer's assets; NaN where one of its asset cells is missing, 0 without such cells.
  var assets: Double
  /// Month index.
  var month: Int32
  /// Number of the row in its batch.
  var row: UInt32
}

/// The columns of the first pass by month, in the order in which months were met.
struct MonthSlots: Sendable {
  private(set) var months: [Month] = []
  private var slotOfMonth: [Int32: Int] = [:]

  /// The number of a month's column; the month must have been added.
  subscript(month: Int32) -> Int { slotOfMonth[month] ?? 0 }

  func slot(of month: Month) -> Int? { slotOfMonth[Int32(month.index)] }

  mutating func add(_ month: Int32) {
    if slotOfMonth[month] == nil {
      slotOfMonth[month] = months.count
      months.append(Month(index: Int(month)))
    }
  }
}
