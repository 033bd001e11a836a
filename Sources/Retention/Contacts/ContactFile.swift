import Configuration
import SystemIO

/// The file in which a bank keeps the outcome of its lists: comma-separated values (or `;` or tab) with a header, UTF-8.
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
      case .customer: [rawValue, "客户号"]
      case .month: [rawValue, "预警月份", "月份"]
      case .contacted: [rawValue, "是否联系"]
      case .control: [rawValue, "对照组"]
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

  /// Reads a file.
  ///
  /// - Throws: `FileError` where it cannot be read; ``ContactFileError`` with all that is wrong in it, together.
  public static func read(_ path: String) throws -> [Contact] {
    try contacts(in: PlainReader.wholeFile(path, limit: largestSize), file: path)
  }

  /// Reads the bytes of a file.
  static func contacts(in bytes: [UInt8], file: String) throws(ContactFileError) -> [Contact] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ContactFileError(
        file: file, problems: [.init(line: nil, column: nil, text: "It is not UTF-8; save it as UTF-8.")])
    }
    var rows = DelimitedRows(text)
    guard let header = rows.next() else {
      throw ContactFileError(file: file, problems: [.init(line: nil, column: nil, text: "It is empty.")])
    }
    var reader = ContactReader(header: header.cells)
    while let row = rows.next() { reader.read(row) }
    guard reader.problems.isEmpty else {
      throw ContactFileError(file: file, problems: reader.problems)
    }
    return reader.contacts
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
