import Scoring
import Testing
import Variables

@testable import ModelFile

@Suite("CatBoost's categories")
struct CatBoostCategoryTests {
  @Test("that are asked for one by one are read by their texts")
  func oneHot() throws {
    let read = try ImportedModel.read(Array(ForeignModels.catBoost().utf8))
    #expect(
      read.recipes == [
        Recipe(name: "n", function: .unused, columns: []),
        Recipe(name: "c", function: .category, columns: ["c"], levels: ["a", "b"]),
      ])
    let scorer = try Scorer(.forest(read.forest))
    for (code, margin) in [(0, 2), (1, -1), (Float.nan, -1)] as [(Float, Double)] {
      [Float.nan, code].withUnsafeBufferPointer { #expect(scorer.margin(of: $0) == margin) }
    }
  }

  @Test("whose texts are not in the file are refused with the way out")
  func hashesAlone() throws {
    let error = try #require(throws: InterchangeError.self) {
      try ImportedModel.read(Array(ForeignModels.catBoost(hashes: "").utf8))
    }
    #expect(error.problem.contains("pool=pool"))
  }
}
