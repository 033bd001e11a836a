import SystemIO
import Tabular

/// A customer on a list that asks another question than the loss list.
public protocol RankedCustomer: Sendable {
  /// The list's own columns.
  static var columns: [WrittenColumn] { get }
  /// How the columns of remarks are called, without their numbers.
  static var remarkColumn: String { get }

  /// What speaks for the rank on the list, most telling first.
  var remarks: [String] { get }
  var manager: String? { get }
  var branch: String? { get }

  /// Writes the cells of the list's own columns.
  func writeCells(to writer: any RowWriter)
}

/// A list of customers as a table and, beside it, the record of the run as JSON; both appear, or neither.
///
/// Columns: `rank` and the list's own, then the remarks, the manager and the branch.
public struct RankedList<Customer: RankedCustomer>: Sendable {
  let path: String
  let byteOrderMark: Bool

  public init(path: String, byteOrderMark: Bool) { (self.path, self.byteOrderMark) = (path, byteOrderMark) }

  /// - Parameters:
  ///   - customers: from the first rank on.
  ///   - times: of the run, for the record.
  public func write(_ customers: [Customer], record: some Encodable, times: RunTimes) throws {
    let numbers = 1...TellingVariables.mostRemarks
    let columns =
      [WrittenColumn("rank", .whole)] + Customer.columns
      + numbers.map { WrittenColumn("\(Customer.remarkColumn)_\($0)") }
      + [WrittenColumn("manager"), WrittenColumn("branch")]
    let list = try TableOutput(path: path, columns: columns, byteOrderMark: byteOrderMark)
    let writer = list.rows
    for (rank, customer) in customers.enumerated() {
      writer.decimal(Double(rank + 1), places: 0)
      customer.writeCells(to: writer)
      let remarks = customer.remarks
      for number in numbers { writer.text(number <= remarks.count ? remarks[number - 1] : "") }
      writer.text(customer.manager ?? "")
      writer.text(customer.branch ?? "")
      try writer.endRow()
    }
    try RecordedList(list, record: record, times: times).commit()
  }
}
