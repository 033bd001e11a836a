import Calendar
import Messages
import Tabular

/// What is wrong with rows of one batch: counts of all, places of the first ones.
struct RowFaults: Sendable {
  struct Fault: Sendable {
    var kind: Finding.Kind
    /// Where it is in its source, for ``ColumnSource/line(ofPlace:)``.
    var place: Int
    var column: String?
    var text: String
  }

  /// How many places of each kind are kept for each batch; the report shows fewer still.
  static let keptPlaces = 20

  var counts: [Finding.Kind: Int] = [:]
  var faults: [Fault] = []

  mutating func add(_ kind: Finding.Kind, place: Int, column: String? = nil, text: @autoclosure () -> String)
  {
    counts[kind, default: 0] += 1
    // By kind: cases that are allowed must not crowd out the one that is not.
    if counts[kind, default: 0] <= RowFaults.keptPlaces {
      faults.append(Fault(kind: kind, place: place, column: column, text: String(text().prefix(80))))
    }
  }

  /// Adds a cell that holds something else than it should, as it stands in the source.
  mutating func add(
    _ kind: Finding.Kind, column: Int, row: Int, of batch: any ColumnBatch, in source: any ColumnSource
  ) {
    add(
      kind, place: batch.place(ofRow: row), column: source.columnNames[column],
      text: batch.rawText(column, row: row))
  }

  /// Adds the rows of a batch that cannot be read.
  mutating func add(_ defects: [RowSurvey.Defect], of batch: any ColumnBatch) {
    for defect in defects { add(.cellCount, place: batch.place(ofRow: defect.row), text: defect.text) }
  }

  /// Brings the places into the source's order; those of one row stay as they were added.
  mutating func sort() {
    // Swift's sort is stable in practice, but does not promise it.
    faults = faults.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
  }
}

/// The faults of all files, with line numbers.
struct FaultLog {
  private(set) var counts: [Finding.Kind: Int] = [:]
  private(set) var findings: [Finding] = []
  private var pending: [(source: any ColumnSource, fault: RowFaults.Fault)] = []
  /// How many cases of each kind are looked up and shown.
  static let shownPerKind = 10

  mutating func add(_ faults: RowFaults, source: any ColumnSource) {
    for (kind, count) in faults.counts { counts[kind, default: 0] += count }
    for fault in faults.faults
    where pending.count(where: { $0.fault.kind == fault.kind }) < FaultLog.shownPerKind {
      pending.append((source, fault))
    }
  }

  /// Looks up line numbers; reads a faulty file once more for each case shown.
  mutating func resolve() {
    findings += pending.map { source, fault in
      Finding(
        kind: fault.kind, file: source.name, line: source.line(ofPlace: fault.place),
        column: fault.column,
        text: fault.text)
    }
    pending = []
  }

  subscript(kind: Finding.Kind) -> Int { counts[kind] ?? 0 }

  /// The cases of some kinds as one error; nil where there is none.
  ///
  /// - Parameters:
  ///   - moreHint: where all cases can be seen, as a sentence that follows their number.
  ///   - message: what to say of a case; nil where a panel's usual message fits.
  func error(
    of kinds: Set<Finding.Kind>, moreHint: String = " `churn describe` counts them all.",
    message: (Finding) -> String? = { _ in nil }
  ) -> TableError? {
    let cases = findings.filter { kinds.contains($0.kind) }
    if cases.isEmpty { return nil }
    var problems = cases.map {
      TableError.Problem(
        file: $0.file, line: $0.line, column: $0.column,
        asking: message($0).map { Sentence($0) } ?? FaultLog.message(for: $0))
    }
    let total = kinds.reduce(0) { $0 + self[$1] }
    if total > cases.count {
      problems.append(.init(message: "… and \(total - cases.count) more of the kind.\(moreHint)"))
    }
    return TableError(problems: problems)
  }

  private static func message(for finding: Finding) -> Sentence {
    switch finding.kind {
    case .unreadableDate:
      "“\(finding.text)” is no date, or not written as the others of the column; \(FormatFinder.howDatesAreWritten), name "
        + "the text under `missing:` in the configuration, or set `unreadable: missing` to treat such cells as missing."
    case .unreadableNumber:
      "“\(finding.text)” is no number; correct the cell, name the text under `missing:` in the configuration, or set "
        + "`unreadable: missing` to treat such cells as missing."
    case .duplicate:
      "a further row of \(finding.text); remove it, or say under `duplicates:` in the configuration which to keep, "
        + "`first` or `last`."
    case .missingAccount: "the row has no account; fill the cell or remove the row."
    case .missingCustomer: "the row has no customer; fill the cell or remove the row."
    case .longCustomer:
      "the customer's key “\(finding.text.prefix(20))…” is longer than \(RowKey.longest) bytes; is it a key, or is a quote "
        + "never closed? Shorten it, or name the right column."
    case .unreadableMonth:
      "“\(finding.text)” is no month; write months as 2024-07, 202407, 2024年7月, Jul-2024 or 2024-07-31."
    case .unreadableDay:
      "“\(finding.text)” is no day; write days as 2024-07-31, 20240731, 2024年7月31日 or 240731."
    case .unreadableLabel:
      "“\(finding.text)” is neither 0 nor 1; say\(RunInput.positive.given) which text of the column counts as a loss."
    case .missingLabel: "the label is missing; fill the cell or remove the row."
    case .missingAmount: "the cell is empty; fill it or remove the row."
    case .unbalancedDay, .contradictingBalance, .negativeDebit, .accountOfTwoCustomers: Sentence(finding.text)
    case .cellCount: "\(finding.text); is a separator inside a cell without quotes, or the row cut off?"
    case .wrongEncoding:
      "the text is not in the encoding of the rest of the file; save the whole file as UTF-8."
    }
  }
}
