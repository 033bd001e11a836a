import Testing

@testable import Retention

@Suite("A file of customers")
struct CustomerKeyFileTests {
  private func read(_ text: String) throws -> [String] {
    try CustomerKeyFile.customers(in: Array(text.utf8), file: "group.csv")
  }

  private func problem(_ text: String) -> String {
    do {
      _ = try read(text)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("names each customer once, in the order of the file")
  func reading() throws {
    #expect(try read("customer_id\nB\nA\nB\n") == ["B", "A"])
    #expect(try read("\u{FEFF}序号,客户号\r\n1,甲\r\n2,\"乙,丙\"\r\n") == ["甲", "乙,丙"])
    // The only column may be called anything.
    #expect(try read("bought\nA\n") == ["A"])
    // A loss list of this program.
    #expect(try read("rank,customer_id,probability\n1,007,0.5\n") == ["007"])
  }

  @Test("is refused with the line and the way out")
  func refusals() {
    #expect(problem("") == "“group.csv”: It is empty; give a customer in each row.")
    #expect(problem("customer_id\n").contains("holds a header and no customer"))
    #expect(problem("a,b\n1,2\n").contains("line 1: The header has no column called customer_id"))
    #expect(problem("customer_id,x\nA,1\nB\n").contains("line 3: There are 1 cells, but 2 columns"))
    #expect(problem("customer_id,x\nA,1\n,1\n").contains("line 3: The customer is missing"))
    #expect(problem("customer_id\n\"A\n").contains("never closed"))
  }

  @Test("that is not UTF-8 is refused")
  func encoding() {
    #expect(throws: CustomerKeyFileError.self) {
      try CustomerKeyFile.customers(in: [0x61, 0x0A, 0xFF, 0x0A], file: "group.csv")
    }
  }
}
