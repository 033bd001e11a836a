import Calendar
import Configuration
import Parallel
import SystemIO
import Testing

@testable import Retention

@Suite("A manager's workbook")
struct ManagerSheetTests {
  private func lists(_ language: Language, control: Bool = true) throws -> ListFolderTests.Scratch {
    let scratch = try ListFolderTests.Scratch()
    var entries = ListFolderTests.entries(60, control: control)
    for index in entries.indices {
      entries[index].reasons = ["one", "two", "three"].map {
        Reason(cause: .maturity, contribution: 1, text: $0)
      }
    }
    try ListFolder(path: scratch.lists, formats: [.csv, .xlsx], language: language, byteOrderMark: false)
      .write(
        entries, record: ListFolderTests.record(),
        times: RunTimes(from: .init(milliseconds: 0, steady: 0), to: .init(milliseconds: 9, steady: 0.01)),
        summary: nil, team: ThreadTeam(threadCount: 1))
    return scratch
  }

  /// What a person does: opens the first sheet, fills in some rows, and saves it with a program of another make.
  private func filled(
    _ bytes: [UInt8], _ answers: [(contacted: String, result: String)]
  ) throws -> (bytes: [UInt8], customers: [String]) {
    let rows = try WorkbookReader(bytes, file: "manager").rows(ofSheet: 0)
    let header = try #require(rows.first?.cells)
    let writer = try WorkbookWriter(
      sheet: "Sheet1", columns: header.map { WorkbookColumn($0, kind: .text, width: 9) })
    var customers: [String] = []
    for (index, row) in rows.dropFirst().enumerated() {
      let (contacted, result) = index < answers.count ? answers[index] : ("", "")
      for (column, title) in header.enumerated() {
        switch title {
        case "Contacted", "是否联系": writer.text(contacted)
        case "Result", "结果": writer.text(result)
        default: writer.text(column < row.cells.count ? row.cells[column] : "")
        }
      }
      customers.append(row.cells[1])
      try writer.endRow()
    }
    return (try writer.finish(), customers)
  }

  @Test(
    "has what a call needs on its first sheet, within the width of a page, and the rest on its second one")
  func sheets() throws {
    for language in Language.allCases {
      let scratch = try lists(language)
      let reader = try WorkbookReader(scratch.bytes("managers/经理 1.xlsx"), file: "f")
      #expect(reader.sheets == ["经理 1", language.text("全部信息", "All details")])
      let rows = try reader.rows(ofSheet: 0)
      #expect(
        rows[0].cells
          == language.text(
            "序号 客户号 层级 资产（元） 流失可能 流失概率 原因 是否联系 结果 备注 预警月份 对照组",
            "No.|Customer|Tier|Assets|Loss|Probability|Why|Contacted|Result|Note|Month at risk|Control group"
          ).split(whereSeparator: { language == .chinese ? $0 == " " : $0 == "|" }).map(String.init))
      let own = rows.dropFirst().map { $0.cells[0] }
      #expect(own == (1...own.count).map(String.init))
      #expect(rows[1].cells[6] == language.text("one；two", "one; two"))
      let details = try reader.rows(ofSheet: 1)
      #expect(details.map { $0.cells[1] } == rows.map { $0.cells[1] })
      #expect(details[1].cells.contains("three"))
    }
  }

  @Test(
    "comes back filled in: results, contacts, and what was left open; the bank's list gives the control group"
  )
  func comesBack() throws {
    for language in Language.allCases {
      let scratch = try lists(language)
      let answers = [
        (language.text("是", "yes"), language.text("接受", "accepted")), (language.text("否", "no"), ""),
        (language.text("是", "yes"), language.text("拒绝", "declined")),
        ("", language.text("接受", "accepted")),
      ]
      let (bytes, customers) = try filled(scratch.bytes("managers/经理 2.xlsx"), answers)
      let path = scratch.path + "/filled.xlsx"
      try AtomicFile.write((path, { bytes }))
      let content = try ContactFile.read([path, scratch.lists + "/bank.csv"])
      let own = content.contacts.prefix(customers.count)
      #expect(own.map(\.customer) == customers && own.allSatisfy { !$0.isControl })
      #expect(own.prefix(4).map(\.wasContacted) == [true, false, true, true])
      #expect(own.prefix(4).map(\.uptake) == [true, nil, false, true])
      #expect(own.allSatisfy { $0.month == Month(parsing: "2024-10") })
      #expect(content.unansweredCount == customers.count - 4)
      // Each fifth of sixty is in the control group, and nobody else comes from the bank's list.
      let others = content.contacts.dropFirst(customers.count)
      #expect(others.count == 12 && others.allSatisfy { $0.isControl && !$0.wasContacted })
      // The same customers twice are refused, by both files' names.
      #expect(throws: ContactFileError.self) { try ContactFile.read([path, path]) }
    }
  }

  @Test("of a month without a control group needs none to be read")
  func withoutControl() throws {
    let scratch = try lists(.english, control: false)
    let content = try ContactFile.content(of: scratch.bytes("managers/经理 1.xlsx"), file: "f")
    #expect(!content.contacts.isEmpty && content.contacts.allSatisfy { !$0.isControl && !$0.wasContacted })
    #expect(content.unansweredCount == content.contacts.count)
  }

  @Test("says a probability in words by fixed borders")
  func likelihood() {
    let words = [0, 0.0999, 0.1, 0.2499, 0.25, 0.4999, 0.5, 1].map { Likelihood($0).name(in: .english) }
    #expect(
      words == ["low", "low", "possible", "possible", "high", "high", "very high", "very high"])
  }
}
