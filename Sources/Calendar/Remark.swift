/// A sentence, or a part of one, for people, in both languages of a run.
///
/// Whoever makes it need not know which language is spoken; who shows it asks for the text in that language. A file holds
/// one of the two, the English one unless `DeterministicJSON` is told another; what was read back is the same in both.
public struct Remark: Sendable {
  public let english: String
  public let chinese: String

  public init(chinese: String, english: String) {
    self.chinese = chinese
    self.english = english
  }

  public func text(in language: Language) -> String {
    language.text(chinese, english)
  }

  /// The language in which an encoder is to write remarks; English where it says none.
  public static let languageKey = CodingUserInfoKey(rawValue: "language")
}

extension Remark: Hashable {
  public static func == (left: Remark, right: Remark) -> Bool { left.english == right.english }
  public func hash(into hasher: inout Hasher) { hasher.combine(english) }
}

extension Remark: Codable {
  public init(from decoder: any Decoder) throws {
    english = try decoder.singleValueContainer().decode(String.self)
    chinese = english
  }

  public func encode(to encoder: any Encoder) throws {
    let language = Self.languageKey.flatMap { encoder.userInfo[$0] as? Language }
    var container = encoder.singleValueContainer()
    try container.encode(text(in: language ?? .english))
  }
}

extension [Remark] {
  /// All sentences after one another, as the language sets them.
  public func joined(in language: Language) -> String {
    map { $0.text(in: language) }.joined(separator: language.text("", " "))
  }
}
