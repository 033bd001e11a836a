/// Turns GB18030 into UTF-8, block by block; a character cut by a block's end is carried over to the next.
///
/// One thread at a time. Source of the forms: GB 18030-2022, section 5: one byte below 0x80; two bytes, the second
/// 0x40–0x7E or 0x80–0xFE; four bytes, the second and fourth 0x30–0x39, the third 0x81–0xFE.
public final class GB18030Converter {
  private let path: String
  private let table: GB18030Table
  private let converter: CharacterConverter
  private var pending: [UInt8] = []
  /// Offset of the first byte that is not yet converted.
  private var offset: Int

  /// - Parameters:
  ///   - path: the file that errors name.
  ///   - startingAt: offset in the file of the first byte that will be handed over.
  public init(path: String, startingAt offset: Int = 0) throws(FileError) {
    guard let table = GB18030Table.shared, let converter = CharacterConverter() else {
      throw FileError(
        path: path, problem: .encodingUnavailable("GB18030"),
        wayOut: "Install the C library's encodings, or convert the file to UTF-8 first.")
    }
    self.path = path
    self.table = table
    self.converter = converter
    self.offset = offset
  }

  /// Room that the result of converting `count` bytes may need.
  public static func capacity(for count: Int) -> Int { 2 * (count + 4) }

  /// Converts all whole characters of the input, and gives the number of UTF-8 bytes written.
  ///
  /// - Parameter output: must hold ``capacity(for:)`` of the input.
  public func convert(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int {
    precondition(
      output.count >= GB18030Converter.capacity(for: input.count), "The output has too little room.")
    guard let source = input.baseAddress, let target = output.baseAddress else { return 0 }
    var taken = 0
    var written = 0
    while !pending.isEmpty && taken < input.count {
      pending.append(input[taken])
      taken += 1
      let step = pending.withUnsafeBytes {
        decode($0.baseAddress.unsafelyUnwrapped, count: $0.count, into: target)
      }
      offset += step.read
      if step.isInvalid { throw invalid }
      if step.read > 0 {
        written = step.written
        pending.removeAll(keepingCapacity: true)
      }
    }
    let step = decode(source + taken, count: input.count - taken, into: target + written)
    offset += step.read
    if step.isInvalid { throw invalid }
    pending.append(contentsOf: input[(taken + step.read)...])
    return written + step.written
  }

  /// Says that the input is at its end; an error where a character is cut.
  public func finish() throws(FileError) {
    if !pending.isEmpty { throw invalid }
  }

  /// Whether all bytes have the forms of GB18030; the last character may be cut.
  public static func looksLikeGB18030(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var position = 0
    while position < bytes.count {
      switch form(of: bytes, at: position) {
      case .whole(let length): position += length
      case .cut: return true
      case .none: return false
      }
    }
    return true
  }
}

extension GB18030Converter {
  private enum Form {
    case whole(Int)
    case cut
    case none
  }

  @inline(__always)
  private static func form(of bytes: UnsafeRawBufferPointer, at position: Int) -> Form {
    let lead = bytes[position]
    if lead < 0x80 { return .whole(1) }
    guard (0x81...0xFE).contains(lead) else { return .none }
    guard position + 1 < bytes.count else { return .cut }
    switch bytes[position + 1] {
    case 0x40...0x7E, 0x80...0xFE: return .whole(2)
    case 0x30...0x39: break
    default: return .none
    }
    guard position + 2 < bytes.count else { return .cut }
    guard (0x81...0xFE).contains(bytes[position + 2]) else { return .none }
    guard position + 3 < bytes.count else { return .cut }
    return (0x30...0x39).contains(bytes[position + 3]) ? .whole(4) : .none
  }

  private var invalid: FileError {
    FileError(
      path: path, problem: .invalidText(encoding: "GB18030", offset: offset),
      wayOut: "Save the file as UTF-8 or GB18030, or fetch it again.")
  }

  /// Converts until the end, a cut character or an invalid one; never reads or writes past what `count` allows.
  private func decode(
    _ source: UnsafeRawPointer, count: Int, into target: UnsafeMutableRawPointer
  ) -> (read: Int, written: Int, isInvalid: Bool) {
    table.characters.withUnsafeBufferPointer { characters in
      let bytes = UnsafeRawBufferPointer(start: source, count: count)
      var read = 0
      var written = 0
      while read < count {
        let run = UTF8Check.asciiRun(source + read, count: count - read)
        (target + written).copyMemory(from: source + read, byteCount: run)
        read += run
        written += run
        while read < count && bytes[read] >= 0x80 {
          guard case .whole(let length) = GB18030Converter.form(of: bytes, at: read) else {
            if case .cut = GB18030Converter.form(of: bytes, at: read) { return (read, written, false) }
            return (read, written, true)
          }
          let character =
            length == 2
            ? characters[GB18030Table.index(lead: bytes[read], trail: bytes[read + 1])]
            : converter.utf8(of: Array(bytes[read..<read + length])) ?? 0
          guard character != 0 else { return (read, written, true) }
          // Four bytes are always stored; those past the character are overwritten by what follows it.
          (target + written).storeBytes(of: character.littleEndian, as: UInt32.self)
          written += 4 - character.leadingZeroBitCount / 8
          read += length
        }
      }
      return (read, written, false)
    }
  }
}
