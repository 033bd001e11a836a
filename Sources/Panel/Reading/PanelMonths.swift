import Calendar
import Configuration
import Messages
import Tabular

/// Which months a request means, once it is known which months there are.
struct PanelMonths {
  /// First month in memory.
  let first: Month
  /// Number of months in memory.
  let count: Int
  /// Snapshot months, in order.
  let snapshots: [Month]

  /// - Parameters:
  ///   - months: those that the panel holds, as far as they may be looked at.
  ///   - tables: the panel's, for messages.
  init(
    in months: Set<Month>, tables: [PanelTable], configuration: BankConfiguration, request: PanelRequest
  ) throws(TableError) {
    let present = months.sorted()
    guard let earliest = present.first, let latest = present.last else {
      let limit = request.cutOff.map { " of \($0) or earlier" } ?? ""
      throw TableError(
        file: tables.first?.parts.first?.source.name,
        message: "the panel has a header and no rows\(limit); export the months that are to be looked at.")
    }
    let asked = configuration.asked
    let window = request.questions(configuration).map(\.monthsBack).reduce(configuration.window, max)
    switch request.snapshots {
    case .survey:
      (first, count, snapshots) = (earliest, latest - earliest + 1, [])
    case .one(let month):
      let snapshot = month ?? latest
      guard present.contains(snapshot) else {
        throw TableError(
          asking:
            "the panel has no row of \(snapshot); its months run from \(earliest) to \(latest). Choose one of "
            + "them\(RunInput.month.given).")
      }
      let start = min(
        snapshot - (window - 1), max(snapshot - (max(1, request.history) - 1), earliest))
      (first, count, snapshots) = (start, snapshot - start + 1, [snapshot])
    case .labelled, .labelledAndLast:
      let all = present.filter { month in (1...asked.within).allSatisfy { present.contains(month + $0) } }
      // Who is asked about is not known where the panel does not reach back so far.
      let labelled = all.filter { $0 - earliest >= asked.monthsBack - 1 }
      if labelled.isEmpty, !asked.isLoss {
        throw TableError(
          message:
            "\(asked.subject) looks back over \(asked.monthsBack) months and forward over \(asked.within), and the panel has "
            + "no month with as many before and after it; add months.")
      }
      guard let oldest = labelled.first, let newest = labelled.last else {
        throw TableError(
          message:
            "the panel has no two months in a row (it has \(present.map(\.description).joined(separator: ", "))), "
            + "and losses show only in the month after; add the month before or after.")
      }
      let start = max(oldest - (window - 1), earliest)
      if case .labelledAndLast = request.snapshots {
        (first, count, snapshots) = (start, latest - start + 1, labelled + [latest])
      } else {
        (first, count, snapshots) = (start, newest + asked.within - start + 1, labelled)
      }
    }
  }
}
