import Calendar
import Configuration
import Messages
import Panel
import Parallel
import SystemIO
import Tabular

/// A loss list that was issued, to be set against the outcome.
public struct IssuedList: Sendable {
  /// The list's customers, in its order, and their probabilities.
  public let customers: [String]
  public let probabilities: [Float]
  private let path: String
  private let months: Set<Month>

  /// Reads a list that was written as one file, or the rows of a month in a table of a database.
  ///
  /// - Throws: `RunError` where it is one that people work with; what keeps the file from being read.
  public init(
    path: String, for month: Month, _ configuration: BankConfiguration, team: ThreadTeam,
    progress: ReadingProgress
  ) throws {
    let past = try? PastList(path: path)
    if past?.isCalendar == true {
      throw RunError(
        "“\(path)” is a calendar of several questions; give the model's own list, which was written beside it."
      )
    }
    var rows = past?.members.map(\.month) ?? []
    var source = path
    if TableAddress.isAddress(path), !rows.isEmpty {
      source = try Self.rows(of: path, for: month, among: Set(rows))
      rows = [month]
    }
    do {
      let list = try ReadyTableReader(
        patterns: [source], key: "customer_id", label: nil, positive: nil, timeColumn: nil,
        wanted: [PanelColumn(name: "probability", kind: .number)],
        unreadable: configuration.unreadable, missing: configuration.missing
      ).read(team: team, progress: progress)
      (customers, probabilities) = (
        list.keys.map(CSVWriter.unguarded), Array(list.numbers.column(0).elements)
      )
    } catch  where ListManifest.lies(beside: path) {
      throw RunError(
        "“\(path)” is of a folder of lists, which people work with; give the list of that month that was written as one "
          + "file.")
    }
    let record = FilePath.besideAsJSON(path).flatMap { try? RunRecord.newestMonth(of: [$0]) }
    self.path = path
    months = Set(rows).union(record.map { [$0 + 1] } ?? [])
  }

  /// Where the rows of a month stand in a table that has those of others too.
  private static func rows(of path: String, for month: Month, among months: Set<Month>) throws -> String {
    guard months.contains(month) else {
      throw RunError(
        "“\(path)” has no list for \(month), whose outcome is known; it has those for "
          + "\(months.sorted().map(\.description).joined(separator: ", ")).")
    }
    return RecordTable.rows(
      of: try TableAddress(path), where: LossListWriter.Layout.month, is: month.description)
  }

  /// Sets the list against the month that it should be for and the customers that a panel knows.
  ///
  /// - Returns: what a careful person would want to be told.
  /// - Throws: `RunError` where it is for another month, or names nobody who is known.
  public func remarks(
    on panel: CustomerPanel, month: Month, isKnown: (_ customer: String) -> Bool
  ) throws(RunError) -> [Remark] {
    if let other = months.subtracting([month]).min() {
      throw RunError(
        "“\(path)” is a list for \(other); what came is known for \(month). Give the list that was issued for that month."
      )
    }
    let named = NamedCustomers(file: path, customers: Set(customers))
    let known = named.customers.filter(isKnown)
    if let problem = named.problem(known: known, in: panel) { throw RunError(problems: [problem]) }
    let trust = Remark(
      chinese: "“\(path)”没有写明是哪个月的名单，旁边也没有运行记录：只能相信它是为 \(month) 出的。",
      english: "“\(path)” does not say which month it is for, and there is no record beside it: that it "
        + "was issued for \(month) is taken on trust.")
    return (months.isEmpty ? [trust] : []) + [named.remark(known: known, in: panel)].compactMap { $0 }
  }
}
