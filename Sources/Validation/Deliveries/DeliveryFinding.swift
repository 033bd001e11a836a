import Calendar
import Configuration
import Variables

/// Something odd about what was delivered to be scored.
public struct DeliveryFinding: Sendable, Hashable, Codable {
  /// How odd it is.
  public enum Weight: String, Sendable, Hashable, Codable {
    /// It is told.
    case warning
    /// Nothing is scored, unless somebody accepts it with a reason.
    case stop
  }

  public var weight: Weight
  /// What it is, in a sentence.
  public var text: Remark

  public init(_ weight: Weight, _ text: Remark) {
    self.weight = weight
    self.text = text
  }

  /// Nil where a figure keeps to its limits.
  public init?(_ figure: Double, _ limits: DeliveryDefinition.Limits, _ text: @autoclosure () -> Remark) {
    guard figure > limits.warn else { return nil }
    self.init(figure > limits.stop ? .stop : .warning, text())
  }
}

extension [DeliveryFinding] {
  /// What there is to say of texts that training never saw.
  public init(_ unseen: [UnseenTexts], _ limits: DeliveryDefinition.Limits) {
    self = unseen.compactMap { DeliveryFinding($0.share, limits, $0.remark) }
  }
}
