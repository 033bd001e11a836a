import Glibc

/// The two-byte characters of GB18030 as UTF-8, asked of iconv(3) once.
///
/// They are nearly all of a Chinese text; a table makes them several times as fast as a call for each run.
struct GB18030Table: Sendable {
  /// The UTF-8 bytes of each character, the first in the lowest eight bits; 0 where there is none.
  let characters: [UInt32]

  /// Index of a character in the table.
  @inline(__always)
  static func index(lead: UInt8, trail: UInt8) -> Int { (Int(lead) - 0x81) * 191 + Int(trail) - 0x40 }

  /// Nil where the system lacks the encoding.
  static let shared: GB18030Table? = {
    guard let converter = CharacterConverter() else { return nil }
    var characters = [UInt32](repeating: 0, count: (0xFE - 0x81 + 1) * 191)
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F {
        characters[index(lead: lead, trail: trail)] = converter.utf8(of: [lead, trail]) ?? 0
      }
    }
    return GB18030Table(characters: characters)
  }()
}

/// iconv(3) for one character at a time.
final class CharacterConverter {
  private let handle: iconv_t

  init?() {
    guard let handle = iconv_open("UTF-8", "GB18030"), handle != iconv_t(bitPattern: -1) else { return nil }
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// The UTF-8 bytes of one GB18030 character, the first in the lowest eight bits; nil where there is none.
  func utf8(of character: [UInt8]) -> UInt32? {
    var source = character.map { CChar(bitPattern: $0) }
    var result: [CChar] = [0, 0, 0, 0]
    var sourceLeft = source.count
    var resultLeft = result.count
    let code = source.withUnsafeMutableBufferPointer { source in
      result.withUnsafeMutableBufferPointer { result in
        var sourceBase = source.baseAddress
        var resultBase = result.baseAddress
        return iconv(handle, &sourceBase, &sourceLeft, &resultBase, &resultLeft)
      }
    }
    guard code == 0, sourceLeft == 0, resultLeft < 4 else {
      iconv(handle, nil, nil, nil, nil)
      return nil
    }
    return result.reversed().reduce(0) { $0 << 8 | UInt32(UInt8(bitPattern: $1)) }
  }
}
