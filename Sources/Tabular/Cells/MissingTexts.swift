/// Texts of cells that stand for a missing value, in lower case; an empty cell always does.
public struct MissingTexts: Sendable, Hashable {
  public let texts: Set<String>

  /// - Parameter texts: upper and lower case count as the same.
  public init(_ texts: some Sequence<String>) {
    self.texts = Set(texts.map { $0.lowercased() }).union([""])
  }

  /// Marks that programs and people write where there is no value, as columns of numbers and days have them.
  public static let usual = MissingTexts([
    "na", "n/a", "#n/a", "nan", "null", "(null)", "none", "nil", "-", "--", "\\n", "?", "缺失", "空", "无",
  ])

  /// The same without the words that may as well say that there is none of something (no guarantor): in columns of texts
  /// these are values.
  public static let inTexts = MissingTexts(usual.texts.subtracting(["none", "nil", "无"]))

  /// These texts and others.
  public func adding(_ further: [String]) -> MissingTexts {
    further.isEmpty ? self : MissingTexts(texts.union(further.map { $0.lowercased() }))
  }

  /// In the order of their bytes, the empty one left out.
  public var sorted: [String] { texts.subtracting([""]).sorted() }
}
