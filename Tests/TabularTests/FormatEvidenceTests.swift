import Calendar
import Parallel
import SystemIO
import Testing

@testable import Tabular

@Suite("What a column shows of how it is written")
struct FormatEvidenceTests {
  private static func evidence(_ cells: [String]) -> FormatEvidence {
    var found = FormatEvidence()
    for cell in cells {
      var copy = cell
      if !copy.withUTF8({ addPlain($0, to: &found) }) { found.add(cell) }
    }
    return found
  }

  /// Adds a plain cell the fast way; false: it is none.
  private static func addPlain(_ cell: UnsafeBufferPointer<UInt8>, to found: inout FormatEvidence) -> Bool {
    guard let decimals = FormatEvidence.decimals(of: cell) else { return false }
    found.addPlain(cell, decimals: decimals)
    return true
  }

  @Test("decimal marks are proven by cells that can be one number only")
  func decimals() {
    let mark = { (cells: [String]) in FormatEvidenceTests.evidence(cells).provenDecimal }
    #expect(mark(["1,250", "0,5"]) == .comma)
    #expect(mark(["0,125", "0,250", "0,900"]) == .comma)
    #expect(mark(["1.250", "12.5"]) == .point)
    #expect(mark(["1,250.50", "1,250"]) == .point)
    #expect(mark(["1,250,000", "1,250"]) == .point)
    #expect(mark(["1250,125"]) == .comma)
    #expect(mark(["1,250", "2,500"]) == nil && mark(["1", "25"]) == nil)
    #expect(mark(["0,5", "0.5"]) == nil)
    #expect(FormatEvidenceTests.evidence(["9,250", "1,250", "7"]).openNumber == "1,250")
    #expect(FormatEvidenceTests.evidence(["1,250", "0,5"]).openNumber == nil)
    let (proven, open) = (FormatEvidenceTests.evidence(["0,5"]), FormatEvidenceTests.evidence(["1,250"]))
    #expect(FormatEvidence.decimal(ofFileWith: [open, proven]) == .comma)
    #expect(FormatEvidence.decimal(ofFileWith: [open, proven, FormatEvidenceTests.evidence(["0.5"])]) == nil)
  }

  @Test("the order of day and month is seen in the whole column")
  func orders() {
    let dates = { (cells: [String]) in FormatEvidenceTests.evidence(cells).dates(.init(name: "x")) }
    #expect(dates(["01/02/2024", "13/02/2024"]) == .format(DateFormat(order: .dayFirst)))
    #expect(dates(["01/02/2024", "02/13/2024"]) == .format(DateFormat(order: .monthFirst)))
    #expect(dates(["03/04/2024", "01/02/2024"]) == .undecided(example: "01/02/2024"))
    #expect(dates(["01.02.2024"]) == .format(DateFormat(order: .dayFirst)))
    #expect(dates(["13/02/2024", "02/13/2024"]) == .contradictory)
    #expect(
      FormatEvidenceTests.evidence(["01/02/2024"]).dates(.init(name: "x", order: .monthFirst))
        == .format(DateFormat(order: .monthFirst)))
    #expect(dates(["2024-01", "2024-03"]) == .format(DateFormat(period: .month)))
    #expect(dates(["2024Q1"]) == .format(DateFormat(period: .quarter)))
    #expect(dates(["red", "2024-01-01"]) == .none)
  }

  @Test("numbers are dates where all of them can be, and a name or a person says so")
  func numbers() {
    let dates = { (cells: [String], name: String, isSaid: Bool) in
      FormatEvidenceTests.evidence(cells).dates(.init(name: name, isSaid: isSaid))
    }
    #expect(dates(["20240131", "19000101", "21001231"], "x", false) == .format(DateFormat(isCompact: true)))
    #expect(dates(["20240131", "20241331"], "x", false) == .none)
    #expect(dates(["20240131", "18991231"], "x", false) == .none)
    #expect(dates(["202401"], "x", false) == .none)
    #expect(
      dates(["202401", "202402.0"], "data_month", false)
        == .format(DateFormat(period: .month, isCompact: true)))
    #expect(dates(["2023", "2024"], "date", false) == .none)
    #expect(dates(["2023", "2024"], "x", true) == .format(DateFormat(period: .year, isCompact: true)))
    #expect(dates(["45292", "45293.5"], "open_date", false) == .format(DateFormat(isSerial: true)))
    #expect(dates(["45292"], "开户日期", false) == .format(DateFormat(isSerial: true)))
    #expect(dates(["45292"], "balance", false) == .none && dates(["45292"], "last_update", false) == .none)
    #expect(dates(["45292", "5"], "open_date", false) == .none)
  }

  @Test("the fast count of plain cells is that of their texts")
  func fastCount() {
    var random = RandomStream(seed: 21)
    for _ in 0..<5000 {
      var cell = random.chance(0.2) ? "-" : ""
      for _ in 0...random.below(8) { cell += String(random.below(random.chance(0.5) ? 3 : 10)) }
      if random.chance(0.5) {
        cell += "."
        for _ in 0...random.below(4) { cell += String(random.below(random.chance(0.5) ? 1 : 10)) }
      }
      var (fast, slow) = (FormatEvidence(), FormatEvidence())
      slow.add(cell)
      var copy = cell
      let isPlain = copy.withUTF8 { FormatEvidenceTests.addPlain($0, to: &fast) }
      #expect(isPlain, "\(cell)")
      #expect(fast == slow, "\(cell)")
    }
  }

  @Test("adding up in another order gives the same")
  func order() {
    let cells = ["1,250", "0,5", "01/02/2024", "13/02/2024", "20240101", "45292", "2,500", "x"]
    var (forwards, backwards) = (FormatEvidence(), FormatEvidence())
    for cell in cells { forwards.add(FormatEvidenceTests.evidence([cell])) }
    for cell in cells.reversed() { backwards.add(FormatEvidenceTests.evidence([cell])) }
    #expect(forwards.provenDecimal == backwards.provenDecimal && forwards.filled == backwards.filled)
    #expect(forwards.dates.orderExample == backwards.dates.orderExample)
    #expect(forwards.numbers.openExample == backwards.numbers.openExample)
  }
}
