import Numerics
import SystemIO

/// The different texts of a column, with a code from 1 for each in the order in which they were met; 0 is missing.
///
/// Looking up is done by many threads while nobody adds; texts that are not there yet are added between waves, in
/// the files' order, so codes do not depend on the number of threads.
struct TextDictionary: Sendable {
  private(set) var levels: [String] = []
  private var codeOfLevel: [String: UInt32] = [:]
  /// Raw bytes of cells (as they stand in a file) that were met, by open addressing.
  private var rawHashes: [UInt64] = Array(repeating: 0, count: 64)
  private var rawCodes: [UInt32] = Array(repeating: 0, count: 64)
  private var rawStarts: [UInt32] = Array(repeating: 0, count: 64)
  private var rawLengths: [UInt32] = Array(repeating: 0, count: 64)
  private var rawBytes: [UInt8] = []
  private var rawCount = 0

  /// The code of a cell's bytes; nil where these bytes were not met before.
  func code(_ cell: UnsafeBufferPointer<UInt8>) -> UInt32? {
    if cell.isEmpty { return 0 }
    let hash = RowHead.hash(cell) | 1
    let mask = rawHashes.count - 1
    return rawHashes.withUnsafeBufferPointer { hashes in
      var position = Int(truncatingIfNeeded: hash >> 8) & mask
      while hashes[position] != 0 {
        if hashes[position] == hash, isEqual(position, cell) { return rawCodes[position] }
        position = (position + 1) & mask
      }
      return nil
    }
  }

  /// The code of a cell, which gets one where it is new; nil where its bytes are not in the encoding.
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>, number: NumberCell) -> UInt32? {
    if let code = code(cell) { return code }
    guard let text = TextCell.clean(cell, encoding: number.encoding) else { return nil }
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

  private func isEqual(_ position: Int, _ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let (start, length) = (Int(rawStarts[position]), Int(rawLengths[position]))
    return length == cell.count && rawBytes[start..<start + length].elementsEqual(cell)
  }

  private mutating func remember(_ cell: UnsafeBufferPointer<UInt8>, code: UInt32) {
    if 2 * (rawCount + 1) > rawHashes.count { grow() }
    let hash = RowHead.hash(cell) | 1
    let position = freePosition(hash)
    rawHashes[position] = hash
    rawCodes[position] = code
    rawStarts[position] = UInt32(rawBytes.count)
    rawLengths[position] = UInt32(cell.count)
    rawBytes += cell
    rawCount += 1
  }

  private func freePosition(_ hash: UInt64) -> Int {
    let mask = rawHashes.count - 1
    var position = Int(truncatingIfNeeded: hash >> 8) & mask
    while rawHashes[position] != 0 { position = (position + 1) & mask }
    return position
  }

  private mutating func grow() {
    let old = (rawHashes, rawCodes, rawStarts, rawLengths)
    let size = rawHashes.count * 2
    rawHashes = Array(repeating: 0, count: size)
    rawCodes = Array(repeating: 0, count: size)
    rawStarts = Array(repeating: 0, count: size)
    rawLengths = Array(repeating: 0, count: size)
    for index in old.0.indices where old.0[index] != 0 {
      let position = freePosition(old.0[index])
      rawHashes[position] = old.0[index]
      rawCodes[position] = old.1[index]
      rawStarts[position] = old.2[index]
      rawLengths[position] = old.3[index]
    }
  }
}
