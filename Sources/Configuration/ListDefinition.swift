/// How the loss list is ordered.
public struct ListDefinition: Sendable, Equatable, Codable {
  public enum Order: String, Sendable, CaseIterable, Codable {
    case expectedLoss = "expected_loss"
    case probability
  }
  public var order = Order.expectedLoss

  public init() {}
}

/// The language of reports and lists.
public enum Language: String, Sendable, CaseIterable, Codable {
  case chinese = "zh"
  case english = "en"
}

extension ListDefinition {
  enum CodingKeys: String, CodingKey {
    case order
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    order = try container.value(.order, else: order)
  }
}
