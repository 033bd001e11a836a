/// Reads JSON as model files hold it: with NaN and Infinity, which some tools write, and with the place of every error.
struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0

  /// Deeper nesting is refused; models nest a dozen levels, and trees of nested nodes some hundred.
  private static let mostLevels = 512

  static func read(_ bytes: [UInt8]) throws(InterchangeError) -> LocatedValue {
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(level: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw reader.fail("Something follows the end of the JSON text.")
    }
    return LocatedValue(value: value, place: "")
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func fail(_ problem: String) -> InterchangeError {
    let line = bytes[..<min(position, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1
    return InterchangeError(
      place: "line \(line), byte \(position)", problem: "\(problem) Is the file whole? Save the model again.")
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) throws(InterchangeError) {
    skipSpace()
    guard next == UInt8(ascii: character) else { throw fail("There must be a “\(character)” here.") }
    position += 1
  }

  private mutating func takes(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    if next == UInt8(ascii: character) {
      position += 1
      return true
    }
    return false
  }

  private mutating func takes(word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
    position += count
    return true
  }

  private mutating func value(level: Int) throws(InterchangeError) -> ForeignValue {
    guard level < Self.mostLevels else {
      throw fail("The text is nested deeper than \(Self.mostLevels) levels.")
    }
    skipSpace()
    guard let byte = next else { throw fail("The text ends in the middle.") }
    switch byte {
    case UInt8(ascii: "{"): return try object(level: level)
    case UInt8(ascii: "["): return try array(level: level)
    case UInt8(ascii: "\""): return .text(try text())
    default: break
    }
    if takes(word: "null") { return .null }
    if takes(word: "true") { return .flag(true) }
    if takes(word: "false") { return .flag(false) }
    return .number(try number())
  }

  private mutating func object(level: Int) throws(InterchangeError) -> ForeignValue {
    position += 1
    var object: [String: ForeignValue] = [:]
    if takes("}") { return .object(object) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fail("There must be a key in quotes here.") }
      let key = try text()
      try take(":")
      let element = try value(level: level + 1)
      guard object.updateValue(element, forKey: key) == nil else {
        throw fail("The key “\(key)” stands twice in an object.")
      }
    } while takes(",")
    try take("}")
    return .object(object)
  }

  private mutating func array(level: Int) throws(InterchangeError) -> ForeignValue {
    position += 1
    var numbers: [Double] = []
    var others: [ForeignValue]?
    if takes("]") { return .numbers([]) }
    repeat {
      let element = try value(level: level + 1)
      if others == nil {
        if case .number(let number) = element {
          numbers.append(number)
          continue
        }
        others = numbers.map { .number($0) }
      }
      others?.append(element)
    } while takes(",")
    try take("]")
    return others.map { .array($0) } ?? .numbers(numbers)
  }

  private mutating func number() throws(InterchangeError) -> Double {
    if takes(word: "NaN") { return .nan }
    if takes(word: "Infinity") { return .infinity }
    if takes(word: "-Infinity") { return -.infinity }
    let start = position
    while let byte = next, isOfNumber(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard start < position, let number = Double(text) else {
      position = start
      throw fail("There must be a value here.")
    }
    return number
  }

  private func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func text() throws(InterchangeError) -> String {
    position += 1
    var found: [UInt8] = []
    while let byte = next {
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard let text = String(validating: found, as: UTF8.self) else {
          throw fail("The text is not UTF-8.")
        }
        return text
      }
      if byte != UInt8(ascii: "\\") {
        found.append(byte)
        continue
      }
      guard let escape = next else { break }
      position += 1
      switch escape {
      case UInt8(ascii: "n"): found.append(10)
      case UInt8(ascii: "t"): found.append(9)
      case UInt8(ascii: "r"): found.append(13)
      case UInt8(ascii: "b"): found.append(8)
      case UInt8(ascii: "f"): found.append(12)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): found.append(escape)
      case UInt8(ascii: "u"): found += Array(String(try escapedScalar()).utf8)
      default: throw fail("There is no such escape in JSON.")
      }
    }
    throw fail("A text does not end.")
  }

  private mutating func escapedScalar() throws(InterchangeError) -> Unicode.Scalar {
    var unit = try hexadecimal()
    if (0xD800..<0xDC00).contains(unit), takes(word: "\\u") {
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw fail("Half a character is escaped.") }
      unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(unit) else { throw fail("Half a character is escaped.") }
    return scalar
  }

  private mutating func hexadecimal() throws(InterchangeError) -> UInt32 {
    guard position + 4 <= bytes.count,
      let number = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else {
      throw fail("Four hexadecimal digits must follow “\\u”.")
    }
    position += 4
    return number
  }
}
