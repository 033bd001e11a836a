import Parallel
import SystemIO

/// The different texts of a column, with a code from 1 for each in the order in which they were met; 0 is missing.
///
/// Looking up is done by many threads while nobody adds; texts that are not there yet are added between waves, in
/// the files' order, so codes do not depend on the number of threads.
public struct TextDictionary: Sendable {
  /// Stands for a text that has no code yet.
  public static let unknown = UInt32.max

  public private(set) var levels: [String] = []
  private var codeOfLevel: [String: UInt32] = [:]
  /// Raw bytes of cells (as they stand in a file) that were met, by open addressing.
  private var entries = [Entry](repeating: .free, count: 64)
  private var rawBytes: [UInt8] = []
  private var rawCount = 0

  private struct Entry {
    /// Never 0 where a cell stands.
    var hash: UInt64
    /// The first eight bytes, all there is to compare of most cells.
    var word: UInt64
    var code: UInt32
    var length: UInt32
    /// Where the bytes begin in `rawBytes`.
    var start: Int

    static let free = Entry(hash: 0, word: 0, code: 0, length: 0, start: 0)
  }

  public init() {}

  /// The code of a cell's bytes as they stand in the source; nil where these bytes were not met before.
  @inline(__always)
  public func code(_ cell: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard let base = cell.baseAddress, !cell.isEmpty else { return 0 }
    let hash = ByteWords.hash(base, count: cell.count) | 1
    let word = ByteWords.word(base, cell.count)
    return entries.withUnsafeBufferPointer { entries in
      let mask = entries.count - 1
      var position = Int(truncatingIfNeeded: hash >> 8) & mask
      while entries[position].hash != 0 {
        let entry = entries[position]
        if entry.hash == hash, entry.word == word, Int(entry.length) == cell.count,
          cell.count <= 8 || isEqual(entry, base)
        {
          return entry.code
        }
        position = (position + 1) & mask
      }
      return nil
    }
  }

  /// The code of a cell, which gets one where it is new; nil where its bytes are not in the encoding.
  ///
  /// - Parameter number: the texts for missing values, and the encoding.
  public mutating func add(_ cell: UnsafeBufferPointer<UInt8>, number: NumberCell) -> UInt32? {
    add(cell, as: TextCell.clean(cell, encoding: number.encoding), number: number)
  }

  /// The same where it is known what text the bytes are; nil: none.
  mutating func add(
    _ cell: UnsafeBufferPointer<UInt8>, as text: @autoclosure () -> String?, number: NumberCell
  ) -> UInt32? {
    if let code = code(cell) { return code }
    guard let text = text() else { return nil }
    let code: UInt32
    if number.missingTexts.contains(text.lowercased()) {
      code = 0
    } else if let known = codeOfLevel[text] {
      code = known
    } else {
      levels.append(text)
      code = UInt32(levels.count)
      codeOfLevel[text] = code
    }
    remember(cell, code: code)
    return code
  }

  private func isEqual(_ entry: Entry, _ cell: UnsafePointer<UInt8>) -> Bool {
    rawBytes.withUnsafeBufferPointer { raw in
      raw.baseAddress.map { ByteWords.areEqual($0 + entry.start, cell, count: Int(entry.length)) } ?? false
    }
  }

  private mutating func remember(_ cell: UnsafeBufferPointer<UInt8>, code: UInt32) {
    guard let base = cell.baseAddress else { return }
    if 2 * (rawCount + 1) > entries.count { grow() }
    let entry = Entry(
      hash: ByteWords.hash(base, count: cell.count) | 1, word: ByteWords.word(base, cell.count), code: code,
      length: UInt32(cell.count), start: rawBytes.count)
    entries[freePosition(entry.hash)] = entry
    rawBytes += cell
    rawCount += 1
  }

  private func freePosition(_ hash: UInt64) -> Int {
    let mask = entries.count - 1
    var position = Int(truncatingIfNeeded: hash >> 8) & mask
    while entries[position].hash != 0 { position = (position + 1) & mask }
    return position
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: .free, count: 2 * old.count)
    for entry in old where entry.hash != 0 { entries[freePosition(entry.hash)] = entry }
  }
}
