/// How models are fitted.
public struct TrainingDefinition: Sendable, Equatable, Codable {
  public enum Algorithm: String, Sendable, CaseIterable, Codable { case logistic, trees }
  /// How probabilities are made to come true on the validation months.
  public enum Calibration: String, Sendable, CaseIterable, Codable {
    /// By the method that does best on customers that it was not fitted to, which may be none.
    case auto
    case none, platt, beta, isotonic
  }
  public var algorithm = Algorithm.trees
  public var seed: UInt64 = 1
  /// After validation, fit once more on all months with known outcomes.
  public var refit = true
  public var calibration = Calibration.auto
  public var trees = TreeSettings()
  public var logistic = LogisticSettings()

  public init() {}
}

extension TrainingDefinition {
  enum CodingKeys: String, CodingKey {
    case algorithm, seed, refit, calibration, trees, logistic
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    algorithm = try container.value(.algorithm, else: algorithm)
    seed = try container.value(.seed, else: seed)
    refit = try container.value(.refit, else: refit)
    calibration = try container.value(.calibration, else: calibration)
    trees = try container.value(.trees, else: trees)
    logistic = try container.value(.logistic, else: logistic)
  }
}

extension TrainingDefinition {
  /// The same without what it says of single variables, for models that ask another question than who will lose assets.
  public var withoutVariables: TrainingDefinition {
    var definition = self
    (definition.trees.monotone, definition.trees.edges, definition.trees.interactions) = ([:], [:], [])
    definition.trees.start = nil
    definition.logistic.signs = [:]
    return definition
  }
}
