/// Reads XML piece by piece, as much of it as the parts of a workbook have: elements, attributes, text, references of
/// characters, CDATA. Comments, declarations and instructions are passed over.
///
/// Entities of one's own are refused, so nothing can grow beyond the bytes that are there. Names lose their prefix:
/// some programs write `x:row` for `row`. Memory is a window of the part; a tag or comment that is longer is refused, and
/// a longer text comes in several pieces.
struct XMLScanner {
  enum Piece: Equatable {
    case start(String)
    case end(String)
    case text(String)
  }

  /// Bytes that a tag, or a text with references, may have: far more than a cell, which holds 32,767 characters.
  private static let longestPiece = 1 << 20

  private let part: ZipPart
  /// The window, and how far it has been read.
  private var bytes: [UInt8] = []
  private var position = 0
  private var isWhole = false
  /// Of the element that began last: few, so that a walk over them is quicker than a table.
  private var found: [(name: String, value: String)] = []
  /// Of an element without content, whose end is still to be told.
  private var pendingEnd: String?

  init(_ part: ZipPart) { self.part = part }

  /// An attribute of the element that began last.
  func attribute(_ name: String) -> String? { found.first { $0.name == name }?.value }

  /// Keeps as many bytes in the window as a piece may have.
  private mutating func refill() throws(WorkbookDamage) {
    guard !isWhole, bytes.count - position < Self.longestPiece else { return }
    bytes.removeSubrange(..<position)
    position = 0
    while bytes.count < 2 * Self.longestPiece {
      guard let more = try part.next() else {
        isWhole = true
        return
      }
      bytes += more
    }
  }

  /// The next piece; nil at the end.
  mutating func next() throws(WorkbookDamage) -> Piece? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while true {
      try refill()
      guard position < bytes.count else { return nil }
      guard bytes[position] == UInt8(ascii: "<") else {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        defer { position = end }
        return .text(try Self.resolved(bytes[position..<end]))
      }
      if starts("<!--") {
        try skip(past: "-->")
      } else if starts("<![CDATA[") {
        position += 9
        let start = position
        try skip(past: "]]>")
        return .text(String(decoding: bytes[start..<(position - 3)], as: UTF8.self))
      } else if starts("<?") {
        try skip(past: "?>")
      } else if starts("<!") {
        throw WorkbookDamage("its XML declares a type of document")
      } else {
        return try tag()
      }
    }
  }

  private mutating func tag() throws(WorkbookDamage) -> Piece {
    position += 1
    let isEnd = position < bytes.count && bytes[position] == UInt8(ascii: "/")
    if isEnd { position += 1 }
    let name = try word()
    guard !name.isEmpty else { throw Self.broken }
    found.removeAll(keepingCapacity: true)
    while true {
      skipBlanks()
      guard position < bytes.count else { throw Self.broken }
      switch bytes[position] {
      case UInt8(ascii: ">"):
        position += 1
        return isEnd ? .end(name) : .start(name)
      case UInt8(ascii: "/"):
        position += 1
        guard position < bytes.count, bytes[position] == UInt8(ascii: ">"), !isEnd else { throw Self.broken }
        position += 1
        pendingEnd = name
        return .start(name)
      default: try readAttribute()
      }
    }
  }

  private mutating func readAttribute() throws(WorkbookDamage) {
    let name = try word()
    skipBlanks()
    guard !name.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
      throw Self.broken
    }
    position += 1
    skipBlanks()
    guard position < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[position]),
      let end = bytes[(position + 1)...].firstIndex(of: bytes[position])
    else { throw Self.broken }
    found.append((name, try Self.resolved(bytes[(position + 1)..<end])))
    position = end + 1
  }

  /// A name without its prefix.
  private mutating func word() throws(WorkbookDamage) -> String {
    let start = position
    while position < bytes.count, !Self.endsName(bytes[position]) { position += 1 }
    let name = bytes[start..<position]
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    return String(decoding: local, as: UTF8.self)
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20
      || [UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "<")].contains(byte)
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  private func starts(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[position...].starts(with: $0) }
  }

  private mutating func skip(past end: String) throws(WorkbookDamage) {
    let end = Array(end.utf8)
    while position + end.count <= bytes.count {
      if bytes[position...].starts(with: end) {
        position += end.count
        return
      }
      position += 1
    }
    throw Self.broken
  }

  private static let broken = WorkbookDamage("its XML is broken off")
  private static let named: [String: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

  /// A text with its references resolved, such as `&amp;` or `&#13;`.
  private static func resolved(_ raw: ArraySlice<UInt8>) throws(WorkbookDamage) -> String {
    guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
    var text = ""
    var rest = raw
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += String(decoding: rest[..<start], as: UTF8.self)
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: ";")) else { throw broken }
      let name = String(decoding: rest[(start + 1)..<end], as: UTF8.self)
      let number =
        name.hasPrefix("#x")
        ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
      if let plain = named[name] {
        text += plain
      } else if let number, let scalar = Unicode.Scalar(number) {
        text.unicodeScalars.append(scalar)
      } else {
        throw WorkbookDamage("its XML refers to “\(name.prefix(20))”, which is not known")
      }
      rest = rest[(end + 1)...]
    }
    return text + String(decoding: rest, as: UTF8.self)
  }
}
