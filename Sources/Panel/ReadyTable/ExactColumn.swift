import Parallel
import Tabular

/// A number column of a ready-made table whose different cells would become one Float32, or that is compared with numbers
/// that Float32s do not hold.
public struct ExactColumn: Sendable {
  /// For each row the Float32 that stands for its cell; NaN is missing.
  public let floats: AlignedArray<Float>
  /// What they stand for.
  public let scale: CellScale

  /// Nil where the nearest Float32s do as well.
  ///
  /// - Parameters:
  ///   - read: the cells of all rows.
  ///   - borders: what the cells are to be compared with besides each other.
  ///   - isForced: whether the nearest Float32s will not do because of the borders.
  /// - Complexity: O(rows), with scratch memory of 40 bytes a row.
  init?(_ read: AlignedArray<Double>, borders: [Double], isForced: Bool) {
    let cells = read.view
    let order = ascendingOrder(count: cells.count) { cells[$0].isNaN ? .max : cells[$0].ascendingKey }
    var different: [Double] = []
    var collapses = isForced
    for row in order {
      let cell = cells[Int(row)] + 0
      if cell.isNaN { break }
      if let last = different.last {
        if last == cell { continue }
        if Float(last) == Float(cell) { collapses = true }
      }
      different.append(cell)
    }
    guard collapses, !different.isEmpty else { return nil }
    scale = CellScale(cells: different, borders: borders)
    floats = AlignedArray(count: cells.count, repeating: .nan)
    var (last, float) = (Double.nan, Float.nan)
    for row in order {
      let cell = cells[Int(row)] + 0
      if cell.isNaN { break }
      if cell != last { (last, float) = (cell, scale.float(ofCell: cell)) }
      floats.view[Int(row)] = float
    }
  }
}

extension ReadyTableCollector {
  /// The columns that Float32s do not hold, one place for each number column.
  ///
  /// - Parameter borders: what the cells of a column will be compared with.
  func exactColumns(_ matrix: ColumnMatrix, borders: (String) -> [Double], team: ThreadTeam) -> [ExactColumn?]
  {
    let names = layout.columns.filter { $0.kind != .text }.map(\.name)
    let borders = names.map { borders($0).filter(\.isFinite) }
    return team.map(names.count) { column, _ in
      let floats = matrix.column(column)
      var forms = chunks.filter { $0.rowCount > 0 }.map { $0.forms[column] }
      let counts = summaries[column]
      // A number that lies beyond all cells is told from them as Float32 too.
      let near = borders[column].filter {
        Float($0) >= Float(counts.least) && Float($0) <= Float(counts.greatest)
      }
      if forms.contains(.decimals), !forms.contains(.doubles) {
        forms = [areDecimals(column, floats) ? .decimals : .doubles]
      }
      let isForced =
        if forms.contains(.doubles) { !near.isEmpty } else if forms.contains(.decimals) {
          near.contains { !NumberForm.isDecimal($0) }
        } else { near.contains { Double(Float($0)) != $0 } }
      guard isForced || forms.contains(.doubles) else { return nil }
      return ExactColumn(cells(column, floats), borders: borders[column], isForced: isForced)
    }
  }

  /// The cells of columns with thresholds where Float32s do not show them; nil for all others.
  func comparedCells(_ matrix: ColumnMatrix, team: ThreadTeam) -> [AlignedArray<Double>?] {
    let columns = layout.columns.filter { $0.kind != .text }
    return team.map(columns.count) { index, _ in
      columns[index].thresholds != nil && placedChunks.contains { $0.chunk.cells(index) != nil }
        ? cells(index, matrix.column(index)) : nil
    }
  }

  /// Whether the Float32s of chunks that hold nothing but Float32s are decimals as well, as in the other chunks.
  private func areDecimals(_ column: Int, _ floats: SharedBuffer<Float>) -> Bool {
    placedChunks.allSatisfy { chunk, rows in
      chunk.forms[column] == .decimals
        || floats[rows].elements.allSatisfy { $0.isNaN || NumberForm.isDecimal(Double($0)) }
    }
  }

  /// The cells of a column as they were read.
  private func cells(_ column: Int, _ floats: SharedBuffer<Float>) -> AlignedArray<Double> {
    let cells = AlignedArray<Double>(count: rowsUsed)
    for (chunk, rows) in placedChunks {
      if let read = chunk.cells(column) {
        cells.view[rows].copy(from: read)
      } else {
        let form = chunk.forms[column]
        for row in rows { cells.view[row] = form.number(floats[row]) }
      }
    }
    return cells
  }

  /// The chunks that have rows, and which of the table's they are.
  private var placedChunks: [(chunk: ReadyTableChunk, rows: Range<Int>)] {
    var start = 0
    return chunks.filter { $0.rowCount > 0 }.map { chunk in
      defer { start += chunk.rowCount }
      return (chunk, start..<start + chunk.rowCount)
    }
  }
}
