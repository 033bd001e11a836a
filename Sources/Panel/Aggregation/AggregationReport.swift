import Calendar
import Configuration

/// What was found while a panel was made of daily balances or transactions.
public struct AggregationReport: Sendable, Equatable, Codable {
  /// How balances at the end of a day were known.
  public enum Balances: String, Sendable, Codable {
    /// The files hold them.
    case daily
    /// Found among the running balances of the day's transactions.
    case running
    /// Amounts added up from 0 on: what an account held before its first row is not in them.
    case addedUp
  }

  /// A month of the panel.
  public struct MonthRows: Sendable, Equatable, Codable {
    public var month: Month
    /// Rows of the panel: one for each customer with an account.
    public var customers: Int
  }

  public var files: [InputFile] = []
  public var rowsRead = 0
  public var emptyLines = 0
  /// Rows that are left out because their amount or balance is missing or unreadable.
  public var rowsLeftOut = 0
  public var balances = Balances.daily
  public var customers = 0
  public var accounts = 0
  /// The first and the last day with a row, such as `2024-07-31`. Later days of the last month carry balances forward.
  public var firstDay = ""
  public var lastDay = ""
  public var months: [MonthRows] = []
  /// Days of accounts whose closing balance does not follow from the opening balance and the day's amounts.
  public var unbalancedDays = 0
  /// Accounts that held money before their first row; they are counted from the month of that row on.
  public var accountsOlderThanFirstRow = 0
  /// Second and further rows of an account and day with the same balance, in a book of daily balances.
  public var repeatedBalances = 0
  /// Debits with an amount below zero.
  public var negativeDebits = 0
  /// Texts that the configuration names and no row holds, as `column: text`.
  public var textsNeverMet: [String] = []
  /// The first cases of each kind, with their places.
  public var findings: [Finding] = []

  public init() {}
}
