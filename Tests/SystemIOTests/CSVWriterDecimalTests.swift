import Foundation
import SystemIO
import Testing

@Suite("Numbers with decimals in a CSV cell")
struct CSVWriterDecimalTests {
  private func cells(_ values: [Double], places: Int) throws -> [String] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("decimal-\(UUID()).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try AtomicFile(path: path)
    let writer = CSVWriter(to: file, neutralisesFormulas: true)
    for value in values {
      writer.decimal(value, places: places)
      try writer.endRow()
    }
    try file.commit()
    return try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast().map(String.init)
  }

  @Test("are written with the asked number of decimals")
  func examples() throws {
    #expect(
      try cells([0, 1, 0.5, -0.001, -0.005, 12_345.678, 999.999, .nan, .infinity, 1e17], places: 2)
        == ["0.00", "1.00", "0.50", "0.00", "-0.01", "12345.68", "1000.00", "", "", "1e+17"])
    #expect(
      try cells([0.25, 1, 0.0000005, 0.123456499], places: 6) == [
        "0.250000", "1.000000", "0.000001", "0.123456",
      ])
    #expect(try cells([2.5, -2.5, 0.4], places: 0) == ["3", "-3", "0"])
  }

  @Test("differ from the value by no more than half of the last place")
  func accuracy() throws {
    var state: UInt64 = 1
    let values = (0..<2000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(Int64(bitPattern: state)) * 1e-10
    }
    for (value, cell) in zip(values, try cells(values, places: 2)) {
      let read = try #require(Double(cell))
      #expect(abs(read - value) <= 0.005 + 1e-6)
      #expect(cell.split(separator: ".").last?.count == 2)
    }
  }
}
