import Calendar
import Configuration
import Panel
import Parallel

extension VariableMaker {
  /// Copies the windows of some rows from the panel and turns them month by month.
  func turn(_ rows: UnsafeBufferPointer<SnapshotRow>, into block: WindowBlock) {
    let window = book.window
    let cells = panel.cells
    let (presence, assets, numbers) = (cells.presence.view, cells.assets.view, cells.numbers.view)
    let (monthCount, columnCount) = (panel.monthCount, panel.numberColumns.count)
    let first = panel.firstMonth.index
    let held = (0..<monthCount).map { panel.monthsPresent.contains(panel.firstMonth + $0) }
    let planes = sources.indices.map(block.wholeWindow)
    let stride = WindowBlock.planeStride
    let (firstSeen, isNew, months) = (block.firstSeen.view, block.isNew.view, block.months.view)
    let attributes = cells.attributeNumbers.view
    let attributeCount = panel.attributeNumbers.count
    let kinds = sources.map { source -> (column: Int, bit: UInt32, isAsset: Bool, kind: Int) in
      switch source {
      case .assets: (0, 0, true, 0)
      case .number(let column, let isAsset): (column, cells.tableBits[column], isAsset, 1)
      case .attribute(let column): (column, 0, false, 2)
      }
    }
    for row in 0..<rows.count {
      let customer = Int(rows[row].customer)
      let snapshot = Int(rows[row].month) - first
      months[row] = rows[row].month
      // The customer's first month in the window, then whether the month before is known to be without them.
      var oldest = 0
      for back in 0..<window {
        let month = snapshot - back
        if month >= 0, month < monthCount, presence[customer * monthCount + month] != 0 { oldest = back }
      }
      firstSeen[row] = Int32(oldest)
      let before = snapshot - oldest - 1
      isNew[row] = oldest + 1 < window && before >= 0 && before < monthCount && held[before] ? 1 : 0
      for back in 0..<window {
        let month = snapshot - back
        let isHeld = month >= 0 && month < monthCount && back <= oldest && held[month]
        let cell = customer * monthCount + month
        let here = isHeld ? presence[cell] : 0
        // A held month without a row, after the customer's first one: no assets, nothing else known.
        let absentAsset: Float = isHeld ? 0 : .nan
        for source in 0..<kinds.count {
          let value: Float
          switch kinds[source].kind {
          case 0: value = here != 0 ? Float(assets[cell]) : absentAsset
          case 1:
            value =
              here & kinds[source].bit != 0
              ? numbers[cell * columnCount + kinds[source].column]
              : (kinds[source].isAsset ? absentAsset : .nan)
          default: value = attributes[customer * attributeCount + kinds[source].column]
          }
          planes[source][back * stride + row] = value
        }
      }
    }
    turnTexts(rows, into: block)
  }

  private func turnTexts(_ rows: UnsafeBufferPointer<SnapshotRow>, into block: WindowBlock) {
    let cells = panel.cells
    let codes = block.codes.view
    var slot = 0
    for text in texts.joined() {
      let target = codes[slot * WindowBlock.planeStride..<slot * WindowBlock.planeStride + rows.count]
      let (source, columns) =
        text.isAttribute
        ? (cells.attributeTexts.view, panel.attributeTexts.count)
        : (cells.texts.view, panel.textColumns.count)
      for row in 0..<rows.count {
        let customer = Int(rows[row].customer)
        if text.isAttribute {
          target[row] = source[customer * columns + text.column]
        } else {
          let month = Int(rows[row].month) - panel.firstMonth.index
          target[row] = source[(customer * panel.monthCount + month) * columns + text.column]
        }
      }
      slot += 1
    }
  }
}
