import Testing

@testable import ModelFile

@Suite("Files that cannot be imported")
struct ForeignFileKindTests {
  @Test(
    "are told by what they are",
    arguments: [
      ("CBM1\u{0}\u{1}", "CatBoost's binary form"), ("binf", "XGBoost's old binary form"),
      ("\u{1}\u{0}\u{0}?\u{0}binary:logistic\u{0}gbtree", "XGBoost's old binary form"),
      ("\u{8}\u{8}\u{12}\u{8}skl2onnx ai.onnx.ml", "ONNX"), ("BZh9", "bzip2"), ("PK\u{3}\u{4}", "zip"),
      ("PAR1", "Parquet"), ("ccopy_reg\n_reconstructor\n(cxgboost.core", "Python object of XGBoost"),
      ("<?xml version=\"1.0\"?><PMML version=\"4.4\">", "PMML"), ("<!DOCTYPE html>", "web page"),
      ("version https://git-lfs.github.com/spec/v1", "git lfs pull"),
      ("churn-model 1 crc32=", "model of churn already"),
      ("booster[0]:\n0:[f0<1] yes=1", "dump of XGBoost"),
      ("[\n { \"nodeid\": 0, \"leaf\": 1 }]", "dump of XGBoost"),
      ("{\"name\": \"tree\", \"num_tree_per_iteration\": 1, \"feature_names\": []}", "dump of LightGBM"),
      ("def apply_catboost_model(float_features):", "source code"), ("", "empty"),
      ("id,x\n1,2\n", "begins with the line “tree”"),
    ])
  func texts(content: String, says: String) throws {
    let error = try #require(throws: InterchangeError.self) { try ImportedModel.read(Array(content.utf8)) }
    #expect(error.problem.contains(says), "\(error)")
    #expect(error.description.hasSuffix("."))
  }

  @Test("are told by bytes that are no text")
  func bytes() {
    let pickle: [UInt8] = [0x80, 4, 0x95] + Array("lightgbm.sklearn".utf8)
    #expect(ForeignFileKind(pickle) == .pickle(tool: .lightGBM))
    #expect(ForeignFileKind([0x80, 5, 0x95, 0]) == .pickle(tool: nil))
    #expect(ForeignFileKind([0x78, 0x9C, 1]) == .compressed("zlib"))
    #expect(ForeignFileKind([0x1F, 0x8B, 8]) == .compressed("gzip"))
    #expect(ForeignFileKind([0xFF, 0xFE, 0x74, 0]) == .utf16)
    #expect(ForeignFileKind(Array("tree\nversion=v4\n".utf8)) == nil)
    #expect(ForeignFileKind(Array("{\"learner\":{}}".utf8)) == nil)
    #expect(ForeignFileKind([UInt8(ascii: "{"), UInt8(ascii: "L"), 0, 0, 0, 0, 0, 0, 0, 7]) == nil)
  }
}
