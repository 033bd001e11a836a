import CArrow

extension ArrowType {
  /// The type that a format string of the interface stands for, a dictionary not among them.
  init(format: String) {
    if let type = ArrowType.plain[format] {
      self = type
    } else if format.hasPrefix("d:") {
      self = ArrowType.decimal(format)
    } else if format.hasPrefix("ts") {
      self = ArrowType.timestamp(format)
    } else {
      self = .unreadable(ArrowType.words(format))
    }
  }

  private static let plain: [String: ArrowType] = [
    "n": .null, "b": .bool,
    "c": .integer(bytes: 1, isSigned: true), "C": .integer(bytes: 1, isSigned: false),
    "s": .integer(bytes: 2, isSigned: true), "S": .integer(bytes: 2, isSigned: false),
    "i": .integer(bytes: 4, isSigned: true), "I": .integer(bytes: 4, isSigned: false),
    "l": .integer(bytes: 8, isSigned: true), "L": .integer(bytes: 8, isSigned: false),
    "e": .float(bytes: 2), "f": .float(bytes: 4), "g": .float(bytes: 8),
    "u": .text(.short), "U": .text(.large), "vu": .text(.view),
    "tdD": .day, "tdm": .dayInMilliseconds,
  ]

  /// `d:19,2` and `d:19,2,64`.
  private static func decimal(_ format: String) -> ArrowType {
    let parts = format.dropFirst(2).split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2 || parts.count == 3, let scale = parts[1], abs(scale) <= 76 else {
      return .unreadable("a type that is not known, “\(format)”")
    }
    switch parts.count == 3 ? parts[2] : 128 {
    case 32: return .decimal(bytes: 4, scale: scale)
    case 64: return .decimal(bytes: 8, scale: scale)
    case 128: return .decimal(bytes: 16, scale: scale)
    default: return .unreadable("decimals of more than 38 digits")
    }
  }

  /// `tsu:` and `tsu:Asia/Shanghai`.
  private static func timestamp(_ format: String) -> ArrowType {
    let units: [Character: TimeUnit] = [
      "s": .seconds, "m": .milliseconds, "u": .microseconds, "n": .nanoseconds,
    ]
    let rest = format.dropFirst(2)
    guard let unit = rest.first.flatMap({ units[$0] }), rest.dropFirst().first == ":" else {
      return .unreadable("a type that is not known, “\(format)”")
    }
    // The day of an instant depends on the zone, and the bank's own need not be the one that is named.
    return rest.count == 2
      ? .timestamp(unit)
      : .unreadable("instants in the time zone “\(rest.dropFirst(2))”, whose day depends on the zone")
  }

  private static func words(_ format: String) -> String {
    switch format {
    case "z", "Z", "vz": "bytes"
    case _ where format.hasPrefix("w:"): "bytes"
    case _ where format.hasPrefix("+l") || format.hasPrefix("+L") || format.hasPrefix("+w"): "lists"
    case _ where format.hasPrefix("+v"): "lists"
    case "+s": "records within records"
    case "+m": "maps"
    case _ where format.hasPrefix("tt"): "times of day"
    case _ where format.hasPrefix("tD") || format.hasPrefix("ti"): "lengths of time"
    default: "a type that is not known, “\(format)”"
    }
  }
}

extension ArrowField {
  /// The columns of a table, from its schema.
  ///
  /// - Throws: ``ArrowError`` where the schema is none of a table, or lies.
  static func fields(of schema: UnsafePointer<ArrowSchema>) throws(ArrowError) -> [ArrowField] {
    guard schema.pointee.release != nil else { throw ArrowError("the schema was released already.") }
    guard let format = schema.pointee.format, String(cString: format) == "+s" else {
      throw ArrowError("what is handed over is no table of columns.")
    }
    let count = schema.pointee.n_children
    guard (0...100_000).contains(count), count == 0 || schema.pointee.children != nil else {
      throw ArrowError("the schema names \(count) columns and has none, or too many.")
    }
    var fields: [ArrowField] = []
    for index in 0..<Int(count) {
      guard let child = schema.pointee.children[index] else {
        throw ArrowError("the schema lacks its column \(index + 1).")
      }
      fields.append(try ArrowField(child.pointee, number: index + 1))
    }
    return fields
  }

  private init(_ schema: ArrowSchema, number: Int) throws(ArrowError) {
    guard let format = schema.format else { throw ArrowError("the column \(number) has no type.") }
    let name = schema.name.map { String(cString: $0) } ?? ""
    let type = ArrowType(format: String(cString: format))
    guard let dictionary = schema.dictionary else {
      self.init(name: name, type: type)
      return
    }
    guard case .integer(let bytes, let isSigned) = type, let valueFormat = dictionary.pointee.format,
      dictionary.pointee.dictionary == nil
    else {
      throw ArrowError(column: name, "the column's dictionary has no numbers or no values.")
    }
    let values = ArrowType(format: String(cString: valueFormat))
    if case .unreadable = values {
      self.init(name: name, type: values)
    } else {
      self.init(name: name, type: .dictionary(bytes: bytes, isSigned: isSigned, values: values))
    }
  }
}
