/// A JSON object that grows as bytes, for lists of a million customers.
struct JSONObjectBytes {
  private var bytes: [UInt8]
  private var isFirst = true

  /// Opens an object after the bytes given.
  init(bytes: [UInt8]) {
    self.bytes = bytes
    self.bytes.append(UInt8(ascii: "{"))
  }

  /// The bytes with the object's end.
  consuming func closed() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  mutating func add(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    begin(key)
    append(text)
  }

  /// Adds a number; one that is not finite, which JSON does not know, is left out.
  mutating func add(_ key: StaticString, _ value: Double?) {
    guard let value, value.isFinite else { return }
    begin(key)
    append(value)
  }

  /// Adds numbers; `null` stands for one that is missing.
  mutating func add(_ key: StaticString, numbers: [Double?]) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, number) in numbers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let number, number.isFinite { append(number) } else { bytes += Array("null".utf8) }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func add(_ key: StaticString, _ flag: Bool?) {
    guard let flag else { return }
    begin(key)
    bytes += Array((flag ? "true" : "false").utf8)
  }

  mutating func add(_ key: StaticString, texts: [String]) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(text)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func add<Value>(
    _ key: StaticString, _ value: Value?, _ fill: (inout JSONObjectBytes, Value) -> Void
  ) {
    guard let value else { return }
    begin(key)
    nest(value, fill)
  }

  mutating func add<Value>(
    _ key: StaticString, _ values: [Value], _ fill: (inout JSONObjectBytes, Value) -> Void
  ) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      nest(value, fill)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func nest<Value>(_ value: Value, _ fill: (inout JSONObjectBytes, Value) -> Void) {
    var inner = JSONObjectBytes(bytes: [])
    fill(&inner, value)
    bytes += inner.closed()
  }

  private mutating func begin(_ key: StaticString) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    bytes.append(UInt8(ascii: "\""))
    bytes += UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func append(_ value: Double) {
    let isWhole = value == value.rounded() && value.magnitude < 1e15
    bytes += Array((isWhole ? "\(Int(value))" : "\(value)").utf8)
  }

  private mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        bytes += Array("\\u00".utf8)
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
