/// A value that stands in files as the text that describes it.
public protocol TextCoded: Codable, CustomStringConvertible {
  /// What the value is, for messages.
  static var kind: String { get }

  init?(parsing text: String)
}

extension TextCoded {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "“\(text)” is not a \(Self.kind).")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
