import Parallel
import Tabular

/// The cells of one batch's rows, column after column.
final class ReadyTableChunk: @unchecked Sendable {
  /// A text that no earlier wave had.
  struct Pending {
    /// Number of the column among the text columns.
    var column: Int
    /// Number of the row among those that are used.
    var row: Int
  }

  /// How many different texts of the label column that are no loss are kept for a message.
  static let shownLabels = 5

  var rowsRead = 0
  var emptyLines = 0
  var withoutLabel = 0
  var withoutTime = 0
  var labels: [Float] = []
  var times: [Double] = []
  /// Keys, or without a key column the number of each row in the batch, lines without cells not counted.
  var keys: [String] = []
  var rowNumbers: [Int] = []
  /// Number in the batch of each row that is used.
  var rows: [Int] = []
  /// How the numbers hold their cells; `floats` where nobody asks.
  var forms: [NumberForm] = []
  // The columns of a chunk lie in one piece of memory, which goes back to the system as a whole: pieces as small as a column
  // would stay with the heap, beside the table that is made of them.
  private var numbersOfColumns = AlignedArray<Float>(count: 0)
  private var cellsOfColumns: AlignedArray<Double>?
  var codes: [[UInt32]] = []
  var missingTexts: [Int] = []
  var summaries: [CellCounts] = []
  var pending: [Pending] = []
  var faults = RowFaults()
  /// The first different texts of the label column that are no loss.
  private(set) var otherLabels: [String] = []
  private(set) var rowCount = 0

  /// Notes that all rows have been looked at, and makes room for their numbers.
  func endRows(numberColumns: Int) {
    rowCount = rows.count
    numbersOfColumns = AlignedArray(count: numberColumns * rowCount)
  }

  /// The numbers of a column as Float32s; until they are let go of.
  func numbers(_ column: Int) -> SharedBuffer<Float> { numbersOfColumns.view[part(column)] }

  /// The cells of a column where its numbers do not hold them; nil where they do.
  func cells(_ column: Int) -> SharedBuffer<Double>? {
    forms[column] == .doubles ? cellsOfColumns?.view[part(column)] : nil
  }

  /// Adds a column's form, and keeps its cells where its numbers do not hold them.
  func add(_ form: NumberForm, _ cells: AlignedArray<Double>, columns: Int) {
    forms.append(form)
    guard form == .doubles else { return }
    // Memory that is not written to is not there: this costs no more than the columns that need it.
    let kept = cellsOfColumns ?? AlignedArray(count: columns * rowCount)
    cellsOfColumns = kept
    kept.view[part(forms.count - 1)].copy(from: cells.view)
  }

  private func part(_ column: Int) -> Range<Int> { column * rowCount..<(column + 1) * rowCount }

  func note(otherLabel: @autoclosure () -> String?) {
    if otherLabels.count >= ReadyTableChunk.shownLabels { return }
    let text = otherLabel() ?? ""
    if !otherLabels.contains(text) { otherLabels.append(text) }
  }

  /// Lets go of what is not needed once the batch is taken over.
  func forgetPlaces() { (rows, keys, rowNumbers, pending) = ([], [], [], []) }
  /// Lets go of the numbers once they are copied.
  func forgetNumbers() { numbersOfColumns = AlignedArray(count: 0) }
}
