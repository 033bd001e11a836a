import Foundation
import Testing

@testable import Retention

@Suite("Selecting from the ranked customers")
struct SelectionTests {
  private let ranking = [3, 1, 0, 2]
  private let probabilities = [0.5, 0.2, 0.9, 0.7]

  @Test("takes the first, a share, those above a probability, or all, in the order of the list")
  func rows() {
    func rows(_ selection: Selection) -> [Int] {
      Array(selection.rows(of: ranking, probabilities: probabilities))
    }
    #expect(rows(.all) == ranking)
    #expect(rows(.top(2)) == [3, 1])
    #expect(rows(.top(9)) == ranking)
    #expect(rows(.share(0.5)) == [3, 1])
    #expect(rows(.share(0.01)) == [3])
    #expect(rows(.share(1)) == ranking)
    #expect(rows(.above(0.5)) == [3, 2])
    #expect(rows(.above(0.95)).isEmpty)
    #expect(Selection.share(0.5).rows(of: [], probabilities: []).isEmpty)
    // 0.1 × 30 is a little more than 3 in binary and must not become 4.
    #expect(
      Selection.share(0.1).rows(of: Array(0..<30), probabilities: Array(repeating: 0, count: 30)).count == 3)
  }

  @Test("is made of the options, a fifth where none is given")
  func options() throws {
    #expect(try Selection() == .share(0.2))
    #expect(try Selection(all: true) == .all)
    #expect(try Selection(top: 5) == .top(5))
    #expect(try Selection(share: 1) == .share(1))
    #expect(try Selection(above: 0) == .above(0))
  }

  @Test("refuses what selects nobody, all problems together")
  func refusals() {
    let expected = SelectionError(problems: [
      .several([.all, .top, .share, .above]), .top(0), .share(1.5), .above(1),
    ])
    #expect(throws: expected) { try Selection(all: true, top: 0, share: 1.5, above: 1) }
    #expect(expected.description.split(separator: "\n").count == 4)
    #expect(throws: SelectionError(problems: [.share(0)])) { try Selection(share: 0) }
    #expect(throws: SelectionError.self) { try Selection(share: .nan) }
    #expect(throws: SelectionError.self) { try Selection(above: .nan) }
    #expect(throws: SelectionError(problems: [.above(-0.1)])) { try Selection(above: -0.1) }
  }

  @Test("is written as one key with its figure, and read back")
  func json() throws {
    for (selection, text) in [
      (Selection.all, #"{"all":true}"#), (.top(100), #"{"top":100}"#), (.share(0.25), #"{"share":0.25}"#),
      (.above(0.5), #"{"above":0.5}"#),
    ] {
      #expect(String(decoding: try JSONEncoder().encode(selection), as: UTF8.self) == text)
      #expect(try JSONDecoder().decode(Selection.self, from: Data(text.utf8)) == selection)
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Selection.self, from: Data(#"{"top":0}"#.utf8))
    }
  }
}
