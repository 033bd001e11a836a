import Configuration
import Foundation
import Simulation
import Testing

@Suite struct BytesTests {
  @Test("The bytes are the same on one, two and five threads")
  func threads() throws {
    let folder = try ScratchFolder()
    var options = SimulationOptions(customers: 9001, months: 5)
    options.extended = true
    for threads in [1, 2, 5] { try options.write(to: folder.path("\(threads)"), threads: threads) }
    let one = try folder.contents(of: "1")
    #expect(one.count == 8)
    #expect(try folder.contents(of: "2") == one)
    #expect(try folder.contents(of: "5") == one)
  }

  @Test("Another seed gives other bytes")
  func seeds() throws {
    let folder = try ScratchFolder()
    var options = SimulationOptions(customers: 50, months: 2)
    try options.write(to: folder.path("1"))
    options.seed = 2
    try options.write(to: folder.path("2"))
    let one = try folder.contents(of: "1")
    let two = try folder.contents(of: "2")
    for name in ["panel_2024-01.csv", "panel_2024-02.csv", "truth.csv"] { #expect(one[name] != two[name]) }
  }

  @Test("A customer is the same whatever the number of other customers")
  func otherCustomers() throws {
    let few = try SimulationOptions(customers: 70, months: 3).panelLines()
    let many = try SimulationOptions(customers: 900, months: 3).panelLines()
    for (lines, more) in zip(few, many) { #expect(Array(more.prefix(lines.count)) == lines) }
  }

  @Test("Every row has as many cells as the header", arguments: [false, true])
  func cells(isExtended: Bool) throws {
    let folder = try ScratchFolder()
    var options = SimulationOptions(customers: 2000, months: 4)
    options.extended = isExtended
    options.dirtyShare = 0.05
    let summary = try options.write(to: folder.path("bank"))
    var rows = 0
    for month in options.monthNames {
      let lines = try PanelReading.lines(ofFile: folder.path("bank/panel_\(month).csv"))
      #expect(PanelReading.cells(of: lines[0]).count == (isExtended ? 22 : 19))
      for line in lines.dropFirst() {
        let cells = PanelReading.cells(of: line)
        #expect(cells.count == (isExtended ? 22 : 19) && cells[1] == month && !cells.contains("-0.00"))
      }
      rows += lines.count - 1
    }
    #expect(summary.rows == rows)
    let sizes = try folder.contents(of: "bank").values.map(\.count)
    #expect(summary.bytes == sizes.reduce(0, +))
  }

  @Test("Customers stand in order and have no gaps in their months")
  func orderAndGaps() throws {
    let folder = try ScratchFolder()
    let options = SimulationOptions(customers: 3000, months: 8)
    try options.write(to: folder.path("bank"))
    var months: [String: [Int]] = [:]
    for (index, month) in options.monthNames.enumerated() {
      let lines = try PanelReading.lines(ofFile: folder.path("bank/panel_\(month).csv")).dropFirst()
      let names = lines.map { PanelReading.cells(of: $0)[0] }
      #expect(names == names.sorted() && Set(names).count == names.count)
      for name in names { months[name, default: []].append(index) }
    }
    #expect(months.count == 3000)
    #expect(months.values.allSatisfy { $0 == Array($0[0]..<$0[0] + $0.count) })
    #expect(months.values.contains { $0[0] > 0 })
    #expect(months.values.contains { $0[$0.count - 1] < 7 })
  }

  @Test("An earlier simulation is replaced with all its months and other files stay")
  func replacing() throws {
    let folder = try ScratchFolder()
    try SimulationOptions(customers: 20, months: 6).write(to: folder.path("bank"))
    try "notes".write(toFile: folder.path("bank/notes.txt"), atomically: true, encoding: .utf8)
    var options = SimulationOptions(customers: 20, months: 1)
    options.truth = false
    try options.write(to: folder.path("bank"))
    let names = try folder.contents(of: "bank").keys.sorted()
    #expect(names == ["bank.yaml", "notes.txt", "panel_2024-01.csv", "simulation.txt"])
  }

  @Test("A folder that is no simulation is refused and left as it was")
  func foreignFolder() throws {
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: folder.path("bank"), withIntermediateDirectories: true)
    try "customer_id".write(toFile: folder.path("bank/panel_2023-01.csv"), atomically: true, encoding: .utf8)
    #expect {
      try SimulationOptions(customers: 20, months: 1).write(to: folder.path("bank"))
    } throws: { error in
      guard case SimulationError.file = error else { return false }
      return "\(error)".contains(folder.path("bank"))
    }
    #expect(try folder.contents(of: "bank").keys.sorted() == ["panel_2023-01.csv"])
  }

  @Test("A path that cannot be written is an error that names it")
  func unwritablePath() throws {
    let folder = try ScratchFolder()
    try "text".write(toFile: folder.path("file"), atomically: true, encoding: .utf8)
    #expect {
      try SimulationOptions(customers: 20, months: 1).write(to: folder.path("file/bank"))
    } throws: { error in
      guard case SimulationError.file = error else { return false }
      return "\(error)".contains(folder.path("file"))
    }
  }
}

extension SimulationOptions {
  /// The lines of each month's file after the header.
  fileprivate func panelLines() throws -> [[Substring]] {
    let folder = try ScratchFolder()
    try write(to: folder.path("bank"))
    return try monthNames.map {
      Array(try PanelReading.lines(ofFile: folder.path("bank/panel_\($0).csv")).dropFirst())
    }
  }
}
