import Learning
import Panel

extension ReadyTable {
  /// Which rows were known before which: by the time column, else drawn by the seed and the keys.
  func order(seed: UInt64) -> RowOrder {
    times.map(RowOrder.init(times:)) ?? RowOrder(keys: keys, seed: seed)
  }
}
