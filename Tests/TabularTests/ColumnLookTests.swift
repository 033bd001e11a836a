import Calendar
import Parallel
import SystemIO
import Testing

@testable import Tabular

@Suite("A look at the cells of a column")
struct ColumnLookTests {
  private static let cells = [
    "", "1", "0", "007", "12.50", "-3", "1,250", "1.250", "12.250", "-9999", "20240131", "202401", "2024",
    "45292",
    "01/02/2024", "13/02/2024", "2024-01-31", "女", "none", "NA", "\"x, y\"", "\"1,234.50\"", " 7 ", "１２",
    "63%",
    "1234567890123456789", "0.125", "Jan-2024", "x", "inf", "\u{FF}",
  ]

  @Test("is that of each cell by itself, for any cells, blocks and threads", arguments: [false, true])
  func twin(isComma: Bool) throws {
    let folder = TemporaryFolder()
    for seed in 0..<300 {
      var random = RandomStream(seed: UInt64(seed), stream: 8)
      var cells: [String] = []
      let kinds = 1 + random.below(ColumnLookTests.cells.count)
      for _ in 0..<random.below(400) {
        cells.append(
          random.chance(0.3)
            ? "\(random.below(2000)).\(random.below(1000))" : ColumnLookTests.cells[random.below(kinds)])
      }
      // A second column keeps empty cells from being empty rows.
      let bytes = Array("x;y\n".utf8) + cells.flatMap { Array("\($0);1\n".utf8) }
      let path = folder.write(bytes, as: "look.csv")
      let format: CellFormat? = random.chance(0.5) ? nil : CellFormat(decimal: isComma ? .comma : .point)
      var slow = ColumnLook()
      let number = NumberCell(furtherMissingTexts: ["-9999"])
      for cell in cells {
        var cell = cell
        let text = try #require(cell.withUTF8 { TextCell.clean($0, encoding: .utf8) })
        slow.add(text, times: 1, format: format, number: number)
      }
      let scan = try CSVScan(path: path, sizes: ReadingSizes(wave: 4096, block: 100 + random.below(1000)))
      var fast = ColumnLook()
      let team = ThreadTeam(threadCount: 1 + random.below(3))
      try scan.forEachWave(ReadingPlan(columns: [0, 1], missing: ["-9999"]), team: team) { batches in
        for batch in batches {
          let rows = AlignedArray<UInt32>(count: batch.rowCount)
          let whole = batch.survey(into: rows.view).wholeRows
          var part = ColumnLook()
          batch.look(0, format: format, rows: rows.view[0..<whole], into: &part)
          fast.add(part)
        }
      }
      #expect(fast == slow, "seed \(seed)")
    }
  }
}
