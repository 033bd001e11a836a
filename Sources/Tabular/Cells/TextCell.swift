import Parallel
import SystemIO

/// Texts of cells.
enum TextCell {
  /// The bytes of a cell without enclosing quotes and surrounding blanks, where that needs no new memory; nil where
  /// doubled quotes, an encoding other than UTF-8, or characters beyond plain ones ask for ``clean(_:encoding:)``.
  @inline(__always)
  static func plainRange(
    _ text: SharedBuffer<UInt8>, _ cell: Range<Int>, encoding: TextEncoding
  ) -> Range<Int>? {
    plainRange(text.elements, cell, encoding: encoding)
  }

  /// The same for a cell that begins and ends with `text`.
  static func plainRange(_ text: UnsafeBufferPointer<UInt8>, encoding: TextEncoding) -> Range<Int>? {
    plainRange(text, 0..<text.count, encoding: encoding)
  }

  @inline(__always)
  private static func plainRange(
    _ text: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>, encoding: TextEncoding
  ) -> Range<Int>? {
    guard let base = text.baseAddress else { return cell }
    var start = cell.lowerBound
    var end = cell.upperBound
    while start < end, isBlank(text[start]) { start += 1 }
    while end > start, isBlank(text[end - 1]) { end -= 1 }
    if end - start >= 2, text[start] == 0x22, text[end - 1] == 0x22 {
      start += 1
      end -= 1
      for index in start..<end where text[index] == 0x22 { return nil }
      while start < end, isBlank(text[start]) { start += 1 }
      while end > start, isBlank(text[end - 1]) { end -= 1 }
    }
    var position = start
    while position < end {
      let count = min(8, end - position)
      if ByteWords.word(base + position, count) & 0x8080_8080_8080_8080 != 0 {
        return encoding == .utf8 && isPlain(text, position..<end) ? start..<end : nil
      }
      position += count
    }
    return start..<end
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Whether bytes are UTF-8 of characters that stay as they are when a text is cleaned: no blanks beyond ASCII, nothing
  /// that is composed. Ideographs and the letters of most European languages are plain.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      let length: Int
      switch text[position] {
      case 0..<0x80: length = 1
      // U+00C0 to U+02FF.
      case 0xC3...0xCB: length = 2
      // U+3400 to U+3FFF, U+4000 to U+9FFF.
      case 0xE3 where position + 1 < range.upperBound && text[position + 1] >= 0x90: length = 3
      case 0xE4...0xE9: length = 3
      default: return false
      }
      guard position + length <= range.upperBound else { return false }
      for index in 1..<max(1, length) where text[position + index] & 0xC0 != 0x80 { return false }
      position += length
    }
    return true
  }

  /// The text of a cell: quotes gone, doubled quotes single, blanks around it gone, in Unicode; nil where its bytes
  /// are not in the encoding.
  static func clean(_ bytes: UnsafeBufferPointer<UInt8>, encoding: TextEncoding) -> String? {
    var cell = bytes[...]
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
    return text.map(CleanText.of)
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
}
