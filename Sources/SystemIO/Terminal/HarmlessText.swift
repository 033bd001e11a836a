/// Texts as they may be shown on a terminal, whatever they come from: cells, names of columns and files, other programs'
/// models.
///
/// Control characters could give the terminal orders (a title, colours, the clipboard) or hide what was shown before; marks
/// that turn the direction of writing could show a name as another. They are shown by their numbers instead, as `\u{1B}`.
/// Line ends and tabs stay: whole tables are shown.
public enum HarmlessText {
  public static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHarmful) else { return text }
    var shown = ""
    for character in text.unicodeScalars {
      if isHarmful(character) {
        shown += "\\u{\(String(character.value, radix: 16, uppercase: true))}"
      } else {
        shown.unicodeScalars.append(character)
      }
    }
    return shown
  }

  private static func isHarmful(_ character: Unicode.Scalar) -> Bool {
    switch character.value {
    case 0x09, 0x0A: false
    // C0 and DEL, C1.
    case 0..<0x20, 0x7F..<0xA0: true
    // Marks, embeddings, overrides and isolates of the direction; separators of lines and paragraphs.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
