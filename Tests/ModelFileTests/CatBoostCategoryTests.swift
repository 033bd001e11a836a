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

  @Test(
    "infinite numbers go where CatBoost sends them: above the border that tells missing values from all others"
  )
  func infinities() throws {
    let text = """
      {"features_info":{"float_features":[{"flat_feature_index":0,"feature_id":"n","nan_value_treatment":"AsTrue",
      "borders":[3.4028234663852886e+38]}]},"model_info":{},"scale_and_bias":[1,[0]],
      "oblivious_trees":[{"splits":[{"split_type":"FloatFeature","float_feature_index":0,
      "border":3.4028234663852886e+38}],"leaf_values":[-1,2],"leaf_weights":[3,4]}]}
      """
    let scorer = try Scorer(.forest(ImportedModel.read(Array(text.utf8)).forest))
    for (number, margin) in [(0, -1), (1e38, -1), (Float.nan, 2), (.greatestFiniteMagnitude, 2)]
      as [(Float, Double)]
    {
      [number].withUnsafeBufferPointer { #expect(scorer.margin(of: $0) == margin) }
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
