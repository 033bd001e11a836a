import Parallel
import SystemIO

/// Texts of cells.
enum TextCell {
  /// The bytes of a cell without enclosing quotes and surrounding blanks, where that needs no new memory; nil where
  /// doubled quotes or an encoding other than UTF-8 ask for ``clean(_:encoding:)``.
  @inline(__always)
  static func plainRange(
    _ text: SharedBuffer<UInt8>, _ cell: Range<Int>, encoding: TextEncoding
  ) -> Range<Int>? {
    var start = cell.lowerBound
    var end = cell.upperBound
    while start < end, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    if end - start >= 2, text[start] == 0x22, text[end - 1] == 0x22 {
      start += 1
      end -= 1
      for index in start..<end where text[index] == 0x22 { return nil }
      while start < end, text[start] == 0x20 { start += 1 }
      while end > start, text[end - 1] == 0x20 { end -= 1 }
    }
    if encoding != .utf8 {
      for index in start..<end where text[index] >= 0x80 { return nil }
    }
    return start..<end
  }

  /// The text of a cell: quotes gone, doubled quotes single, blanks around it gone, in Unicode; nil where its bytes
  /// are not in the encoding.
  static func clean(_ bytes: UnsafeBufferPointer<UInt8>, encoding: TextEncoding) -> String? {
    var cell = bytes[...]
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    while let first = cell.first, isBlank(first) { cell.removeFirst() }
    while let last = cell.last, isBlank(last) { cell.removeLast() }
    var content: [UInt8] = []
    if cell.count >= 2, cell.first == 0x22, cell.last == 0x22 {
      cell = cell.dropFirst().dropLast()
      var previousWasQuote = false
      for byte in cell {
        if byte == 0x22, previousWasQuote {
          previousWasQuote = false
          continue
        }
        previousWasQuote = byte == 0x22
        content.append(byte)
      }
    } else {
      content = Array(cell)
    }
    let text: String?
    if encoding == .utf8 || content.allSatisfy({ $0 < 0x80 }) {
      text = String(validating: content, as: UTF8.self)
    } else {
      text = utf8(fromGB18030: content)
    }
    return text.map(trimmed)
  }

  /// The text that bytes in GB18030 stand for; nil where they are not GB18030.
  private static func utf8(fromGB18030 bytes: [UInt8]) -> String? {
    guard let converter = try? GB18030Converter(path: "") else { return nil }
    var converted = [UInt8](repeating: 0, count: GB18030Converter.capacity(for: bytes.count))
    let count = bytes.withUnsafeBytes { input in
      converted.withUnsafeMutableBytes { output in try? converter.convert(input, into: output) }
    }
    guard let count, (try? converter.finish()) != nil else { return nil }
    return String(decoding: converted[..<count], as: UTF8.self)
  }

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
}
