import Calendar
import Configuration
import Panel
import Retention
import SystemIO
import Metrics

/// What was run to make a list of those to win back: the JSON beside it. The same run writes the same bytes.
public struct WinBackRecord: Codable, Equatable, Sendable {
  public var program: String
  public var inputs: [FileStamp]
  public var snapshotMonth: Month
  public var monthOfReturn: Month
  /// Customers and months that had left, and how many of them came back a month later: what was learnt from.
  public var learntFrom: Int
  public var returnsLearntFrom: Int
  /// Snapshot months that the figures are of.
  public var judgedMonths: [Month]
  public var judgedCustomers: Int
  public var judgedReturns: Int
  public var auc: Double?
  public var aucInterval: Interval?
  /// Mean share of the peak that comes back with a customer.
  public var shareReturned: Double
  /// Customers who have left as of the snapshot month.
  public var departed: Int
  /// Those of them who are never listed.
  public var suppressed: Int
  public var listed: Int
  public var order: ListDefinition.Order
  public var selection: Selection

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
    inputs = panel.report.files.map(\.stamp)
    (snapshotMonth, monthOfReturn) = (snapshot, snapshot + 1)
    (learntFrom, returnsLearntFrom) = (trained.customers, trained.returns)
    judgedMonths = trained.split.judged
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

/// The list of those to win back as it was written, and what was run for it.
public struct WinBackOutcome: Sendable {
  public let record: WinBackRecord
  public let path: String
  /// What the figures of the record are worth.
  public let caution: TimeSplit.Caution?
  /// The first customers, as many as were asked for.
  public let first: [WinBackEntry]
}
