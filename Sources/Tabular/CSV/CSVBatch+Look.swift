import Parallel

extension CSVBatch {
  /// Looks at a column's cells: at plain numbers each, at others once for all of the same bytes.
  func look(_ column: Int, format: CellFormat?, rows: RowNumbers, into look: inout ColumnLook) {
    let (cells, number, text) = (cells(of: column), number(of: column), block.text)
    let isPoint = format.map { $0.decimal == .point } ?? true
    var others = CellTally()
    for position in 0..<rows.count {
      let cell = cells[Int(rows[position])]
      if cell.isEmpty { continue }
      if isPoint, let plain = TextCell.plainRange(text, cell, encoding: number.encoding),
        let decimals = FormatEvidence.decimals(of: text[plain].elements)
      {
        let value = number.value(text.base + plain.lowerBound, plain.count)
        look.add(plain: text[plain].elements, decimals: decimals, value: value, format: format)
      } else if let entry = others.add(cell, of: text) {
        add(entry, format: format, number: number, to: &look)
      }
    }
    for entry in others.remaining { add(entry, format: format, number: number, to: &look) }
  }

  private func add(
    _ entry: CellTally.Entry, format: CellFormat?, number: NumberCell, to look: inout ColumnLook
  ) {
    // A cell whose bytes are no text is neither number nor date.
    let text = TextCell.clean(block.text[entry.cell].elements, encoding: number.encoding) ?? "\u{FFFD}"
    look.add(text, times: entry.times, format: format, number: number)
  }
}
