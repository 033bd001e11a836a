import Calendar
import Configuration

/// A sentence of an analysis in both languages of reports.
///
/// Files hold the English one; what was read back from a file is English in either language.
public struct Remark: Sendable {
  public let english: String
  private let chinese: String

  public init(chinese: String, english: String) {
    self.chinese = chinese
    self.english = english
  }

  public func text(in language: Language) -> String {
    language.text(chinese, english)
  }
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
    var container = encoder.singleValueContainer()
    try container.encode(english)
  }
}

extension [Remark] {
  /// All sentences after one another, as the language sets them.
  public func joined(in language: Language) -> String {
    map { $0.text(in: language) }.joined(separator: language.text("", " "))
  }
}
