import Calendar
import Configuration
import Panel
import Retention
import Validation

/// What was run to make a list of those to win back: the JSON beside it. The same run writes the same bytes.
struct WinBackRecord: Codable, Equatable {
  var program: String
  var inputs: [RunRecord.Input]
  var snapshotMonth: Month
  var monthOfReturn: Month
  /// Customers and months that had left, and how many of them came back a month later: what was learnt from.
  var learntFrom: Int
  var returnsLearntFrom: Int
  /// Snapshot months that the figures are of.
  var judgedMonths: [Month]
  var judgedCustomers: Int
  var judgedReturns: Int
  var auc: Double?
  var aucInterval: Interval?
  /// Mean share of the peak that comes back with a customer.
  var shareReturned: Double
  /// Customers who have left as of the snapshot month.
  var departed: Int
  /// Those of them who are never listed.
  var suppressed: Int
  var listed: Int
  var order: ListDefinition.Order
  var selection: Selection

  enum CodingKeys: String, CodingKey {
    case program, inputs, auc, departed, suppressed, listed, order, selection
    case snapshotMonth = "snapshot_month"
    case monthOfReturn = "month_of_return"
    case learntFrom = "learnt_from"
    case returnsLearntFrom = "returns_learnt_from"
    case judgedMonths = "judged_months"
    case judgedCustomers = "judged_customers"
    case judgedReturns = "judged_returns"
    case aucInterval = "auc_interval"
    case shareReturned = "share_returned"
  }

  init(
    trained: WinBackTrainer.Result, panel: CustomerPanel, snapshot: Month, departed: Int, suppressed: Int,
    listed: Int,
    order: ListDefinition.Order, selection: Selection
  ) {
    program = ProgramVersion.text
    inputs = panel.report.files.map { RunRecord.Input(path: $0.path, bytes: $0.bytes, crc32: $0.checksum) }
    (snapshotMonth, monthOfReturn) = (snapshot, snapshot + 1)
    (learntFrom, returnsLearntFrom) = trained.learntFrom
    judgedMonths = trained.judgedMonths
    (judgedCustomers, judgedReturns) = (trained.judgement.customers, trained.judgement.losses)
    (auc, aucInterval) = (trained.judgement.auc, trained.judgement.aucInterval)
    shareReturned = trained.shareReturned
    (self.departed, self.suppressed, self.listed) = (departed, suppressed, listed)
    (self.order, self.selection) = (order, selection)
  }
}

/// Writes the list of those to win back.
struct WinBackListWriter {
  let path: String
  let byteOrderMark: Bool

  func write(_ entries: [WinBackEntry], month: Month, record: WinBackRecord) throws {
    try RankedListFile<WinBackEntry>(
      path: path, byteOrderMark: byteOrderMark,
      columns: ["customer_id", "month", "probability", "expected_return", "assets", "peak_assets"],
      remarkColumn: "reason"
    ).write(
      entries, record: record,
      cells: { entry, writer in
        writer.text(entry.customer)
        writer.number(month.description)
        writer.decimal(entry.probability, places: 6)
        writer.decimal(entry.expectedReturn, places: 2)
        writer.decimal(entry.assets, places: 2)
        writer.decimal(entry.peak, places: 2)
      }, remarks: \.remarks, staff: { ($0.manager, $0.branch) })
  }
}

/// What `winback` tells of its list.
struct WinBackSummary {
  let record: WinBackRecord
  let path: String
  let caution: TimeSplit.Caution?
  let first: [WinBackEntry]

  var text: String {
    var text =
      "Learnt from \(NumberText.count(record.learntFrom)) customers and months that had left, "
      + "\(NumberText.count(record.returnsLearntFrom)) of which came back.\n"
    if let auc = record.auc {
      let judged =
        caution == .customersSplitAtRandom
        ? "customers held out at random"
        : "those of " + record.judgedMonths.map { ($0 + 1).description }.joined(separator: ", ")
      text +=
        "Judged on \(judged): AUC \(NumberText.decimal(auc, places: 3))"
        + (record.aucInterval.map {
          " (\(NumberText.decimal($0.lower, places: 3)) to \(NumberText.decimal($0.upper, places: 3)))"
        } ?? "")
        + ", \(NumberText.count(record.judgedReturns)) returns of \(NumberText.count(record.judgedCustomers)).\n"
    }
    if caution == .validationAlsoJudges {
      text += "The month that decided when to stop also judges, so the figures are a little too good.\n"
    }
    text +=
      "\(NumberText.count(record.listed)) of \(NumberText.count(record.departed)) who have left are listed in \(path).\n"
    for (rank, entry) in first.enumerated() {
      text +=
        "\n\(rank + 1). \(entry.customer)  probability \(NumberText.percent(entry.probability))  had "
        + "\(NumberText.amount(entry.peak.rounded()))  has \(NumberText.amount(entry.assets.rounded()))\n"
      for remark in entry.remarks { text += "     \(remark)\n" }
    }
    return text
  }
}
