/// The texts that cells of a workbook share, in one piece of memory.
struct SharedTexts {
  /// More texts, or bytes of them, take more memory than a sheet of a million rows has use for.
  private static let most = (texts: 1 << 24, bytes: 1 << 28)

  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []

  /// No texts.
  init() {}

  /// Reads the texts of `si` elements; formatted runs of one text are put together, and readings of characters left out.
  init(_ part: ZipPart) throws(WorkbookDamage) {
    var (text, isText, isReading) = ("", false, false)
    var scanner = XMLScanner(part)
    while let piece = try scanner.next() {
      switch piece {
      case .start("si"): text = ""
      case .end("si"):
        bytes += XMLText.unescaped(text).utf8
        ends.append(UInt32(truncatingIfNeeded: bytes.count))
        guard ends.count <= Self.most.texts, bytes.count <= Self.most.bytes else {
          throw WorkbookDamage("its texts take more than \(Self.most.bytes >> 20) MB")
        }
      case .start("rPh"): isReading = true
      case .end("rPh"): isReading = false
      case .start("t"): isText = true
      case .end("t"): isText = false
      case .text(let part) where isText && !isReading:
        text += part
        guard text.utf8.count <= Self.most.bytes else { throw WorkbookDamage("one of its texts never ends") }
      default: break
      }
    }
  }

  /// The text of a number; nil where there is none.
  subscript(index: Int) -> String? {
    guard ends.indices.contains(index) else { return nil }
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
  }
}
