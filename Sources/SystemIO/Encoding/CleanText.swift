import Foundation

/// Texts of cells, keys and names as they are compared, wherever they come from: without blanks around them and
/// canonically composed (Unicode NFC).
///
/// `é` may be written as one character or as `e` with an accent; both look the same, and Swift takes them for equal although
/// their bytes differ. Composed when they are read, texts that are equal have the same bytes: no order of rows decides how
/// one is written, and keys match by their bytes.
public enum CleanText {
  /// The text as it is compared.
  public static func of(_ text: String) -> String { composed(trimmed(text)) }

  /// Without blanks around it, the ideographic and the non-breaking ones included.
  private static func trimmed(_ text: String) -> String {
    let isBlank = { (character: Unicode.Scalar) in character.properties.isWhitespace }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return first == scalars.startIndex && scalars.index(after: last) == scalars.endIndex
      ? text : String(scalars[first...last])
  }

  private static func composed(_ text: String) -> String {
    text.unicodeScalars.allSatisfy(isComposed) ? text : text.precomposedStringWithCanonicalMapping
  }

  /// Whether a character is its own composed form and joins with none before it; false where it takes a closer look.
  /// (Unicode's NFC quick check: characters below U+0300, and the ideographs of its main blocks.)
  private static func isComposed(_ character: Unicode.Scalar) -> Bool {
    character.value < 0x300 || (0x3400...0x9FFF).contains(character.value)
  }
}
