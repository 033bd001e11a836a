import Calendar
import Configuration
import Testing

@testable import Panel

@Suite("A bad panel ends with a sentence that says where and what to do")
struct BadPanelTests {
  static let header = "customer_id,month,demand,time,wealth\n"

  @Test("no such file")
  func noFile() {
    var configuration = BankConfiguration()
    configuration.panel = [PanelSource(files: .patterns(["/nowhere/at_all_*.csv"]))]
    var panel = SmallPanel("")
    panel.configuration = configuration
    #expect(panel.problem().contains("/nowhere/at_all_*.csv"))
  }

  @Test("empty file, header only")
  func empty() {
    #expect(SmallPanel("").problem().contains("the file is empty"))
    #expect(SmallPanel(BadPanelTests.header).problem().contains("a header and no rows"))
  }

  @Test("missing customer, month or asset column")
  func missingColumns() {
    #expect(
      SmallPanel("cust,month,demand,time,wealth\nA,2024-01,1,1,1\n").problem().contains(
        "no column “customer_id”"))
    #expect(
      SmallPanel("customer_id,when,demand,time,wealth\nA,2024-01,1,1,1\n").problem().contains(
        "no column “month”"))
    let assets = SmallPanel("customer_id,month,demand,tyme\nA,2024-01,1,1\n").problem()
    #expect(
      assets.contains("no column “time”") && assets.contains("no column “wealth”")
        && assets.contains("“tyme”"))
  }

  @Test("a month that is no month, a cell that is no number")
  func cells() {
    let month = SmallPanel(BadPanelTests.header + "A,2024-01,1,1,1\nB,2024-13,1,1,1\n").problem()
    #expect(month.contains("line 3, column “month”: “2024-13” is no month"))
    let number = SmallPanel(BadPanelTests.header + "A,2024-01,1,abc,1\n").problem()
    #expect(
      number.contains("line 2, column “time”: “abc” is no number") && number.contains("unreadable: missing"))
  }

  @Test("a cell that is no number in a column that only the second reading sees")
  func laterCells() {
    let text = "customer_id,month,demand,time,wealth,age\nA,2024-01,300000,1,1,old\n"
    #expect(SmallPanel(text).problem().contains("line 2, column “age”: “old” is no number"))
    var tolerant = SmallPanel(text)
    tolerant.configuration.unreadable = .missing
    #expect(tolerant.problem() == "")
  }

  @Test("unequal cell counts, an unterminated quote")
  func rows() {
    #expect(
      SmallPanel(BadPanelTests.header + "A,2024-01,1,1\n").problem().contains(
        "line 2: the row has 4 cells, the header 5"))
    #expect(
      SmallPanel(BadPanelTests.header + "A,2024-01,1,1,\"1\n").problem().contains("line 2: a quote is opened")
    )
  }

  @Test("wrong encoding, truncated gzip")
  func bytes() throws {
    let folder = TemporaryFolder()
    var configuration = BankConfiguration()
    func problem(_ bytes: [UInt8], _ name: String) -> String {
      configuration.panel = [PanelSource(files: .patterns([folder.write(bytes, as: name)]))]
      var panel = SmallPanel("")
      panel.configuration = configuration
      return panel.problem()
    }
    let latin =
      Array(BadPanelTests.header.utf8) + Array("A,2024-01,1,1,\"M".utf8) + [0xFC, 0x20] + Array("\"\n".utf8)
    #expect(problem(latin, "latin.csv").contains("line 2: the text is neither UTF-8 nor GB18030"))
    // The header of a gzip file and a few bytes of its body.
    let cut: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x2E]
    #expect(
      problem(cut, "cut.csv.gz").contains("cut.csv.gz")
        && problem(cut, "cut.csv.gz").contains("ends in the middle"))
  }

  @Test("no customer above the floor, a single month, an unknown month")
  func population() {
    let poor = SmallPanel(BadPanelTests.header + "A,2024-01,1,1,1\n")
    #expect(poor.problem().contains("no customer has assets above the floor of 200000 in 2024-01"))
    #expect(poor.problem(.labelled(until: nil)).contains("no two months in a row"))
    #expect(poor.problem(.one(Month(parsing: "2025-01"))).contains("no row of 2025-01"))
  }
}
