import Parallel
import Tabular

/// For each row of a file, in the file's order: its customer and its month; six bytes a row.
///
/// The first pass writes it, so that the second need not look keys up again.
struct RowLedger {
  /// The customer of a row that belongs to nobody or is not kept.
  static let nobody = UInt32.max

  /// The rows of one wave.
  final class Wave: Sendable {
    /// A customer's shard in the upper four bits, the number within it below, or ``RowLedger/nobody``.
    private let customers: AlignedArray<UInt32>
    /// Numbers of the months among ``MonthSlots``.
    private let slots: AlignedArray<UInt16>

    fileprivate let firstRow: Int

    init(_ batches: [any ColumnBatch]) {
      let rowCount = batches.reduce(0) { $0 + $1.rowCount }
      customers = AlignedArray(count: rowCount, repeating: RowLedger.nobody)
      slots = AlignedArray(count: rowCount)
      firstRow = batches.first?.firstRow ?? 0
    }

    var rowCount: Int { customers.count }

    /// Whether any row is of a kind.
    fileprivate func hasAny(where isWanted: (_ shard: Int, _ customer: Int, _ slot: Int) -> Bool) -> Bool {
      let part = Part(customers: customers.view, slots: slots.view)
      return (0..<rowCount).contains { row in
        part.entry(row).map { isWanted($0.shard, $0.customer, $0.slot) } ?? false
      }
    }

    /// The rows of one of the wave's batches; the wave must outlive it.
    func part(of batch: any ColumnBatch) -> Part {
      let start = batch.firstRow - firstRow
      let rows = start..<start + batch.rowCount
      return Part(customers: customers.view[rows], slots: slots.view[rows])
    }
  }

  /// Rows that one thread works on.
  struct Part: Sendable {
    fileprivate let customers: SharedBuffer<UInt32>
    fileprivate let slots: SharedBuffer<UInt16>

    private static let numberBits: UInt32 = 28
    private static let numberMask: UInt32 = 1 << numberBits - 1

    @inline(__always)
    func note(row: Int, customer: Int, shard: Int, slot: Int) {
      assert(
        customer < Part.numberMask && slot <= UInt16.max, "More customers or months than a ledger can hold.")
      customers[row] =
        UInt32(truncatingIfNeeded: shard) << Part.numberBits | UInt32(truncatingIfNeeded: customer)
      slots[row] = UInt16(truncatingIfNeeded: slot)
    }

    /// A row's customer and month; nil where the row is not kept.
    @inline(__always)
    func entry(_ row: Int) -> (shard: Int, customer: Int, slot: Int)? {
      let bits = customers[row]
      if bits == RowLedger.nobody { return nil }
      return (Int(bits >> Part.numberBits), Int(bits & Part.numberMask), Int(slots[row]))
    }
  }

  private(set) var waves: [Wave] = []
  var rowCount: Int { waves.reduce(0) { $0 + $1.rowCount } }

  mutating func append(_ wave: Wave) { waves.append(wave) }

  /// The wave that batches are; nil where there was none such.
  func wave(of batches: [any ColumnBatch]) -> Wave? {
    guard let first = batches.first?.firstRow else { return nil }
    var (low, high) = (0, waves.count)
    while low < high {
      let middle = (low + high) / 2
      if waves[middle].firstRow < first { low = middle + 1 } else { high = middle }
    }
    let rowCount = batches.reduce(0) { $0 + $1.rowCount }
    return low < waves.count && waves[low].firstRow == first && waves[low].rowCount == rowCount
      ? waves[low] : nil
  }

  /// The rows from the first to the last wave that has any row of a kind.
  func rows(team: ThreadTeam, where isWanted: @Sendable (_ shard: Int, _ customer: Int, _ slot: Int) -> Bool)
    -> Range<Int>
  {
    let hasAny = team.map(waves.count) { index, _ in waves[index].hasAny(where: isWanted) }
    guard let first = hasAny.firstIndex(of: true), let last = hasAny.lastIndex(of: true) else { return 0..<0 }
    return waves[first].firstRow..<waves[last].firstRow + waves[last].rowCount
  }
}
