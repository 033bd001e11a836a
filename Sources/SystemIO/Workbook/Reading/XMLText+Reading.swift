extension XMLText {
  /// A text of a cell as it was meant: `_x000D_` stands for a character that XML cannot hold, `_x005F_` for the
  /// underscore of a text that only looks like that.
  static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var (result, rest) = ("", text[...])
    while let start = rest.firstRange(of: "_x") {
      let code = rest[start.upperBound...].prefix(4)
      let end = code.endIndex
      if code.count == 4, code.allSatisfy(\.isHexDigit), end < rest.endIndex, rest[end] == "_",
        let scalar = UInt32(code, radix: 16).flatMap(Unicode.Scalar.init)
      {
        result += rest[..<start.lowerBound]
        result.unicodeScalars.append(scalar)
        rest = rest[rest.index(after: end)...]
      } else {
        result += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
      }
    }
    return result + rest
  }
}
