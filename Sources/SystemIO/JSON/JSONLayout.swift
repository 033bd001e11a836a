/// Puts arrays of plain values on one line each, in indented JSON.
enum JSONLayout {
  /// - Complexity: O(bytes).
  static func withPlainArraysOnOneLine(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var scan = TextScan()
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let isOutside = scan.step(byte)
      if isOutside, byte == UInt8(ascii: "["), let end = endOfPlainArray(bytes, from: position) {
        appendJoined(bytes[position...end], to: &result)
        position = end + 1
      } else {
        result.append(byte)
        position += 1
      }
    }
    return result
  }

  /// The position of the closing bracket where no other bracket comes before it.
  private static func endOfPlainArray(_ bytes: [UInt8], from start: Int) -> Int? {
    var scan = TextScan()
    for position in (start + 1)..<bytes.count where scan.step(bytes[position]) {
      switch bytes[position] {
      case UInt8(ascii: "]"): return position
      case UInt8(ascii: "["), UInt8(ascii: "{"): return nil
      default: break
      }
    }
    return nil
  }

  /// Line ends and indents go; a blank stays after each comma.
  private static func appendJoined(_ array: ArraySlice<UInt8>, to result: inout [UInt8]) {
    var scan = TextScan()
    for byte in array {
      let isOutside = scan.step(byte)
      if isOutside && (byte == UInt8(ascii: "\n") || byte == UInt8(ascii: " ")) { continue }
      result.append(byte)
      if isOutside && byte == UInt8(ascii: ",") { result.append(UInt8(ascii: " ")) }
    }
  }
}

/// Tells bytes of JSON that stand inside of texts from those outside.
struct TextScan {
  private var isInText = false
  private var isEscaped = false

  /// Takes the next byte; true where it stands outside of texts (a text's quotes count as inside).
  mutating func step(_ byte: UInt8) -> Bool {
    if !isInText {
      isInText = byte == UInt8(ascii: "\"")
      return !isInText
    }
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInText = false
    }
    return false
  }
}
