/// Brings characters that look alike to one form before numbers and dates are read.
enum PlainForm {
  /// Gives UTF-8 with full-width forms, kinds of blanks, minus signs and apostrophes made plain ASCII; ASCII is passed on
  /// as it stands.
  static func withBytes<Result>(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if text.allSatisfy({ $0 < 0x80 }) { return body(text) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { plain in
      var (read, written) = (0, 0)
      while read < text.count {
        let known = plainByte(text, at: read)
        plain[written] = known?.byte ?? text[read]
        read += known?.length ?? 1
        written += 1
      }
      return body(UnsafeBufferPointer(rebasing: plain[..<written]))
    }
  }

  /// The ASCII character that the one at `start` looks like, and how many bytes that one has; nil: none.
  private static func plainByte(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (byte: UInt8, length: Int)? {
    let left = text.count - start
    switch (text[start], left > 1 ? text[start + 1] : 0, left > 2 ? text[start + 2] : 0) {
    // U+00A0, a blank.
    case (0xC2, 0xA0, _): return (0x20, 2)
    // U+02BC, an apostrophe.
    case (0xCA, 0xBC, _): return (0x27, 2)
    // U+2007, U+2009 and U+202F, blanks.
    case (0xE2, 0x80, 0x87), (0xE2, 0x80, 0x89), (0xE2, 0x80, 0xAF): return (0x20, 3)
    // U+2019, an apostrophe.
    case (0xE2, 0x80, 0x99): return (0x27, 3)
    // U+2212 and U+FE63, minus signs.
    case (0xE2, 0x88, 0x92), (0xEF, 0xB9, 0xA3): return (0x2D, 3)
    // U+3000, a blank, and U+3002, the full stop of Chinese.
    case (0xE3, 0x80, 0x80): return (0x20, 3)
    case (0xE3, 0x80, 0x82): return (0x2E, 3)
    // U+FF01 to U+FF5E: the full-width forms of ASCII, in the same order.
    case (0xEF, 0xBC, let third) where third >= 0x81: return (third - 0x81 + 0x21, 3)
    case (0xEF, 0xBD, let third) where (0x80...0x9E).contains(third): return (third - 0x80 + 0x60, 3)
    default: return nil
    }
  }
}
