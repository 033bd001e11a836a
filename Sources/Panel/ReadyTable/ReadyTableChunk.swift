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
  var numbers: [AlignedArray<Float>] = []
  /// How the numbers hold their cells, and the cells where they do not; `floats` where nobody asks.
  var forms: [NumberForm] = []
  var cells: [AlignedArray<Double>?] = []
  var codes: [[UInt32]] = []
  var missingTexts: [Int] = []
  var summaries: [CellCounts] = []
  var pending: [Pending] = []
  var faults = RowFaults()
  /// The first different texts of the label column that are no loss.
  private(set) var otherLabels: [String] = []
  private(set) var rowCount = 0

  /// Notes that all rows have been looked at.
  func endRows() { rowCount = rows.count }

  func note(otherLabel: @autoclosure () -> String?) {
    if otherLabels.count >= ReadyTableChunk.shownLabels { return }
    let text = otherLabel() ?? ""
    if !otherLabels.contains(text) { otherLabels.append(text) }
  }

  /// Lets go of what is not needed once the batch is taken over.
  func forgetPlaces() { (rows, keys, rowNumbers, pending) = ([], [], [], []) }
  /// Lets go of the numbers once they are copied.
  func forgetNumbers() { numbers = [] }
}
