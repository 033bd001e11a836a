import Calendar
import Configuration
import SystemIO

/// An earlier loss list of this program, as far as cooling off needs it: CSV with a header in either language.
public struct PastList: Sendable, Equatable {
  /// A customer who was on it, to be contacted.
  public struct Member: Sendable, Equatable {
    public var customer: String
    /// The month that the list was for.
    public var month: Month
    /// The question that it was of; nil: that is not known.
    public var question: String?
  }

  /// Customers of the control group are left out: nobody contacted them.
  public let members: [Member]
  /// Whether its rows say of which question they are.
  let isCalendar: Bool

  private enum Column: CaseIterable {
    case customer, month, control, question, loss

    var names: [String] {
      switch self {
      case .customer: ["customer_id", "customer", "客户号"]
      case .month: ["month", "month at risk", "预警月份"]
      case .control: ["control", "control group", "对照组"]
      case .question: ["question"]
      case .loss: ["expected_loss", "expected loss", "预计流失（元）"]
      }
    }
  }

  private static let largestSize = 1 << 31

  /// Reads a list.
  ///
  /// - Throws: `FileError` where it cannot be read; ``CustomerKeyFileError`` where it is no loss list.
  public init(path: String) throws {
    try self.init(
      PlainReader.wholeFile(path, limit: Self.largestSize), file: path, RunRecord.question(ofListAt: path))
  }

  /// - Parameter record: the question that the record beside the list names, where its columns do not say it; nil: that is not
  ///   known.
  init(_ bytes: [UInt8], file: String, _ record: @autoclosure () -> String? = nil)
    throws(CustomerKeyFileError)
  {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CustomerKeyFileError(file: file, line: nil, text: "It is not UTF-8 and no list of this program.")
    }
    var rows = DelimitedRows(text)
    let header = rows.next()?.cells.map { $0.lowercased() } ?? []
    func index(_ column: Column) -> Int? { header.firstIndex { column.names.contains($0) } }
    guard let customer = index(.customer), let month = index(.month) else {
      throw CustomerKeyFileError(
        file: file, line: 1,
        text: "The header names no customer and month; give a loss list as `churn predict` writes it.")
    }
    let (control, asked) = (index(.control), index(.question))
    let question =
      asked != nil ? nil : index(.loss) != nil ? QuestionPreset.loss.rawValue : record()
    var members: [Member] = []
    while let row = rows.next() {
      guard row.cells.count == header.count, !row.isOpen, let when = Month(parsing: row.cells[month]) else {
        throw CustomerKeyFileError(
          file: file, line: row.line,
          text: row.cells.count == header.count && !row.isOpen
            ? "“\(row.cells[month].prefix(40))” is no month; write it as 2024-10."
            : "The row has another number of cells than the header.")
      }
      if let control, ["yes", "是"].contains(row.cells[control]) { continue }
      members.append(
        Member(customer: row.cells[customer], month: when, question: asked.map { row.cells[$0] } ?? question))
    }
    (self.members, isCalendar) = (members, asked != nil)
  }

  /// Customers who were to be contacted for one of the last months before `month`.
  ///
  /// - Parameter question: that they are to be contacted about; a list of which it is not known may have been of any.
  func customers(_ rule: ListDefinition.CoolingOff, before month: Month, about question: String) -> [String] {
    members.filter { member in
      let isSame = member.question.map { $0 == question } ?? true
      let months = isSame ? rule.longest : rule.months
      return month > member.month && month - member.month <= months
    }.map(\.customer)
  }
}
