import Calendar
import Configuration
import Testing

@testable import Retention

@Suite("A file of contacts and results")
struct ContactFileTests {
  private func read(_ text: String) throws -> [Contact] {
    try ContactFile.content(of: Array(text.utf8), file: "done.csv").contacts
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch {
      return (error as? ContactFileError)?.problems.map {
        "\($0.line.map(String.init) ?? "") \($0.column ?? ""): \($0.text)"
      } ?? ["\(error)"]
    }
  }

  @Test("is read with English or Chinese headers, any of the separators, quotes and a byte-order mark")
  func reading() throws {
    let english = #"""
      \#u{FEFF}customer_id,month,contacted,control,date,action,manager,result,assets_before,assets_after,remark
      007,2024-10,yes,no,2024-10-12,"call, then visit","Li ""A""",accepted,"300,000",280000.5,x

      8,202410,0,1,,,,,,,
      """#
    let contacts = try read(english)
    #expect(
      contacts == [
        Contact(
          customer: "007", month: try #require(Month(parsing: "2024-10")), isControl: false,
          wasContacted: true,
          date: CalendarDay(parsing: "2024-10-12"), action: "call, then visit", manager: "Li \"A\"",
          uptake: true,
          assetsBefore: 300_000, assetsAfter: 280_000.5),
        Contact(
          customer: "8", month: try #require(Month(parsing: "2024-10")), isControl: true, wasContacted: false),
      ])
    let chinese = "客户号;预警月份;是否联系;对照组;客户经理;是否接受\r\nA;2024-10;是;否;王芳;拒绝\r\n"
    let read = try read(chinese)
    #expect(read.count == 1 && read[0].manager == "王芳" && read[0].uptake == false && read[0].wasContacted)
  }

  @Test("with mistakes is refused with all of them, each by line and column")
  func refusals() {
    let text = """
      customer_id,month,contacted,control,date,uptake,assets_after
      A,2024-10,maybe,no,,,
      ,2024-13,yes,no,2024-02-30,,-5
      B,2024-10,no,no,,yes,
      B,2024-10,no,no,,,
      C,2024-10,no
      D,2024-10,no,,,,
      E,2024-10,no,no,,,"12
      """
    #expect(
      problems(text) == [
        "2 contacted: It is “maybe”, but must be yes or no.",
        "3 customer_id: The customer is missing.",
        "3 month: It is “2024-13”, but must be a month such as 2024-10.",
        "3 date: It is “2024-02-30”, but must be a day such as 2024-10-12.",
        "3 assets_after: It is “-5”, but must be an amount of money of 0 or more.",
        "4 uptake: The customer took an offer, but was not contacted; correct one of the two.",
        "5 customer_id: Customer “B” stands in line 4 already for 2024-10; keep one row.",
        "6 : There are 3 cells, but 7 columns; a separator is missing or too many.",
        "7 control: It is empty, but must be yes or no.",
        "8 : A quote is opened and never closed.",
      ])
    #expect(
      problems("customer_id,month,month\nA,2024-10,2024-10\n") == [
        "1 month: The header names it 2 times; keep one of them.",
        "1 contacted: The column is missing (it may also be called 是否联系).",
        "1 control: The column is missing (it may also be called 对照组 or control group).",
      ])
    #expect(problems("") == [" : It is empty."])
    let many = ContactFileError(
      file: "f", problems: (0..<100).map { .init(line: $0, column: nil, text: "Wrong.") })
    #expect(many.description.hasSuffix("There are 80 more problems in “f”."))
  }

  @Test("of any bytes is either read or refused, never a crash")
  func hostile() {
    var state: UInt64 = 7
    let alphabet =
      Array("customer_id,month,contacted,control\nA,2024-10,yes,no\"\r\n;\t\u{FEFF}是".utf8) + [0, 0xFF]
    for _ in 0..<3000 {
      var bytes = Array("customer_id,month,contacted,control\nA,2024-10,yes,no\n".utf8)
      for _ in 0..<6 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = alphabet[Int(state >> 11 & 0xFFFF) % alphabet.count]
      }
      _ = try? ContactFile.content(of: bytes, file: "f")
    }
  }
}
