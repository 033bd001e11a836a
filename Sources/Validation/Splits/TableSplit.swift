import Calendar
import Learning
import Messages
import Panel

/// Which rows of a ready-made table a model is fitted to, and which are held out.
///
/// A quarter is held out: the last rows by the time column where there is one, else those that a seeded hash of the key
/// chooses.
public struct TableSplit: Sendable {
  /// All rows: where nothing orders them in an order by their keys alone, so that a model does not depend on that of the file.
  public let all: [Int]
  public let fitted: [Int]
  public let heldOut: [Int]
  /// By what rows are held out, in words.
  public let method: Remark

  /// - Parameters:
  ///   - key: name of the keys' column; nil where rows are numbered.
  ///   - timeColumn: name of the column that the table's times are of; nil where it has none.
  /// - Throws: where there would be no row to fit to, or none to evaluate on.
  public init(_ table: ReadyTable, key: String?, timeColumn: String?, seed: UInt64) throws(RunError) {
    let isHeldOut = HeldOutRows.chosen(keys: table.keys, times: table.times, seed: seed)
    all = table.order(seed: seed).drawnRows ?? Array(isHeldOut.indices)
    fitted = all.filter { !isHeldOut[$0] }
    heldOut = all.filter { isHeldOut[$0] }
    method =
      timeColumn.map {
        Remark(chinese: "按 \($0) 排序的后四分之一行", english: "the last quarter of the rows by \($0)")
      }
      ?? Remark(
        chinese: "按键的哈希值选出的四分之一行", english: "a quarter of the rows, chosen by a seeded hash of the key")
    if fitted.isEmpty || heldOut.isEmpty { throw Self.problem(table, key: key, timeColumn: timeColumn) }
  }

  private static func problem(_ table: ReadyTable, key: String?, timeColumn: String?) -> RunError {
    let count = table.rowCount
    let rows = count == 1 ? "The only row" : "All \(count) rows"
    if let timeColumn {
      return RunError(
        "\(rows) of the table \(count == 1 ? "is" : "are") of the same time by “\(timeColumn)”, so none is later than "
          + "those trained on; name a column whose values differ, or none.")
    }
    guard let key else {
      return RunError("The table has \(count) rows, too few to hold some out; bring more.")
    }
    let keys = Set(table.keys)
    return RunError(
      keys.count == 1
        ? "\(rows) of the table \(count == 1 ? "has" : "have") the same key, “\(table.keys[0])” in “\(key)”, and rows "
          + "of a key stay together: none can be held out. Were ids cut short when the file was saved? Name another key, or "
          + "none."
        : "The \(count) rows of the table have only \(keys.count) different keys in “\(key)”, all of which fall on "
          + "one side of the split; name another key, or none.")
  }
}
