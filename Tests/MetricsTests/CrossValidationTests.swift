import Testing

@testable import Metrics

@Suite("Figures of folds")
struct CrossValidationTests {
  @Test("quantiles of Student's distribution are those of the tables")
  func student() {
    for (degrees, quantile) in [
      (1.0, 12.706205), (2, 4.302653), (4, 2.776445), (9, 2.262157), (99, 1.984217),
    ] {
      #expect((StudentDistribution(degrees: degrees).upperQuantile - quantile).magnitude < 1e-6)
    }
  }

  @Test("are means with the interval of Nadeau and Bengio; a fold without a figure is left out of it")
  func figures() throws {
    func result(_ scores: [Double], _ losses: [Bool]) throws -> CrossValidation.FoldResult {
      .init(
        trained: 8, evaluation: Evaluation(try ScoredSample(scores: scores, losses: losses), detail: .main))
    }
    let crossed = CrossValidation(
      [
        try result([0.9, 0.2, 0.4, 0.1], [true, false, true, false]),  // AUC 1
        try result([0.9, 0.2, 0.4, 0.1], [false, false, true, false]),  // AUC 2/3
        try result([0.9, 0.2], [false, false]),  // none
      ], by: .key, of: "id")
    let auc = try #require(crossed.figures.first { $0.name == .auc })
    #expect(auc.folds.map(\.fold) == [1, 2] && (auc.mean - 5.0 / 6).magnitude < 1e-12)
    // s² = 1/18; the folds hold 4, 4 and 2 rows beside 8 trained ones each.
    let reach = 12.706204736 * (1.0 / 18 * (0.5 + (0.5 + 0.5 + 0.25) / 3)).squareRoot()
    #expect(((auc.interval?.upper ?? 0) - auc.mean - reach).magnitude < 1e-6)
    let rate = try #require(crossed.figures.first { $0.name == .lossRate })
    #expect(rate.folds.map(\.value) == [0.5, 0.25, 0] && rate.mean == 0.25)
    #expect(crossed.folds.map(\.losses) == [2, 1, 0] && crossed.folds.map(\.trainedRows) == [8, 8, 8])
  }
}
