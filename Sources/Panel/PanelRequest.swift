import Calendar
import Configuration

/// What a reader of a panel wants of it.
public struct PanelRequest: Sendable {
  /// Which snapshot months matter; customers whom the configuration's question is about in one of them are kept.
  public enum Snapshots: Sendable, Equatable {
    /// The newest month, or the one named: for `predict`.
    case one(Month?)
    /// Every month whose next months, as many as the question looks at, are in the panel too, no month later than the one named being looked at: for
    /// `train` and `validate`.
    case labelled(until: Month?)
    /// The same and the last month looked at, which is not labelled yet: for verbs that learn and list in one go.
    case labelledAndLast(until: Month?)
    /// None: rows are only looked at and counted, for `describe`.
    case survey
  }

  public var snapshots: Snapshots
  /// Columns that must be there with these kinds; nil: all that the files have.
  public var columns: [PanelColumn]?
  /// Text columns that are wanted where the files have them, besides ``columns``.
  public var optionalTexts: [String] = []
  /// Number columns that are wanted where the files have them, besides ``columns``.
  public var optionalNumbers: [String] = []
  /// Months that are kept in memory before one snapshot month, itself included, where the files have them; never fewer
  /// than the window.
  public var history = 0
  /// Months up to one snapshot month whose customers are counted, if only to set its delivery against them; no fewer than those in memory.
  public var monthsCounted = PanelRequest.mostMonthsCounted
  /// Months that a delivery is set against with the month before them, whose customers the first one's come from.
  public static let mostMonthsCounted = 26
  /// Keys that other files name, such as those of customers who are never listed; the panel tells which of them it knows.
  public var namedCustomers: Set<String> = []
  /// Keys of customers whose cells are kept whatever their assets.
  public var keptCustomers: Set<String> = []
  /// Whether customers above the floor in the month before a snapshot month are kept, too: their outcomes are known.
  public var keepsMonthBefore = false
  /// Questions besides the configuration's whose customers and columns are wanted, too; for one snapshot month.
  public var furtherQuestions: [AskedQuestion] = []
  /// Whether the cleaning report describes how the values of each column are distributed.
  public var wantsDistributions = false

  public init(snapshots: Snapshots, columns: [PanelColumn]? = nil, optionalTexts: [String] = []) {
    self.snapshots = snapshots
    self.columns = columns
    self.optionalTexts = optionalTexts
  }

  /// All questions that are asked of the panel.
  func questions(_ configuration: BankConfiguration) -> [AskedQuestion] {
    [configuration.asked] + furtherQuestions
  }

  /// The last month that may be looked at; nil: no limit.
  var cutOff: Month? {
    switch snapshots {
    case .one(let month), .labelled(let month), .labelledAndLast(let month): month
    case .survey: nil
    }
  }
}
