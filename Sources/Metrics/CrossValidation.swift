/// How models do on rows that they were not trained on, fold by fold: each figure as its mean with an interval.
public struct CrossValidation: Sendable, Equatable, Codable {
  /// What the folds are made by.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Rows of a key stay together.
    case key
    /// Rows with the same value of a column stay together.
    case column
    /// Each fold is later than all that its model was trained on, by a column of time.
    case time
  }

  /// What is told of each fold.
  public struct Fold: Sendable, Equatable, Codable {
    public var trainedRows: Int
    public var rows: Int
    public var losses: Int

    private enum CodingKeys: String, CodingKey {
      case trainedRows = "trained_rows"
      case rows, losses
    }
  }

  /// A figure of all folds.
  public struct Figure: Sendable, Equatable, Codable {
    public var name: Name
    /// The mean of the folds that have the figure.
    public var mean: Double
    /// Nil with fewer than two such folds.
    public var interval: Interval?
    /// Of each fold that has the figure.
    public var folds: [Value]
  }

  /// A figure of one fold.
  public struct Value: Sendable, Equatable, Codable {
    /// Number of the fold, from 1 on.
    public var fold: Int
    public var value: Double
  }

  /// The figures.
  public enum Name: String, Sendable, Hashable, Codable, CaseIterable {
    case auc
    case kolmogorovSmirnov = "kolmogorov_smirnov"
    case averagePrecision = "average_precision"
    case hMeasure = "h_measure"
    /// Losses over the loss rate among the tenth with the highest scores.
    case lift
    /// Share of all losses in that tenth.
    case recall
    case logLoss = "log_loss"
    case brier
    case calibrationError = "calibration_error"
    /// Share of losses, and the one that was predicted.
    case lossRate = "loss_rate"
    case predictedLossRate = "predicted_loss_rate"
  }

  public var kind: Kind
  /// The column that the folds are made by; nil: rows are numbered.
  public var column: String?
  public var folds: [Fold]
  public var figures: [Figure]

  /// A fold's figures, and how many rows its model was trained on.
  public struct FoldResult: Sendable {
    public var trained: Int
    public var evaluation: Evaluation

    public init(trained: Int, evaluation: Evaluation) {
      (self.trained, self.evaluation) = (trained, evaluation)
    }
  }

  /// Puts the figures of folds together.
  ///
  /// Intervals are those of Nadeau and Bengio (2003), `mean ± t · s · √(1/K + evaluated/trained)` with the 0.975 quantile
  /// of Student's distribution of K − 1 degrees: models of different folds share most of their training rows, so that
  /// `s/√K` alone would be too small.
  public init(_ results: [FoldResult], by kind: Kind, of column: String?) {
    (self.kind, self.column) = (kind, column)
    folds = results.map {
      Fold(trainedRows: $0.trained, rows: $0.evaluation.customers, losses: $0.evaluation.losses)
    }
    let share =
      results.reduce(0) { $0 + Double($1.evaluation.customers) / Double(max(1, $1.trained)) }
      / Double(max(1, results.count))
    figures = Name.allCases.compactMap { name in
      let values = results.enumerated().compactMap { index, result in
        name.value(of: result.evaluation).map { Value(fold: index + 1, value: $0) }
      }
      let found = values.map(\.value)
      guard !found.isEmpty else { return nil }
      let count = Double(found.count)
      let mean = found.reduce(0, +) / count
      var interval: Interval?
      if found.count > 1 {
        let variance = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let reach =
          StudentDistribution(degrees: count - 1).upperQuantile
          * (variance * (1 / count + share)).squareRoot()
        interval = Interval(lower: mean - reach, upper: mean + reach)
      }
      return Figure(name: name, mean: mean, interval: interval, folds: values)
    }
  }
}

extension CrossValidation.Name {
  func value(of evaluation: Evaluation) -> Double? {
    switch self {
    case .auc: evaluation.auc
    case .kolmogorovSmirnov: evaluation.kolmogorovSmirnov?.value
    case .averagePrecision: evaluation.averagePrecision
    case .hMeasure: evaluation.hMeasure
    case .lift: evaluation.topDecile?.lift
    case .recall: evaluation.topDecile?.recall
    case .logLoss: evaluation.probabilities?.logLoss
    case .brier: evaluation.probabilities?.brier
    case .calibrationError: evaluation.probabilities?.calibrationError
    case .lossRate: evaluation.lossRate
    case .predictedLossRate:
      evaluation.probabilities.map { $0.expectedLosses / Double(max(1, evaluation.customers)) }
    }
  }
}

/// Student's distribution.
struct StudentDistribution {
  let degrees: Double

  /// The 0.975 quantile: `P(|T| > t) = I_x(ν/2, 1/2)` at `x = ν/(ν + t²)`, solved by halving.
  var upperQuantile: Double {
    let beta = BetaDistribution(first: degrees / 2, second: 0.5)
    var (low, high) = (0.0, 1.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if beta.cumulative(middle) < 0.05 { low = middle } else { high = middle }
    }
    return (degrees * (1 - low) / low).squareRoot()
  }
}
