import Calendar
import Configuration
import Parallel
import SystemIO

/// Writes the files of a panel, one for each month, a block of customers after another.
struct PanelWriter {
  private let files: [AtomicFile]
  private let writers: [CSVWriter]
  private let calendar: MonthCalendar
  private let flowCount: Int

  /// Customers that are worked on at a time, and by one thread at a time.
  private static let customersAtATime = 8192
  private static let grain = 128

  init(folder: AtomicFolder, calendar: MonthCalendar, columns: [String], flowCount: Int) throws(FileError) {
    var files: [AtomicFile] = []
    for month in 0..<calendar.count {
      files.append(
        try folder.file(named: Aggregator.fileName(of: calendar.first + month), bufferSize: 1 << 16))
    }
    self.files = files
    writers = files.map { CSVWriter(to: $0, neutralisesFormulas: false) }
    for writer in writers { try writer.row(columns) }
    self.calendar = calendar
    self.flowCount = flowCount
  }

  /// Adds up every customer's months and writes them.
  func write(_ ledger: Ledger, book: AccountBook, team: ThreadTeam) throws(FileError) -> LedgerRemarks {
    var remarks = LedgerRemarks(monthCount: calendar.count)
    let (calendar, flowCount) = (self.calendar, self.flowCount)
    // For each customer and month: average balance (NaN: no row), then sum and number of each flow.
    let width = calendar.count * (1 + 2 * flowCount)
    let cells = AlignedArray<Double>(count: PanelWriter.customersAtATime * width)
    let values = cells.view
    let customers = ledger.customerKeys.count
    for first in stride(from: 0, to: customers, by: PanelWriter.customersAtATime) {
      let count = min(PanelWriter.customersAtATime, customers - first)
      let ranges = (count + PanelWriter.grain - 1) / PanelWriter.grain
      let found = team.map(ranges) { range, _ in
        var remarks = LedgerRemarks(monthCount: calendar.count)
        var months = CustomerMonths(calendar: calendar, flowCount: flowCount)
        for index in range * PanelWriter.grain..<min(count, (range + 1) * PanelWriter.grain) {
          months.clear()
          for account in ledger.customerStarts[first + index]..<ledger.customerStarts[first + index + 1] {
            let rows = ledger.rows.view[
              ledger.accountStarts[account]..<ledger.accountStarts[account + 1]]
            rows.sort(by: LedgerRow.isBefore)
            remarks.add(months.add(rows.elements, book: book), account: ledger.accountKeys[account])
          }
          months.write(into: values[index * width..<(index + 1) * width])
        }
        return remarks
      }
      for part in found { remarks.add(part) }
      for index in 0..<count {
        try write(
          values[index * width..<(index + 1) * width], key: ledger.customerKeys[first + index], &remarks)
      }
    }
    for file in files { try file.commit() }
    return remarks
  }

  private func write(
    _ values: SharedBuffer<Double>, key: String, _ remarks: inout LedgerRemarks
  ) throws(FileError) {
    let width = 1 + 2 * flowCount
    for month in 0..<calendar.count where !values[month * width].isNaN {
      let writer = writers[month]
      writer.text(key)
      writer.number((calendar.first + month).description)
      writer.decimal(values[month * width], places: 2)
      for flow in 0..<flowCount {
        writer.decimal(values[month * width + 1 + 2 * flow], places: 2)
        writer.decimal(values[month * width + 2 + 2 * flow], places: 0)
      }
      try writer.endRow()
      remarks.rowsOfMonths[month] += 1
    }
  }
}

extension CustomerMonths {
  /// For each month: the average balance, NaN before the customer's first month, then sum and number of each flow.
  func write(into values: SharedBuffer<Double>) {
    let width = 1 + 2 * flowCount
    for month in 0..<calendar.count {
      guard month >= firstMonth else {
        values[month * width] = .nan
        continue
      }
      values[month * width] =
        Double(balances[month]) / (LedgerRow.unitsPerWhole * Double(calendar.days(inMonth: month)))
      for flow in 0..<flowCount {
        values[month * width + 1 + 2 * flow] =
          Double(flows[month * flowCount + flow]) / LedgerRow.unitsPerWhole
        values[month * width + 2 + 2 * flow] = Double(counts[month * flowCount + flow])
      }
    }
  }
}
