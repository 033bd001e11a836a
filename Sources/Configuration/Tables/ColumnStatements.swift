import Calendar

/// A ``ColumnDefinition`` ready to be asked about the columns of a table.
public struct ColumnStatements: Sendable {
  private let kinds: [(statement: ColumnDefinition.Statement, pattern: ColumnPattern)]
  private let missing: [(pattern: ColumnPattern, texts: [String])]
  /// Columns that are left out by their own names.
  private let ignored: Set<String>
  /// What stands before the decimals of numbers, where it is said.
  public private(set) var decimal: DecimalMark?
  /// Which number comes first in dates that end with the year, where it is said.
  public private(set) var dates: DateOrder?
  /// Columns that are made of others, each after those that it is made of.
  public let derived: [(name: String, expression: DerivedExpression)]
  /// Tables that are joined by a key.
  public let joins: [String: JoinSource]
  /// The same, each after the one that it goes on from.
  public var joinsInOrder: [(name: String, source: JoinSource)] { joins.inOrder.joins }

  /// - Parameters:
  ///   - ignored: names of columns that are left out besides.
  ///   - derive: columns that are made of others.
  ///   - joins: tables that are joined by a key.
  public init(
    _ definition: ColumnDefinition, ignored: [String] = [], derive: [String: DerivedColumn] = [:],
    joins: [String: JoinSource] = [:]
  ) {
    derived = derive.inOrder.columns
    self.joins = joins
    kinds = definition.stated.flatMap { statement, patterns in
      patterns.map { (statement, ColumnPattern($0)) }
    }
    missing = definition.missing.sorted { $0.key < $1.key }.map { (ColumnPattern($0.key), $0.value) }
    self.ignored = Set(ignored)
  }

  /// What a bank says of its columns.
  public init(_ configuration: BankConfiguration) {
    self.init(
      configuration.columns, ignored: configuration.ignore, derive: configuration.derive,
      joins: configuration.joins)
    (decimal, dates) = (configuration.decimal, configuration.dates)
  }

  /// Whether a column is left out.
  ///
  /// - Parameter names: ours and the file's.
  public func ignores(_ names: [String]) -> Bool {
    names.contains { ignored.contains($0) } || statement(of: names) == .ignore
  }

  /// What is said of a column's kind; nil: nothing.
  public func statement(of names: [String]) -> ColumnDefinition.Statement? {
    kinds.first { entry in names.contains { entry.pattern.fits($0) } }?.statement
  }

  /// The texts that stand for a missing value in a column, where it is said.
  public func missingTexts(of names: [String]) -> [String]? {
    missing.first { entry in names.contains { entry.pattern.fits($0) } }?.texts
  }

  /// A sentence for each pattern that fits no column, and each column of which two things are said.
  ///
  /// - Parameter columns: the names of each column, ours and the file's.
  public func problems(among columns: [[String]]) -> [String] {
    var problems: [String] = []
    for (word, pattern) in kinds.map({ ($0.statement.rawValue, $0.pattern) })
      + missing.map({ ("missing", $0.pattern) })
    where !columns.contains(where: { $0.contains { pattern.fits($0) } }) {
      let hint = Suggestion.closest(to: pattern.text, among: columns.flatMap { $0 }.filter { !$0.isEmpty })
      problems.append(
        "no column fits “\(pattern.text)”, which is said to be `\(word)`."
          + (hint.map { " Did you mean “\($0)”?" }
            ?? " There are \(columns.compactMap(\.last).prefix(30).joined(separator: ", ")).")
      )
    }
    for names in columns {
      let said = kinds.filter { entry in names.contains { entry.pattern.fits($0) } }
      guard let first = said.first, let other = said.first(where: { $0.statement != first.statement }) else {
        continue
      }
      problems.append(
        "the column “\(names.last ?? "")” is said to be both `\(first.statement.rawValue)` (“\(first.pattern.text)”) and "
          + "`\(other.statement.rawValue)` (“\(other.pattern.text)”); keep one of them.")
    }
    for names in columns {
      let said = missing.filter { entry in names.contains { entry.pattern.fits($0) } }
      if said.count > 1 {
        problems.append(
          "“\(said[0].pattern.text)” and “\(said[1].pattern.text)” under `missing` both fit the column "
            + "“\(names.last ?? "")”; keep one of them.")
      }
    }
    return problems
  }
}
