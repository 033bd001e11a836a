import Testing

@testable import Variables

@Suite("Codes of other tools")
struct ReadingTests {
  private func same(_ values: [Float], _ expected: [Float], _ recipe: Recipe) -> Bool {
    let reading = NumberReading(recipe)
    return zip(values, expected).allSatisfy { value, expected in
      let found = reading(value)
      return found.isNaN && expected.isNaN || found.bitPattern == expected.bitPattern
    }
  }

  @Test("lose their fractions; what is none of them is missing, or the code for all others")
  func codes() {
    let values: [Float] = [0, -0.0, 4, 4.7, 5, -0.5, -1, 1e9, .infinity, -.infinity, .nan]
    let code = Recipe(name: "c", function: .code, columns: ["c"], figures: [5])
    #expect(same(values, [0, 0, 4, 4, .nan, 0, .nan, .nan, .nan, .nan, .nan], code))
    let other = Recipe(name: "c", function: .codeOrOther, columns: ["c"], figures: [6])
    #expect(same(values, [0, 0, 4, 4, 5, 5, 5, 5, 5, 5, .nan], other))
    #expect((code.levelCount, other.levelCount) == (5, 6))
    #expect(code.levelText(4) == "4" && code.levelText(5) == nil && other.levelText(5) == nil)
  }

  @Test("of zeros that count as missing leave all other numbers as they are")
  func nonzero() {
    let recipe = Recipe(name: "c", function: .nonzero, columns: ["c"])
    #expect(
      same(
        [0, -0.0, 1e-36, -1e-35, 1.1e-35, -2, .infinity, .nan],
        [.nan, .nan, .nan, .nan, 1.1e-35, -2, .infinity, .nan],
        recipe))
  }

  @Test("of texts are their places; of numbers whatever their spelling")
  func texts() {
    let texts = Recipe(name: "c", function: .category, columns: ["c"], levels: ["b", "", "4"])
    #expect(texts.codes(ofTexts: ["4", "4.0", "b"])[1...].map { $0.isNaN ? -1 : $0 } == [2, -1, 0])
    // A missing cell is the empty text where that is a level.
    #expect(texts.codes(ofTexts: [])[0] == 1)
    let numbers = Recipe(
      name: "c", function: .numberCategory, columns: ["c"], levels: ["20240301", "20240302", "4"])
    #expect(
      numbers.codes(ofTexts: ["20240302.0", "04", "4e0", "x", "5", "20240301"]).map { $0.isNaN ? -1 : $0 }
        == [
          -1, 1, 2, 2, -1, -1, 0,
        ])
  }

  @Test("in a model file are checked")
  func checks() {
    for figures in [[], [0], [1.5], [1e9]] as [[Double]] {
      #expect(
        Recipe(name: "c", function: .code, columns: ["c"], figures: figures).problem(
          window: 1, hasAssets: false) != nil)
    }
    #expect(
      Recipe(name: "c", function: .code, columns: ["c"], figures: [3], levels: ["a"]).problem(
        window: 1, hasAssets: false)
        != nil)
    #expect(Recipe(name: "c", function: .unused, columns: []).problem(window: 1, hasAssets: false) == nil)
  }
}
