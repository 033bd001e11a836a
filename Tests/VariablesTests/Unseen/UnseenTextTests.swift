import Testing

@testable import Variables

@Suite("Texts that training never saw")
struct UnseenTextTests {
  @Test(
    "are named with the known text that they would be, but for the way they are written",
    arguments: [
      ("GOLD", "Gold", [.letterCase]), ("Gold ", "Gold", [.blanks]), ("\u{3000}Gold", "Gold", [.blanks]),
      ("Go\u{200B}ld", "Gold", [.blanks]), ("Ｇｏｌｄ", "Gold", [.form]),
      ("ＧＯＬＤ ", "Gold", WritingDifference.allCases),
      ("gold\t", "Gold", [.letterCase, .blanks]), ("金 卡", "金卡", [.blanks]), ("ｶﾞ", "ガ", [.form]),
    ] as [(String, String, [WritingDifference])])
  func like(text: String, known: String, differences: [WritingDifference]) throws {
    let found = try #require(TextLikeness(known: ["Silver", "Gold", "金卡", "ガ"]).like(text))
    #expect(found.known == known && Set(found.differences) == Set(differences))
  }

  @Test("that are others are like none")
  func others() {
    for text in ["Golden", "", "银卡", "G0ld"] {
      #expect(TextLikeness(known: ["Gold", "金卡"]).like(text) == nil)
    }
  }

  @Test("are counted, the commonest first, five of them named")
  func counted() throws {
    let unseen = (0..<8).map { (text: "t\($0)", rows: $0 == 3 ? 9 : 2) }
    let found = try #require(UnseenTexts(column: "c", known: ["a"], unseen: unseen, of: 230))
    #expect(found.rows == 23 && found.share == 0.1 && found.count == 8)
    #expect(found.texts.map(\.text) == ["t3", "t0", "t1", "t2", "t4"])
    #expect(found.remark.english.contains("23 rows (10.0%)") && found.remark.english.contains("3 more"))
    #expect(UnseenTexts(column: "c", known: ["a"], unseen: [], of: 10) == nil)
  }
}
