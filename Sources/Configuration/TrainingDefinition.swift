/// How models are fitted.
public struct TrainingDefinition: Sendable, Equatable, Codable {
  public enum Algorithm: String, Sendable, CaseIterable, Codable { case logistic, trees }
  public var algorithm = Algorithm.trees
  public var seed: UInt64 = 1
  /// After validation, fit once more on all months with known outcomes.
  public var refit = true
  public var trees = TreeSettings()
  public var logistic = LogisticSettings()

  public init() {}
}

/// Settings of the gradient-boosted trees.
public struct TreeSettings: Sendable, Equatable, Codable {
  public var rounds = 500
  public var learningRate = 0.05
  public var leaves = 31
  public var minimumRows = 50
  public var l2 = 5.0
  /// Rounds without improvement on the validation months before fitting stops; 0: never.
  public var patience = 50
  /// Share of the variables that each tree may use.
  public var columnShare = 0.7

  public init() {}
}

extension TrainingDefinition {
  enum CodingKeys: String, CodingKey {
    case algorithm, seed, refit, trees, logistic
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    algorithm = try container.value(.algorithm, else: algorithm)
    seed = try container.value(.seed, else: seed)
    refit = try container.value(.refit, else: refit)
    trees = try container.value(.trees, else: trees)
    logistic = try container.value(.logistic, else: logistic)
  }
}

extension TreeSettings {
  enum CodingKeys: String, CodingKey {
    case rounds, leaves, l2, patience
    case learningRate = "learning_rate"
    case minimumRows = "minimum_rows"
    case columnShare = "column_share"
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    rounds = try container.value(.rounds, else: rounds)
    learningRate = try container.value(.learningRate, else: learningRate)
    leaves = try container.value(.leaves, else: leaves)
    minimumRows = try container.value(.minimumRows, else: minimumRows)
    l2 = try container.value(.l2, else: l2)
    patience = try container.value(.patience, else: patience)
    columnShare = try container.value(.columnShare, else: columnShare)
  }
}
