import Calendar

/// A table with a row per customer and month.
public struct PanelSource: DatabaseSection {
  public var files = PanelFiles.patterns([])
  /// Where the rows lie in a database; files are then not looked for.
  public var stored = StoredTable()
  /// The file's name for the customer column; nil: `customer_id` or one of its usual names.
  public var customer: String?
  /// The file's name for the month column; nil: `month` or one of its usual names.
  public var month: String?
  /// Our name → the file's name, for columns that are called differently.
  public var columns: [String: String] = [:]
  /// What stands before the decimals of numbers in these files; nil: as for the whole bank.
  public var decimal: DecimalMark?
  /// Which number comes first in dates such as `01/02/2024` in these files; nil: as for the whole bank.
  public var dates: DateOrder?

  /// A table without files.
  public init() {}

  public init(files: PanelFiles) { self.files = files }

  /// The files, with their sheet where one is named, or the address of the table or query in a database in their place.
  public var origin: PanelFiles {
    if case .byMonth(let paths) = files, stored.address == nil {
      return .byMonth(paths.mapValues { stored.origin(of: [$0])[0] })
    }
    return .patterns(stored.origin(of: files.all))
  }

  static let settings: [Setting<PanelSource>] =
    [
      .init(
        "files", \.files, .panelFiles, isWritten: { $0.stored.address == nil },
        missing: { needsFiles($0) ? "a table under “panel” has no “files”; name its files." : nil },
        "Files or patterns of files, where the month is a column; or a file for each month."),
      .init(
        "customer", \.customer, .optional(.name("the file's name of the customer column")),
        "Where it is not `customer_id` or one of its usual names."),
      .init(
        "month", \.month, .optional(.name("the file's name of the month column")),
        "Where it is not `month` or one of its usual names."),
      .init(
        "columns", \.columns, .mapping(.name("the file's name of the column")),
        "Our names of columns that the file calls otherwise."),
      .init("decimal", \.decimal, .optional(.decimal), "As `decimal` above, for these files."),
      .init("dates", \.dates, .optional(.choice), "As `dates` above, for these files."),
    ] + settingsOfDatabase

  func check(_ section: ConfigurationSection) {
    stored.check(section, files: files.all)
    section.checkColumns(columns, customer: customer, month: month)
    if case .byMonth = files, month != nil {
      section.reader.add(
        "“panel.month” names a month column, but “files” gives the month of each file; keep one of them.",
        at: section.keyNode("month"))
    }
  }
}

/// A table with a row per customer.
public struct AttributeSource: DatabaseSection {
  /// Paths or glob patterns.
  public var files: [String] = []
  /// Where the rows lie in a database; files are then not looked for.
  public var stored = StoredTable()
  public var customer: String?
  public var columns: [String: String] = [:]
  /// What stands before the decimals of numbers in these files; nil: as for the whole bank.
  public var decimal: DecimalMark?
  /// Which number comes first in dates such as `01/02/2024` in these files; nil: as for the whole bank.
  public var dates: DateOrder?

  /// A table without files.
  public init() {}

  public init(files: [String]) { self.files = files }

  /// The files, with their sheet where one is named, or the address of the table or query in a database in their place.
  public var origin: [String] { stored.origin(of: files) }

  static let settings: [Setting<AttributeSource>] =
    [
      .init(
        "files", \.files, .names("a file or a pattern such as customers_*.csv"),
        isWritten: { $0.stored.address == nil },
        missing: { needsFiles($0) ? "a table under “attributes” has no “files”; name its files." : nil },
        "Files or patterns of files."),
      .init(
        "customer", \.customer, .optional(.name("the file's name of the customer column")),
        "Where it is not `customer_id` or one of its usual names."),
      .init(
        "columns", \.columns, .mapping(.name("the file's name of the column")),
        "Our names of columns that the file calls otherwise."),
      .init("decimal", \.decimal, .optional(.decimal), "As `decimal` above, for these files."),
      .init("dates", \.dates, .optional(.choice), "As `dates` above, for these files."),
    ] + settingsOfDatabase

  func check(_ section: ConfigurationSection) {
    stored.check(section, files: files)
    section.checkColumns(columns, customer: customer, month: nil)
  }
}

extension ConfigurationSection {
  /// Each column of the file is to be one of ours, named in one place.
  fileprivate func checkColumns(_ columns: [String: String], customer: String?, month: String?) {
    guard case .mapping(let mapping)? = value("columns") else { return }
    var named: [String: String] = [:]
    for (keyNode, node) in mapping {
      guard let ours = keyNode.scalar?.string, let theirs = columns[ours] else { continue }
      if let other = named[theirs] {
        reader.add(
          "“\(reader.shown(theirs))” stands for both “\(other)” and “\(reader.shown(ours))”; keep one.",
          at: node)
      }
      if (ours == "customer_id" && customer != nil) || (ours == "month" && month != nil) {
        reader.add(
          "“\(ours)” is named by “\(ours == "month" ? "month" : "customer")” and by “columns”; keep one.",
          at: keyNode)
      }
      named[theirs] = ours
    }
  }
}
