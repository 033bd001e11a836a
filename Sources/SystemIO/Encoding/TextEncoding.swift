/// How the text of a file is written down.
public enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case gb18030 = "GB18030"

  /// What the first bytes of a file say about its encoding.
  public enum Finding: Equatable, Sendable {
    /// The encoding, and the length of the byte-order mark that is to be passed over.
    case text(TextEncoding, markLength: Int)
    /// Another encoding, known by its byte-order mark, which is not read.
    case foreign(String)
    /// Neither of the encodings; the offset of the first byte that is not UTF-8.
    case unknown(offset: Int)
  }

  /// Tells the encoding from a file's beginning (some hundred kilobytes do), whose last character may be cut.
  ///
  /// A byte-order mark decides; else what is valid UTF-8 is taken for it, and what is valid GB18030 for that.
  public static func detect(_ beginning: UnsafeRawBufferPointer) -> Finding {
    if beginning.starts(with: [0xEF, 0xBB, 0xBF]) { return .text(.utf8, markLength: 3) }
    // The encoded U+FEFF of GB18030.
    if beginning.starts(with: [0x84, 0x31, 0x95, 0x33]) { return .text(.gb18030, markLength: 4) }
    let marksOfUTF16: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF]]
    if marksOfUTF16.contains(where: { beginning.starts(with: $0) }) { return .foreign("UTF-16") }
    let prefix = UTF8Check.validPrefix(of: beginning)
    if prefix.count == beginning.count || prefix.isTruncated { return .text(.utf8, markLength: 0) }
    let couldBe = GB18030Converter.looksLikeGB18030(beginning)
    return couldBe ? .text(.gb18030, markLength: 0) : .unknown(offset: prefix.count)
  }
}
