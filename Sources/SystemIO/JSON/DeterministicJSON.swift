import Calendar
import Foundation

/// JSON whose bytes depend on the value alone: keys sorted, slashes plain, numbers in the shortest form that
/// reads back as the same number; infinities and NaN as the texts `Infinity`, `-Infinity` and `NaN`.
public enum DeterministicJSON {
  /// UTF-8 bytes of the value, ending with a newline; indented, with lists of plain values on one
  /// line, where a person may want to read it.
  ///
  /// - Parameter language: of the remarks in it.
  public static func encode(
    _ value: some Encodable, indented: Bool = true, language: Language = .english
  ) throws -> [UInt8] {
    let encoder = JSONEncoder()
    if let key = Remark.languageKey { encoder.userInfo[key] = language }
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if indented { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let bytes = Array(try encoder.encode(value))
    return (indented ? JSONLayout.withPlainArraysOnOneLine(bytes) : bytes) + [UInt8(ascii: "\n")]
  }

  /// Reads what ``encode(_:indented:language:)`` writes.
  ///
  /// - Throws: `DecodingError`. The caller limits how deep the text is nested; see ``nestingDepth(of:)``.
  public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try decoder.decode(type, from: Data(bytes))
  }

  /// How many values and keys a text holds, or somewhat more; for refusing what would exhaust a decoder's memory.
  public static func valueCount(of bytes: some Sequence<UInt8>) -> Int {
    var count = 1
    forEachStructure(of: bytes) { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "{"): count += 1
      default: break
      }
    }
    return count
  }

  /// How deep objects and arrays lie in each other; for refusing what would exhaust a decoder's stack.
  public static func nestingDepth(of bytes: some Sequence<UInt8>) -> Int {
    var depth = 0
    var deepest = 0
    forEachStructure(of: bytes) { byte in
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    return deepest
  }

  /// Calls `body` with each byte that stands outside of texts.
  private static func forEachStructure(of bytes: some Sequence<UInt8>, _ body: (UInt8) -> Void) {
    // Models are read at each run: the loop is over plain memory, as that of a sequence goes through witnesses.
    let scan = { (bytes: UnsafeBufferPointer<UInt8>) in
      var scan = TextScan()
      for byte in bytes where scan.step(byte) { body(byte) }
    }
    if bytes.withContiguousStorageIfAvailable(scan) == nil { Array(bytes).withUnsafeBufferPointer(scan) }
  }
}
