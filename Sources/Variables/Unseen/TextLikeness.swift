import Calendar
import Foundation

/// Finds the known text that another one would be, but for the way in which it is written.
struct TextLikeness {
  private let known: [String: String]

  /// - Parameter known: the texts of training.
  init(known: [String]) {
    self.known = Dictionary(known.map { (Self.plain($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The known text that differs in ways of writing alone, and those ways; nil where there is none.
  func like(_ text: String) -> (known: String, differences: [WritingDifference])? {
    guard let known = known[Self.plain(text)] else { return nil }
    // The fewest ways that make both the same.
    let all = WritingDifference.allCases
    let sets = (1..<1 << all.count).map { bits in all.indices.filter { bits >> $0 & 1 == 1 }.map { all[$0] } }
    let ways = sets.sorted { $0.count < $1.count }.first {
      Self.evened(text, by: $0) == Self.evened(known, by: $0)
    }
    return (known, ways ?? all)
  }

  private static func plain(_ text: String) -> String { evened(text, by: WritingDifference.allCases) }

  private static func evened(_ text: String, by ways: [WritingDifference]) -> String {
    ways.reduce(text) { $1.evened($0) }
  }
}

/// A way in which the same text is written differently.
public enum WritingDifference: String, Sendable, Hashable, Codable, CaseIterable {
  /// Full-width and composed characters: `Ａ` and `A`, `é` as one character or two.
  case form
  /// Capital and small letters.
  case letterCase = "case"
  /// Blanks, tabs and characters without width.
  case blanks

  /// The text without this difference.
  func evened(_ text: String) -> String {
    switch self {
    case .form: return text.precomposedStringWithCompatibilityMapping
    case .letterCase: return text.lowercased()
    case .blanks:
      let scalars = text.unicodeScalars.filter {
        !$0.properties.isWhitespace && $0.properties.generalCategory != .format
      }
      return String(String.UnicodeScalarView(scalars))
    }
  }

  func words(in language: Language) -> String {
    switch self {
    case .form: language.text("全角半角或字符组合", "full-width or composed characters")
    case .letterCase: language.text("大小写", "case")
    case .blanks: language.text("空白", "blanks")
    }
  }
}
