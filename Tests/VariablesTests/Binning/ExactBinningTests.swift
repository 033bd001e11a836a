import Configuration
import Foundation
import Parallel
import Tabular
import Testing

@testable import Variables

@Suite("Bins of numbers that Float32s do not hold")
struct ExactBinningTests {
  /// Numbers that lie so close that Float32s do not tell them apart, and labels that depend on them.
  private func column(_ random: inout RandomStream) -> (cells: [Double], ranks: [Float], labels: [Float]) {
    let kind = random.below(3)
    var (cells, ranks, labels): ([Double], [Float], [Float]) = ([], [], [])
    for row in 0..<300 {
      let rank = random.below(40)
      let cell =
        switch kind {
        case 0: 62_220_000_000 + Double(rank)
        case 1: 6_000_000 + Double(rank) / 100
        default: 0.5 + Double(rank) * 1e-9
        }
      cells.append(random.below(20) == 0 ? .nan : cell)
      ranks.append(cells[row].isNaN ? .nan : Float(rank))
      labels.append(random.below(60) < 5 + rank || row == 0 ? 1 : 0)
    }
    return (cells, ranks, labels)
  }

  private func analysed(
    _ values: [Float], _ labels: [Float], scale: CellScale?, _ own: BinningDefinition.Variable
  ) throws -> VariableAnalysis {
    var definition = BinningDefinition()
    definition.variables["x"] = own
    let table = try AnalysisTable(
      variables: [.init(name: "x", scale: scale)], matrix: ColumnMatrix(columns: [values]), labels: labels,
      periods: ["a", "b"], periodOfRow: labels.indices.map { UInt8($0 % 2) })
    return try VariableAnalyst(binning: definition, team: ThreadTeam(threadCount: 2)).analyse(table)
      .variables[0]
  }

  @Test("are those of their ranks, with borders and codes among the numbers themselves")
  func ranks() throws {
    var random = RandomStream(seed: 6)
    for _ in 0..<60 {
      let (cells, ranks, labels) = column(&random)
      let different = Set(cells.filter { !$0.isNaN }).sorted()
      var (own, ofRanks) = (BinningDefinition.Variable(), BinningDefinition.Variable())
      let (first, second) = (different[random.below(10)], different[15 + random.below(10)])
      func rank(_ cell: Double) -> Double { Double(ranks[cells.firstIndex(of: cell) ?? 0]) }
      if random.chance(0.5) { (own.specials, ofRanks.specials) = ([first], [rank(first)]) }
      if random.chance(0.5) {
        (own.cuts, ofRanks.cuts) = ([first, second], [rank(first), rank(second)])
      }
      let scale = CellScale(cells: different, borders: own.specials + (own.cuts ?? []))
      let floats = cells.map { $0.isNaN ? .nan : scale.float(ofCell: $0) }
      let found = try analysed(floats, labels, scale: scale, own)
      let expected = try analysed(ranks, labels, scale: nil, ofRanks)
      #expect(found.binning.bins == expected.binning.bins)
      #expect(found.informationValue == expected.informationValue && found.auc == expected.auc)
      #expect(found.periods == expected.periods)
      // Each bin by hand, from the numbers as they were written.
      let exact = try #require(found.binning.exact)
      var rows = [Double](repeating: 0, count: found.binning.bins.count)
      for cell in cells {
        if cell.isNaN {
          rows[found.binning.missingBin] += 1
        } else if let special = exact.specials.firstIndex(of: cell) {
          rows[found.binning.ordinaryCount + special] += 1
        } else {
          rows[exact.cuts.count { cell >= $0 }] += 1
        }
      }
      #expect(rows == found.binning.bins.map(\.counts.rows))
      if let cuts = own.cuts { #expect(exact.cuts == cuts) }
    }
  }

  @Test("are written with their numbers and read back with what compares alike")
  func coding() throws {
    var random = RandomStream(seed: 7)
    let (cells, _, labels) = column(&random)
    let different = Set(cells.filter { !$0.isNaN }).sorted()
    var own = BinningDefinition.Variable()
    own.specials = [different[3]]
    let scale = CellScale(cells: different, borders: own.specials)
    let floats = cells.map { $0.isNaN ? .nan : scale.float(ofCell: $0) }
    let binning = try analysed(floats, labels, scale: scale, own).binning
    let read = try JSONDecoder().decode(VariableBinning.self, from: JSONEncoder().encode(binning))
    #expect(read == binning.amongOwnBorders())
    let borders = try #require(read.exact)
    for (cell, float) in zip(cells, floats) {
      #expect(read.bin(of: borders.scale.float(ofCell: cell)) == binning.bin(of: float))
    }
    #expect(read.label(ofBin: read.ordinaryCount) == "= \(VariableBinning.text(different[3]))")
    let plain = try analysed(floats, labels, scale: nil, .init()).binning
    #expect(try JSONDecoder().decode(VariableBinning.self, from: JSONEncoder().encode(plain)) == plain)
  }

  @Test("given for a column of Float32s, borders that it cannot hold are told")
  func coarse() throws {
    var own = BinningDefinition.Variable()
    own.specials = [99_999_999, 3]
    let values: [Float] = (0..<300).map { $0 % 10 == 0 ? 100_000_000 : Float($0 % 10) }
    let labels: [Float] = (0..<300).map { $0 % 3 == 0 ? 1 : 0 }
    let remarks = try analysed(values, labels, scale: nil, own).binning.remarks.map(\.english)
    #expect(remarks.contains { $0.hasPrefix("99,999,999 has more digits than Float32 holds") })
    own.specials = [100_000_000, 3]
    let none = try analysed(values, labels, scale: nil, own).binning.remarks.map(\.english)
    #expect(!none.contains { $0.contains("Float32") })
  }
}
