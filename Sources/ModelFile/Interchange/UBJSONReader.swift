/// Reads UBJSON (ubjson.org, draft 12), the binary JSON that XGBoost writes.
struct UBJSONReader {
  private let bytes: [UInt8]
  private var position = 0
  /// Values that may still be read: no more than the file has bytes, although a container may announce values that take none.
  private var valuesLeft: Int

  private static let mostLevels = 64

  static func read(_ bytes: [UInt8]) throws(InterchangeError) -> LocatedValue {
    var reader = UBJSONReader(bytes: bytes)
    let marker = try reader.marker()
    let value = try reader.value(marker, level: 0)
    guard reader.position == bytes.count else { throw reader.fail("Something follows the end.") }
    return LocatedValue(value: value, place: "")
  }

  private init(bytes: [UInt8]) { (self.bytes, valuesLeft) = (bytes, bytes.count) }

  private func fail(_ problem: String) -> InterchangeError {
    InterchangeError(
      place: "byte \(position)", problem: "\(problem) Is the file whole? Save the model again.")
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The next marker; no-ops are passed over.
  private mutating func marker() throws(InterchangeError) -> UInt8 {
    while next == UInt8(ascii: "N") { position += 1 }
    guard let byte = next else { throw fail("The file ends in the middle.") }
    position += 1
    return byte
  }

  /// A big-endian whole number.
  private mutating func bits(_ byteCount: Int) throws(InterchangeError) -> UInt64 {
    guard byteCount <= bytes.count - position else { throw fail("The file ends in the middle.") }
    var bits: UInt64 = 0
    for _ in 0..<byteCount {
      bits = bits << 8 | UInt64(bytes[position])
      position += 1
    }
    return bits
  }

  /// Bytes of a number by its marker; nil for what is no number.
  private static func width(_ marker: UInt8) -> Int? {
    switch marker {
    case UInt8(ascii: "i"), UInt8(ascii: "U"): 1
    case UInt8(ascii: "I"): 2
    case UInt8(ascii: "l"), UInt8(ascii: "d"): 4
    case UInt8(ascii: "L"), UInt8(ascii: "D"): 8
    default: nil
    }
  }

  private mutating func number(_ marker: UInt8) throws(InterchangeError) -> Double {
    switch marker {
    case UInt8(ascii: "i"): Double(Int8(truncatingIfNeeded: try bits(1)))
    case UInt8(ascii: "U"): Double(try bits(1))
    case UInt8(ascii: "I"): Double(Int16(truncatingIfNeeded: try bits(2)))
    case UInt8(ascii: "l"): Double(Int32(truncatingIfNeeded: try bits(4)))
    case UInt8(ascii: "L"): Double(Int64(bitPattern: try bits(8)))
    case UInt8(ascii: "d"): Double(Float(bitPattern: UInt32(truncatingIfNeeded: try bits(4))))
    case UInt8(ascii: "D"): Double(bitPattern: try bits(8))
    default: throw fail("The byte \(marker) begins no number.")
    }
  }

  /// A count of bytes or elements, of which so many can still follow.
  private mutating func count(mostBytes: Int) throws(InterchangeError) -> Int {
    let number = try number(marker())
    guard let count = Int(exactly: number), count >= 0, count <= mostBytes else {
      throw fail("A length of \(number) is not possible in a file of \(bytes.count) bytes.")
    }
    return count
  }

  private mutating func text() throws(InterchangeError) -> String {
    let count = try count(mostBytes: bytes.count - position)
    guard count <= bytes.count - position else { throw fail("The file ends in the middle of a text.") }
    guard let text = String(validating: bytes[position..<position + count], as: UTF8.self) else {
      throw fail("A text is not UTF-8.")
    }
    position += count
    return text
  }

  private mutating func value(_ marker: UInt8, level: Int) throws(InterchangeError) -> ForeignValue {
    guard level < Self.mostLevels else {
      throw fail("The file is nested deeper than \(Self.mostLevels) levels.")
    }
    valuesLeft -= 1
    guard valuesLeft >= 0 else { throw fail("The file announces more values than it has bytes.") }
    switch marker {
    case UInt8(ascii: "Z"): return .null
    case UInt8(ascii: "T"): return .flag(true)
    case UInt8(ascii: "F"): return .flag(false)
    case UInt8(ascii: "S"): return .text(try text())
    case UInt8(ascii: "C"):
      return .text(String(decoding: [UInt8(truncatingIfNeeded: try bits(1))], as: UTF8.self))
    case UInt8(ascii: "["): return try array(level: level)
    case UInt8(ascii: "{"): return try object(level: level)
    default: return .number(try number(marker))
    }
  }

  /// What may stand before the elements of a container: their common type and their number.
  private mutating func head() throws(InterchangeError) -> (type: UInt8?, count: Int?) {
    var type: UInt8?
    if next == UInt8(ascii: "$") {
      position += 1
      type = try marker()
      guard next == UInt8(ascii: "#") else { throw fail("A type must be followed by a count.") }
    }
    guard next == UInt8(ascii: "#") else { return (nil, nil) }
    position += 1
    // An element has at least a byte, but for those that are their own marker.
    return (type, try count(mostBytes: bytes.count - position))
  }

  private mutating func array(level: Int) throws(InterchangeError) -> ForeignValue {
    let head = try head()
    if let type = head.type, let count = head.count, let width = Self.width(type) {
      guard count <= (bytes.count - position) / width else {
        throw fail("The file ends in the middle of an array.")
      }
      var numbers: [Double] = []
      numbers.reserveCapacity(count)
      for _ in 0..<count { numbers.append(try number(type)) }
      return .numbers(numbers)
    }
    var elements: [ForeignValue] = []
    while true {
      if let count = head.count {
        if elements.count == count { break }
      } else if next == UInt8(ascii: "]") {
        position += 1
        break
      }
      let marker = if let type = head.type { type } else { try self.marker() }
      elements.append(try value(marker, level: level + 1))
    }
    return elements.isEmpty ? .numbers([]) : .array(elements)
  }

  private mutating func object(level: Int) throws(InterchangeError) -> ForeignValue {
    let head = try head()
    var object: [String: ForeignValue] = [:]
    var found = 0
    while true {
      if let count = head.count {
        if found == count { break }
      } else if next == UInt8(ascii: "}") {
        position += 1
        break
      }
      let key = try text()
      let marker = if let type = head.type { type } else { try self.marker() }
      guard object.updateValue(try value(marker, level: level + 1), forKey: key) == nil else {
        throw fail("The key “\(key)” stands twice in an object.")
      }
      found += 1
    }
    return .object(object)
  }
}
