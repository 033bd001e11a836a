import Foundation

@testable import Metrics

/// Figures of stored samples as other people's programs compute them; `Fixtures/reference_figures.py` recomputes them.
struct ReferenceFigures: Decodable {
  struct Case: Decodable {
    struct Top: Decodable {
      var share: Double
      var precision: Double
      var recall: Double
    }

    var name: String
    var scores: [Double]
    var losses: [Int]
    var weights: [Double]?
    var auc: Double
    var averagePrecision: Double
    var ks: Double
    var ksThreshold: Double
    var ksLosses: Double
    var ksOthers: Double
    var logLoss: Double
    var brier: Double
    var delong: Double?
    var hMeasure: Double?
    var tops: [Top]
    var reliability: Double
    var resolution: Double
    var uncertainty: Double
    var calibrationError: Double

    func sample() throws -> ScoredSample {
      try ScoredSample(scores: scores, losses: losses.map { $0 == 1 }, weights: weights)
    }
  }

  struct Beta: Decodable {
    var first: Double
    var second: Double
    var x: Double
    var value: Double
  }

  struct Wilson: Decodable {
    var successes: Double
    var count: Double
    var lower: Double
    var upper: Double
  }

  struct Quantiles: Decodable {
    var values: [Double]
    var lower: Double
    var upper: Double
  }

  var cases: [Case]
  var betas: [Beta]
  var wilson: [Wilson]
  var quantiles: Quantiles

  static func stored() throws -> ReferenceFigures {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/reference_figures.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(ReferenceFigures.self, from: Data(contentsOf: file))
  }
}
