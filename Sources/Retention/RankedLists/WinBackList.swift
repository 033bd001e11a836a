import Calendar
import Configuration
import Metrics
import Panel
import SystemIO

/// A customer on the list of those to win back.
public struct WinBack: RankedCustomer {
  public var customer: String
  /// The month in which the customer may come back.
  public var month: Month
  public var probability: Double
  public var expectedReturn: Double
  public var assets: Double
  public var peak: Double
  public var remarks: [String]
  public var manager: String?
  public var branch: String?

  public static let columns =
    [WrittenColumn("customer_id"), WrittenColumn("month")]
    + ["probability", "expected_return", "assets", "peak_assets"].map { WrittenColumn($0, .number) }
  public static let remarkColumn = "reason"

  public init(
    customer: String, month: Month, probability: Double, expectedReturn: Double, assets: Double, peak: Double,
    remarks: [String], manager: String?, branch: String?
  ) {
    (self.customer, self.month, self.probability) = (customer, month, probability)
    (self.expectedReturn, self.assets, self.peak) = (expectedReturn, assets, peak)
    (self.remarks, self.manager, self.branch) = (remarks, manager, branch)
  }

  public func writeCells(to writer: any RowWriter) {
    writer.text(customer)
    writer.number(month.description)
    writer.decimal(probability, places: 6)
    writer.decimal(expectedReturn, places: 2)
    writer.decimal(assets, places: 2)
    writer.decimal(peak, places: 2)
  }
}

/// What was run to make a list of those to win back: the JSON beside it. The same run writes the same bytes.
public struct WinBackRecord: Codable, Equatable, Sendable {
  public var program: String
  /// The configuration's file; nil where none was given.
  public var configuration: FileStamp?
  public var inputs: [FileStamp]
  public var snapshotMonth: Month
  public var monthOfReturn: Month
  /// Customers and months that had left, and how many of them came back a month later: the training rows.
  public var trainedOn: Int
  public var returnsTrainedOn: Int
  /// Snapshot months that the figures are of.
  public var evaluatedMonths: [Month]
  public var evaluatedCustomers: Int
  public var evaluatedReturns: Int
  public var auc: Double?
  public var aucInterval: Interval?
  /// Mean share of what had gone that comes back with a customer.
  public var shareReturned: Double
  /// Customers who have left as of the snapshot month.
  public var departed: Int
  /// Those of them who are never listed.
  public var suppressed: Int
  public var listed: Int
  public var order: ListDefinition.Order
  public var selection: Selection
  /// All that the run has warned of, in sentences.
  public var warnings: [String]

  enum CodingKeys: String, CodingKey {
    case program, configuration, inputs, auc, departed, suppressed, listed, order, selection, warnings
    case snapshotMonth = "snapshot_month"
    case monthOfReturn = "month_of_return"
    case trainedOn = "learnt_from"
    case returnsTrainedOn = "returns_learnt_from"
    case evaluatedMonths = "judged_months"
    case evaluatedCustomers = "judged_customers"
    case evaluatedReturns = "judged_returns"
    case aucInterval = "auc_interval"
    case shareReturned = "share_returned"
  }

  public init(
    program: String, configuration: FileStamp?, inputs: [FileStamp], snapshot: Month,
    trainedOn: (customers: Int, returns: Int),
    evaluatedMonths: [Month], evaluation: Evaluation, shareReturned: Double, departed: Int, suppressed: Int,
    listed: Int, order: ListDefinition.Order, selection: Selection, warnings: [String]
  ) {
    (self.program, self.configuration, self.inputs, self.warnings) = (
      program, configuration, inputs, warnings
    )
    (snapshotMonth, monthOfReturn) = (snapshot, snapshot + 1)
    (self.trainedOn, returnsTrainedOn) = (trainedOn.customers, trainedOn.returns)
    self.evaluatedMonths = evaluatedMonths
    (evaluatedCustomers, evaluatedReturns) = (evaluation.customers, evaluation.losses)
    (auc, aucInterval) = (evaluation.auc, evaluation.aucInterval)
    self.shareReturned = shareReturned
    (self.departed, self.suppressed, self.listed) = (departed, suppressed, listed)
    (self.order, self.selection) = (order, selection)
  }
}

extension WinBack {
  /// A customer as on a list of the question.
  ///
  /// - Parameter peak: the greatest assets of the months before.
  public init(_ entry: LossEntry, peak: Double, in panel: CustomerPanel, customer: Int, month: Month) {
    // Who has left may have no row in the month, and had a manager before.
    self.init(
      customer: entry.customer, month: month + 1, probability: entry.probability,
      expectedReturn: entry.expectedLoss ?? 0, assets: entry.assets ?? 0, peak: peak,
      remarks: entry.reasons.map(\.text), manager: panel.latestText("manager", of: customer, until: month),
      branch: panel.latestText("branch", of: customer, until: month))
  }
}
