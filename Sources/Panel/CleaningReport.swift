import Calendar
import Configuration
import SystemIO
import Tabular

/// What was found in the files of a panel while it was read; nothing is dropped without being counted here.
public struct CleaningReport: Sendable, Equatable, Codable {
  public var files: [InputFile] = []
  /// Rows of all tables, headers and empty lines not counted.
  public var rowsRead = 0
  public var emptyLines = 0
  /// Rows of months after the one that may be looked at.
  public var rowsAfterCutOff = 0
  /// Rows of customers and months that are used.
  public var rowsUsed = 0
  /// Different customers in all rows that may be looked at.
  public var customers = 0
  /// Customers that are kept because they are above the floor in a snapshot month.
  public var customersKept = 0
  public var months: [MonthSummary] = []
  /// Months between the first and the last of which there is no row.
  public var missingMonths: [Month] = []
  /// Second and further rows of the same customer and month.
  public var duplicates = 0
  /// Cells of number columns that hold something else.
  public var unreadableCells = 0
  /// Rows that are left out because their month cannot be read.
  public var unreadableMonths = 0
  /// Customers and months whose assets are unknown because a cell of them is missing.
  public var unknownAssets = 0
  /// Columns without a name in the header; they are not read.
  public var unnamedColumns = 0
  public var columns: [ColumnSummary] = []
  /// Columns of the tables with a row per customer, whose cells are not counted.
  public var attributes: [ColumnSummary] = []
  /// What was found of each table that was joined by a key of its own; nil: none was.
  public var joins: [JoinSummary]?
  /// The first cases of each kind, with their places.
  public var findings: [Finding] = []

  public init() {}
}

/// A file that was read.
public struct InputFile: Sendable, Equatable, Codable {
  public var path: String
  public var bytes: Int
  /// CRC-32 of the file as it lies on disk, in hexadecimal.
  public var crc32: String
  public var rows: Int
  public var encoding: String

  /// What tells whether it is still the same.
  public var stamp: FileStamp { FileStamp(path: path, bytes: bytes, crc32: crc32) }
}

/// One month of a panel.
public struct MonthSummary: Sendable, Equatable, Codable {
  public var month: Month
  public var customers: Int
  /// Customers who are here and were not in the month before.
  public var entering: Int
  /// Customers who were in the month before and are not here.
  public var leaving: Int
  public var aboveFloor: Int
  /// Assets of all customers, in hundredths of the currency's unit: a whole number, so that no order of adding matters.
  public var assetsInCents: Int
  /// Customers whose assets are negative.
  public var negativeAssets: Int
}

/// How the cells of one column look.
public struct ColumnSummary: Sendable, Equatable, Codable {
  public var name: String
  public var kind: ColumnKind
  /// Why it has its kind; nil in reports of earlier versions.
  public var reason: KindReason?
  /// Texts that stand for a missing value in this column alone.
  public var missingTexts: [String]?
  public var cells = 0
  public var missing = 0
  public var unreadable = 0
  public var negative = 0
  public var zero = 0
  public var least: Double?
  public var greatest: Double?
  /// Value at ``quantileShares``; rounded towards zero by at most 3% where they are not exact.
  public var quantiles: [Double]?
  /// Whether the quantiles are values of cells, as they are of a table in memory; nil: they are approximate, or none.
  public var quantilesAreExact: Bool?
  /// Cells further than three interquartile ranges below the lower or above the upper quartile.
  public var outliers: Int?
  /// Different texts of a text column.
  public var levels: Int?
  /// The commonest texts of a text column; nil where they were not counted.
  public var commonTexts: [TextCount]?
  /// Different values of a number column, and whether all of them are whole numbers; nil where they were not counted.
  public var differentValues: Int?
  public var areWholeNumbers: Bool?
  /// The first and the last day of a date column, as people read them; nil where they were not looked for.
  public var earliest: String?
  public var latest: String?

  /// The shares of the cells that lie below ``quantiles``.
  public static let quantileShares = [0.01, 0.25, 0.5, 0.75, 0.99]

  init(_ column: PanelColumn, reason: KindReason?) {
    (name, kind, self.reason, missingTexts) = (column.name, column.kind, reason, column.missing)
  }

  /// Why it has its kind, and what counts as missing in it alone.
  public func kindWords(in language: Language) -> String {
    let words = reason?.words(in: language) ?? ""
    let own = reason == .numbersBesideWords ? ownMissingTexts : []
    return own.isEmpty
      ? words
      : language.text("\(words)（\(own.joined(separator: "、"))）", "\(words) (\(own.joined(separator: ", ")))")
  }

  /// What a configuration calls its kind.
  public var kindName: String { kind == .text ? "category" : kind.rawValue }

  /// Texts that stand for a missing value in this column besides the usual ones.
  public var ownMissingTexts: [String] {
    (missingTexts ?? []).filter { !MissingTexts.usual.texts.contains($0) }
  }

  /// Whether all cells that are not missing hold the same value.
  public var isConstant: Bool {
    if let levels { return levels <= 1 }
    return cells > missing + unreadable ? least == greatest : true
  }

  public var missingShare: Double { cells == 0 ? 0 : Double(missing) / Double(cells) }
}

/// A text, and how many rows have it.
public struct TextCount: Sendable, Hashable, Codable {
  public var text: String
  public var rows: Int

  public init(text: String, rows: Int) { (self.text, self.rows) = (text, rows) }
}

/// One case that somebody may want to look at.
public struct Finding: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable {
    case unreadableNumber, unreadableDate, duplicate, missingCustomer, longCustomer, unreadableMonth
    case cellCount, wrongEncoding
    // Of ready-made tables alone.
    case unreadableLabel, missingLabel
    // Of daily balances and transactions alone.
    case unreadableDay, missingAmount, unbalancedDay, contradictingBalance, negativeDebit
    case missingAccount, accountOfTwoCustomers
  }

  public var kind: Kind
  public var file: String
  public var line: Int?
  public var column: String?
  public var text: String
}
