/// A model that turns a row of numbers into a margin (log odds).
public enum ScoringModel: Sendable, Hashable {
  case forest(Forest)
  case linear(LinearModel)

  /// Number of columns that a row must have.
  public var variableCount: Int {
    switch self {
    case .forest(let forest): forest.variableCount
    case .linear(let model): model.variableCount
    }
  }
}

extension ScoringModel {
  /// The variable that a forest's trees go on from; nil where there is none.
  public var startingVariable: Int? {
    switch self {
    case .forest(let forest): forest.start?.variable
    case .linear: nil
    }
  }

  /// ``Forest/splitCounts``; nil for a model without trees.
  public var splitCounts: [Int]? {
    switch self {
    case .forest(let forest): forest.splitCounts
    case .linear: nil
    }
  }
}

extension ScoringModel: Codable {
  private enum Key: String, CodingKey { case kind, forest, linear }
  private enum Kind: String, Codable { case forest, linear }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .forest(let forest):
      try container.encode(Kind.forest, forKey: .kind)
      try container.encode(forest, forKey: .forest)
    case .linear(let model):
      try container.encode(Kind.linear, forKey: .kind)
      try container.encode(model, forKey: .linear)
    }
  }

  /// Reads a model; the result is not yet checked, see ``validate()``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .forest: self = .forest(try container.decode(Forest.self, forKey: .forest))
    case .linear: self = .linear(try container.decode(LinearModel.self, forKey: .linear))
    }
  }
}
