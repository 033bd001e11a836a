import Foundation
import Simulation
import Testing

/// Missing and odd cells: as many as asked for, all readable, and no other number than in the clean panel.
@Suite struct DirtyCellTests {
  static let amountColumns = [2, 3, 4, 5, 14, 15, 16, 17, 18]
  static let missing: Set<String> = ["", "NA", "NULL", "-"]

  /// The amount cells of a whole panel; quotes are taken away but commas within them stay.
  private func cells(_ options: SimulationOptions) throws -> [[String]] {
    let folder = try ScratchFolder()
    try options.write(to: folder.path("bank"))
    return try options.monthNames.flatMap { month in
      try PanelReading.lines(ofFile: folder.path("bank/panel_\(month).csv")).dropFirst().map { line in
        let cells = PanelReading.cells(of: line)
        return DirtyCellTests.amountColumns.map { cells[$0] }
      }
    }
  }

  private func isPlain(_ cell: String) -> Bool {
    cell.wholeMatch(of: /[0-9]+\.[0-9][0-9]/) != nil
  }

  @Test(
    "Dirty cells are as many as asked for and hold the clean panel's amounts", arguments: [0.0, 0.002, 0.3])
  func dirtyShare(share: Double) throws {
    var options = SimulationOptions(customers: 3000, months: 3)
    options.dirtyShare = 0
    let clean = try cells(options)
    options.dirtyShare = share
    let dirty = try cells(options)
    #expect(clean.count == dirty.count)
    var odd = 0
    var missing = 0
    for (row, twin) in zip(dirty, clean) {
      for (column, (cell, plain)) in zip(row, twin).enumerated() where cell != plain {
        odd += 1
        if DirtyCellTests.missing.contains(cell) {
          missing += 1
          #expect(column > 2 || plain == "0.00", "assets are never left out")
        } else {
          #expect(!isPlain(cell) || plain.count > 6 || cell == plain)
          #expect(PanelReading.amount(cell) == Double(plain), "\(cell) against \(plain)")
        }
      }
    }
    // A small amount in quotes looks like the plain one once the quotes are gone, so a few are not counted.
    let found = Double(odd) / Double(9 * clean.count)
    #expect(found <= share * 1.15 && found >= share * 0.75)
    #expect(share == 0 || missing > odd / 4)
  }

  @Test("Unreadable cells appear where asked for, and only there")
  func unreadable() throws {
    var options = SimulationOptions(customers: 2000, months: 2)
    func unreadableShare() throws -> Double {
      let cells = try cells(options).flatMap { $0 }
      return cells.mean {
        PanelReading.amount($0) == nil && !DirtyCellTests.missing.contains($0) ? 1 : 0
      }
    }
    options.dirtyShare = 0.05
    #expect(try unreadableShare() == 0)
    options.unreadableShare = 0.02
    #expect(abs(try unreadableShare() - 0.02) < 0.004)
  }

  @Test("No amount is below zero")
  func noNegativeAmounts() throws {
    let cells = try cells(SimulationOptions(customers: 3000, months: 6)).flatMap { $0 }
    #expect(cells.allSatisfy { (PanelReading.amount($0) ?? 0) >= 0 })
  }
}
