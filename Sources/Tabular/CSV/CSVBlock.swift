import CKernels
import Parallel

/// Whole rows of CSV text that one thread works on, with the ends of their cells.
///
/// Made by ``CSVScan``; valid inside the call that hands it out.
struct CSVBlock: Sendable {
  /// Bytes of all rows, each ending with a line feed.
  let text: SharedBuffer<UInt8>
  /// Position of `text` in the (decompressed) file.
  let offset: Int
  /// Row number of the first row in the file, the header not counted.
  let firstRow: Int
  /// Positions of the ends of cells, and where in them the rows end.
  let marks: SharedBuffer<UInt32>
  let rowEnds: SharedBuffer<UInt32>

  var rowCount: Int { rowEnds.count }

  /// The ends of the cells of one row, as indices of ``marks``.
  @inline(__always)
  func cells(ofRow row: Int) -> Range<Int> {
    let first = row == 0 ? 0 : Int(rowEnds[row - 1]) + 1
    return first..<Int(rowEnds[row]) + 1
  }

  /// Where the cell that ends at mark `index` lies in ``text``, without the carriage return of a CRLF.
  @inline(__always)
  func cell(_ index: Int) -> Range<Int> {
    let start = index == 0 ? 0 : Int(marks[index - 1]) + 1
    var end = Int(marks[index])
    if end > start, text[end - 1] == 0x0D, text[end] == 0x0A { end -= 1 }
    return start..<end
  }

  /// Whether a row holds nothing but its line feed.
  func isEmpty(row: Int) -> Bool {
    let cells = cells(ofRow: row)
    return cells.count == 1 && cell(cells.lowerBound).isEmpty
  }

  /// Position of a row's first byte in ``text``.
  func start(ofRow row: Int) -> Int {
    row == 0 ? 0 : Int(marks[Int(rowEnds[row - 1])]) + 1
  }
}

/// Finds the ends of cells and rows of one block; keeps its memory from wave to wave.
final class CSVTokenizer: @unchecked Sendable {
  private var marks = AlignedArray<UInt32>(count: 0)
  private var rowEnds = AlignedArray<UInt32>(count: 0)
  private(set) var counts = churn_csv_counts()
  /// Set where the text ended inside a quoted cell or a quote opened in the middle of one.
  private(set) var isDoubtful = false

  /// Splits rows that begin at the start of `text`.
  func split(_ text: SharedBuffer<UInt8>, separator: UInt8, carefully: Bool) {
    if marks.count < text.count {
      marks = AlignedArray(count: text.count + text.count / 8)
      rowEnds = AlignedArray(count: marks.count)
    }
    var quoting = churn_quoting()
    let scan = carefully ? churn_csv_marks_careful : churn_csv_marks
    counts = scan(text.base, text.count, separator, marks.view.base, rowEnds.view.base, &quoting)
    isDoubtful = quoting.inside != 0 || quoting.stray != 0
  }

  /// The last split's result.
  func block(text: SharedBuffer<UInt8>, offset: Int, firstRow: Int) -> CSVBlock {
    CSVBlock(
      text: text, offset: offset, firstRow: firstRow, marks: marks.view[0..<counts.mark_count],
      rowEnds: rowEnds.view[0..<counts.row_count])
  }
}
