import Configuration
import Testing

@testable import Panel
@testable import Tabular

@Suite("Keys and texts of a panel")
struct KeyTextTests {
  private static let header = Array("customer_id,month,demand\n".utf8)

  private func panel(_ rows: [[UInt8]]) -> SmallPanel {
    var panel = SmallPanel("")
    panel.configuration.panel = [
      PanelSource(files: .patterns([panel.folder.write(Self.header + rows.flatMap { $0 }, as: "keys.csv")]))
    ]
    panel.configuration.assets = ["demand"]
    return panel
  }

  private func row(_ key: [UInt8], _ month: String = "2024-01") -> [UInt8] {
    key + Array(",\(month),900000\n".utf8)
  }

  private func keys(_ texts: [String]) throws -> [String] {
    let panel = try panel(texts.map { row(Array($0.utf8)) }).read(.one(nil))
    return (0..<panel.customerCount).map { panel.customers[$0] }
  }

  @Test("are refused by line where they are not in the encoding of the rest")
  func encoding() {
    // 王芳 in GB18030, after more UTF-8 than the beginning that decides.
    let many = (0..<20_000).map { row(Array("客户\($0)".utf8)) }
    let problem = panel(many + [row([0xCD, 0xF5, 0xB7, 0xBC])]).problem()
    #expect(problem.contains("line 20002, column “customer_id”: the text is not in the encoding of the rest"))
  }

  @Test("lose the blanks around them, whichever they are and whatever the encoding")
  func blanks() throws {
    let variants = [" k", "\u{3000}k", "k\u{A0}", "\u{2003}k ", "\"k \"", "\"\u{3000}k\"", "\tk\u{B}"]
    for variant in variants { #expect(try keys([variant]) == ["k"], "\(variant.debugDescription)") }
    #expect(try keys(["\u{3000}王芳\u{3000}"]) == ["王芳"])
    // The ideographic blank and 王芳 in GB18030.
    let read = try panel([row([0xA1, 0xA1, 0xCD, 0xF5, 0xB7, 0xBC])]).read(.one(nil))
    #expect(read.customers[0] == "王芳")
  }

  @Test("are composed, so that equal ones have the same bytes")
  func composed() throws {
    for (one, other) in [("caf\u{E9}", "cafe\u{301}"), ("\u{C5}", "\u{212B}"), ("K1", "\u{212A}1")] {
      let rows = [row(Array(one.utf8)), row(Array(other.utf8), "2024-02")]
      for order in [rows, rows.reversed()] {
        let read = try panel(order).read(.one(nil))
        #expect(read.customers.count == 1)
        #expect(Array(read.customers[0].utf8) == Array(one.utf8))
      }
      #expect(panel([rows[0], row(Array(other.utf8))]).problem().contains("a further row of"))
    }
    // What only looks alike is not the same.
    #expect(try keys(["A1", "Ａ1", "c1", "C1"]).count == 4)
  }

  @Test("may be long; what is longer than any key is told as that")
  func long() throws {
    for length in [255, 256, 300, 5000] {
      #expect(try keys([String(repeating: "a", count: length)])[0].utf8.count == length)
    }
    #expect(try keys(["客" + String(repeating: "户", count: 200)])[0].count == 201)
    let problem = panel([row(Array(repeating: UInt8(ascii: "a"), count: 70_000))]).problem()
    #expect(problem.contains("line 2, column “customer_id”") && problem.contains("longer than 65535 bytes"))
    #expect(panel([row([])]).problem().contains("the row has no customer"))
  }
}
