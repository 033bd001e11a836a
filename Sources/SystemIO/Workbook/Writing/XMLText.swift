/// Texts as they may stand in a workbook's XML.
enum XMLText {
  /// Most characters (UTF-16 units) of a cell; a longer text makes Excel call the file damaged.
  static let longest = 32_767

  /// Replaces what has a meaning in XML, and what XML cannot hold.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds a text's escaped UTF-8 bytes.
  ///
  /// Control characters that XML 1.0 forbids, and the two last code points of the plane, become the replacement character.
  /// A text that looks like Excel's own escape for a character, `_x000D_`, has its first underscore escaped so that it
  /// is shown as it is. Texts longer than a cell may be are cut, with an ellipsis at the end.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    // A UTF-8 text never has more UTF-16 units than bytes.
    if text.utf8.count > longest, text.utf16.count > longest {
      var (kept, units) = ("", 0)
      for scalar in text.unicodeScalars {
        units += scalar.utf16.count
        if units > longest - 1 { break }
        kept.unicodeScalars.append(scalar)
      }
      text = kept + "…"
    }
    text.withUTF8 { source in
      var index = 0
      while index < source.count {
        let byte = source[index]
        switch byte {
        case UInt8(ascii: "&"): bytes += Self.ampersand
        case UInt8(ascii: "<"): bytes += Self.less
        case UInt8(ascii: ">"): bytes += Self.greater
        case UInt8(ascii: "\""): bytes += Self.quote
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"): bytes.append(byte)
        // A bare carriage return would be read as a line end.
        case UInt8(ascii: "\r"): bytes += Self.carriageReturn
        case 0..<0x20: bytes += Self.replacement
        case UInt8(ascii: "_") where isEscape(source, at: index): bytes += Self.underscore
        // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
        case 0xEF where index + 2 < source.count && source[index + 1] == 0xBF && source[index + 2] >= 0xBE:
          bytes += Self.replacement
          index += 2
        default: bytes.append(byte)
        }
        index += 1
      }
    }
  }

  private static let ampersand = Array("&amp;".utf8)
  private static let less = Array("&lt;".utf8)
  private static let greater = Array("&gt;".utf8)
  private static let quote = Array("&quot;".utf8)
  private static let carriageReturn = Array("&#13;".utf8)
  private static let underscore = Array("_x005F_".utf8)
  private static let replacement = Array("\u{FFFD}".utf8)

  /// Whether `_xHHHH_` stands at an index.
  private static func isEscape(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + 6 < source.count, source[index + 1] == UInt8(ascii: "x"),
      source[index + 6] == UInt8(ascii: "_")
    else { return false }
    return (2...5).allSatisfy { Character(UnicodeScalar(source[index + $0])).isHexDigit }
  }
}
