import Parallel

/// Counts cells of the same bytes together, as far as a small memory goes.
///
/// Most columns hold few different texts. A cell that finds its slot taken by another one takes it over, and the other one
/// is given back with its count, so every cell is given back once, in one entry or in several.
struct CellTally {
  /// Cells of the same bytes.
  struct Entry {
    var cell: Range<Int>
    var times: Int
  }

  private var slots = [Entry](repeating: Entry(cell: 0..<0, times: 0), count: slotCount)
  private static let slotCount = 256

  /// Counts a cell that is not empty; gives back the one that it takes the slot of.
  @inline(__always)
  mutating func add(_ cell: Range<Int>, of text: SharedBuffer<UInt8>) -> Entry? {
    let hash = ByteWords.hash(text.base + cell.lowerBound, count: cell.count)
    let slot = Int(truncatingIfNeeded: hash >> 8) & (CellTally.slotCount - 1)
    let known = slots[slot]
    if known.cell.count == cell.count,
      ByteWords.areEqual(text.base + cell.lowerBound, text.base + known.cell.lowerBound, count: cell.count)
    {
      slots[slot].times += 1
      return nil
    }
    slots[slot] = Entry(cell: cell, times: 1)
    return known.times > 0 ? known : nil
  }

  /// Cells that were not given back yet.
  var remaining: some Sequence<Entry> { slots.lazy.filter { $0.times > 0 } }
}
