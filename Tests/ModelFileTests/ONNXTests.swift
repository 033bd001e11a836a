import Foundation
import Parallel
import Scoring
import Testing

@testable import ModelFile

/// The files stored beside the tests are those that `benchmarks/run interchange` has shown to ONNX Runtime, with the
/// probabilities that it must give.
///
/// To take over new files, run the tests once with `CHURN_UPDATE_SNAPSHOTS=1`, and then that script.
@Suite("ONNX")
struct ONNXTests {
  private struct Expected: Codable, Equatable {
    var rows: [[Float?]]
    var probabilities: [Double]
  }

  /// A term of each kind, missing weights, special codes and a value filled in that would be cut.
  private static let linear = ScoringModel.linear(
    LinearModel(
      variableCount: 6, intercept: -0.75,
      terms: [
        .numeric(
          NumericTerm(
            variable: 0, lowest: -1, highest: 2, imputation: 7, mean: 0.25, scale: 1.5, weight: 0.8,
            missingWeight: 0.3, missingShare: 0.1)),
        .binned(
          BinnedTerm(
            variable: 3, cuts: [-0.5, 0.25, 1], specials: [-9, 99],
            addends: [0.4, -0.1, 0.2, -0.6, 0.9, -0.8, 0.35],
            meanAddend: 0)),
        .numeric(
          NumericTerm(
            variable: 1, lowest: -1e9, highest: 1e9, imputation: 40, transform: .signedLog,
            mean: 3,
            scale: 2, weight: -0.7)),
        .category(CategoryTerm(variable: 5, weights: [0.1, -0.4, 0.6], otherWeight: -0.2, meanWeight: 0)),
        .numeric(
          NumericTerm(variable: 2, lowest: 0, highest: 5, imputation: 1, mean: 1, scale: 3, weight: 0.5)),
        .numeric(
          NumericTerm(
            variable: 4, lowest: -2, highest: 100, imputation: 0, transform: .signedLog, mean: 0, scale: 1,
            weight: 0.25, missingWeight: -0.15)),
      ]))

  /// Numbers and categories with missing values on either side, an empty set, a tree of one leaf.
  private static let forest = ScoringModel.forest(
    Forest(
      variableCount: 6, baseMargin: -0.5,
      trees: [
        DecisionTree(
          nodes: [
            .categorySplit(variable: 5, set: 0, left: 1, right: 2, missingGoesLeft: false, cover: 10),
            .split(variable: 0, threshold: 0.5, left: 3, right: 4, missingGoesLeft: true, cover: 6),
            .categorySplit(variable: 5, set: 1, left: 5, right: 6, missingGoesLeft: true, cover: 4),
            .leaf(value: 0.5, cover: 3), .leaf(value: -0.25, cover: 3), .leaf(value: 0.125, cover: 2),
            .leaf(value: -0.75, cover: 2),
          ], categorySets: [[0, 2, 7], [1, 3]]),
        DecisionTree(
          nodes: [
            .split(variable: 3, threshold: -0.5, left: 1, right: 2, missingGoesLeft: false, cover: 10),
            .categorySplit(variable: 5, set: 0, left: 3, right: 4, missingGoesLeft: false, cover: 6),
            .leaf(value: 0.375, cover: 4), .leaf(value: 1, cover: 3), .leaf(value: -0.5, cover: 3),
          ], categorySets: [[2]]),
        DecisionTree(nodes: [.leaf(value: 0.0625, cover: 10)]),
      ]))

  private static func rows() -> [[Float?]] {
    var random = RandomStream(seed: 44)
    return (0..<120).map { _ in
      (0..<6).map { variable in
        if random.chance(0.15) { return nil }
        switch variable {
        case 1, 4: return Float(random.normal() * 50)
        case 3: return [-9, 99, -0.5, 0.25, 1, Float(random.normal())][random.below(6)]
        case 5: return Float(random.below(9))
        default: return Float(random.normal() * 2)
        }
      }
    }
  }

  @Test(
    "files of linear models and forests are those that ONNX Runtime was shown",
    arguments: ["linear", "forest"])
  func golden(name: String) throws {
    let model = name == "linear" ? Self.linear : Self.forest
    let bytes = Data(try ONNXWriter.bytes(model, producer: "churn", remark: "a test"))
    let rows = Self.rows()
    let scorer = try Scorer(model)
    let matrix = ColumnMatrix(columns: (0..<6).map { column in rows.map { $0[column] ?? .nan } })
    let margins = scorer.margins(of: matrix, team: ThreadTeam(threadCount: 1))
    let expected = Expected(rows: rows, probabilities: margins.map { Scorer.probability(ofMargin: $0) })
    if ProcessInfo.processInfo.environment["CHURN_UPDATE_SNAPSHOTS"] != nil {
      let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/onnx")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try bytes.write(to: folder.appending(path: "\(name).onnx"))
      try JSONEncoder().encode(expected).write(to: folder.appending(path: "\(name).json"))
      return
    }
    let folder = try #require(Bundle.module.url(forResource: "Golden/onnx", withExtension: nil))
    #expect(try Data(contentsOf: folder.appending(path: "\(name).onnx")) == bytes)
    let stored = try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
    #expect(stored.rows == expected.rows)
    for (found, known) in zip(expected.probabilities, stored.probabilities) {
      #expect((found - known).magnitude < 1e-12)
    }
  }
}
