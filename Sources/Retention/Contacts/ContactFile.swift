import Configuration
import SystemIO

/// The file in which a bank keeps the outcome of its lists: comma-separated values (or `;` or tab) with a header, UTF-8;
/// or the first sheet of a workbook, such as a manager's that was filled in (``ManagerSheet``).
///
/// | column | | meaning |
/// |---|---|---|
/// | `customer_id`, 客户号 | needed | |
/// | `month`, 预警月份, 月份 | needed | the month that the list was for |
/// | `contacted`, 是否联系 | needed | yes or no |
/// | `control`, 对照组 | needed | whether the customer was held out: yes or no |
/// | `date`, 联系日期 | | day of the contact, `2024-10-12` |
/// | `action`, 建议措施, 措施 | | what was done; for the control group what would have been |
/// | `manager`, 客户经理 | | |
/// | `uptake`, `result`, 是否接受, 结果 | | whether the customer took the offer: yes or no; empty: not known |
/// | `assets_before`, 联系前资产 | | in the snapshot month; without it the panel is asked |
/// | `assets_after`, 联系后资产 | | in the list's month; without it the panel is asked |
///
/// A list as it was issued, with `control` and without `contacted`, gives its control group alone: the others stand in
/// the files of those who contacted them. In a workbook an empty `contacted` means no, or yes where there is a result.
///
/// Yes and no are written `yes`/`no`, `1`/`0`, `true`/`false`, 是/否, 接受/拒绝. Other columns are passed over. A
/// customer stands once for each month.
public enum ContactFile {
  /// A column of the file.
  enum Column: String, CaseIterable {
    case customer = "customer_id"
    case month, contacted, control, date, action, manager, uptake
    case assetsBefore = "assets_before"
    case assetsAfter = "assets_after"

    var isNeeded: Bool { [.customer, .month, .contacted, .control].contains(self) }

    var names: [String] {
      switch self {
      case .customer: [rawValue] + ListColumn.customer.titles
      case .month: [rawValue, "月份"] + ListColumn.month.titles
      case .contacted: [rawValue, "是否联系"]
      case .control: [rawValue] + ListColumn.control.titles
      case .date: [rawValue, "联系日期"]
      case .action: [rawValue, "建议措施", "措施"]
      case .manager: [rawValue, "客户经理"]
      case .uptake: [rawValue, "result", "是否接受", "结果"]
      case .assetsBefore: [rawValue, "联系前资产"]
      case .assetsAfter: [rawValue, "联系后资产"]
      }
    }
  }

  private static let largestSize = 1 << 31

  /// What files of contacts hold.
  public struct Content: Sendable, Equatable {
    public var contacts: [Contact] = []
    /// Rows of workbooks in which nothing says whether the customer was contacted; they count as not contacted.
    public var unansweredCount = 0
  }

  /// Reads files together.
  ///
  /// - Throws: `FileError` where one cannot be read, `WorkbookError` where one is damaged; ``ContactFileError`` with all
  ///   that is wrong in a file, together, or where a customer stands in two of them for one month.
  public static func read(_ paths: [String]) throws -> Content {
    var all = Content()
    var files: [String: String] = [:]
    for path in paths {
      let content = try content(of: PlainReader.wholeFile(path, limit: largestSize), file: path)
      for contact in content.contacts {
        guard let other = files.updateValue(path, forKey: "\(contact.customer)\n\(contact.month)") else {
          continue
        }
        let text =
          "Customer “\(contact.customer)” stands in “\(other)” too for \(contact.month); keep one of the rows."
        throw ContactFileError(file: path, problems: [.init(line: nil, column: nil, text: text)])
      }
      all.contacts += content.contacts
      all.unansweredCount += content.unansweredCount
    }
    return all
  }

  /// Reads the bytes of a file.
  static func content(of bytes: [UInt8], file: String) throws -> Content {
    WorkbookReader.isWorkbook(bytes)
      ? try content(ofWorkbook: WorkbookReader(bytes, file: file), file: file)
      : try content(ofText: bytes, file: file)
  }

  private static func content(ofWorkbook reader: WorkbookReader, file: String) throws -> Content {
    let rows = try reader.rows(ofSheet: 0).map { DelimitedRows.Row(line: $0.number, cells: $0.cells) }
    guard let header = rows.first else { throw empty(file) }
    var contacts = ContactReader(header: header.cells, isWorkbook: true)
    for var row in rows.dropFirst() {
      // Rows end with their last cell that is not blank.
      row.cells += repeatElement("", count: max(0, header.cells.count - row.cells.count))
      contacts.read(row)
    }
    return try contacts.content(file: file)
  }

  private static func content(ofText bytes: [UInt8], file: String) throws(ContactFileError) -> Content {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ContactFileError(
        file: file, problems: [.init(line: nil, column: nil, text: "It is not UTF-8; save it as UTF-8.")])
    }
    var rows = DelimitedRows(text)
    guard let header = rows.next() else { throw empty(file) }
    var contacts = ContactReader(header: header.cells, isWorkbook: false)
    while let row = rows.next() { contacts.read(row) }
    return try contacts.content(file: file)
  }

  private static func empty(_ file: String) -> ContactFileError {
    ContactFileError(file: file, problems: [.init(line: nil, column: nil, text: "It is empty.")])
  }
}

extension ContactReader {
  /// What was read.
  ///
  /// - Throws: all that is wrong, together.
  func content(file: String) throws(ContactFileError) -> ContactFile.Content {
    guard problems.isEmpty else { throw ContactFileError(file: file, problems: problems) }
    return ContactFile.Content(contacts: contacts, unansweredCount: unansweredCount)
  }
}

/// What is wrong with a file of contacts, all of it.
public struct ContactFileError: Error, Sendable, Equatable, CustomStringConvertible {
  public struct Problem: Sendable, Equatable {
    /// Counted from 1, the header's line included.
    public var line: Int?
    public var column: String?
    /// A whole sentence with the way out.
    public var text: String
  }

  public var file: String
  public var problems: [Problem]

  /// Problems that are listed one by one; a wrong export has the same one in every line.
  static let mostListed = 20

  public var description: String {
    let listed = problems.prefix(Self.mostListed).map { problem in
      var place = "“\(file)”"
      if let line = problem.line { place += ", line \(line)" }
      if let column = problem.column { place += ", column “\(column)”" }
      return "\(place): \(problem.text)"
    }
    let rest = problems.count - listed.count
    return (listed + (rest > 0 ? ["There are \(rest) more problems in “\(file)”."] : [])).joined(
      separator: "\n")
  }
}
