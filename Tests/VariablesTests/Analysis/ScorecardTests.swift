import Configuration
import Foundation
import Parallel
import Testing

@testable import Variables

@Suite("Scorecards")
struct ScorecardTests {
  /// A card over two numbers and a category, with bins of random columns.
  private func card(seed: UInt64) throws -> (card: Scorecard, rows: [[Float]]) {
    var columns = RandomColumns(seed: seed)
    let (first, labels) = columns.column(rows: 800)
    let second = columns.column(rows: 800).values
    let codes = (0..<800).map { _ in columns.random.chance(0.1) ? .nan : Float(columns.random.below(5)) }
    var entries: [Scorecard.Entry] = []
    for (index, values) in [first, second].enumerated() {
      let binning = try binned(values, labels) { $0.specials = [0] }
      entries.append(
        Scorecard.Entry(
          variable: index, binning: binning, coefficient: columns.random.uniform() + 0.2, standardError: 0.1))
    }
    let category = try binned(codes: codes, levels: ["a", "b", "c", "d", "e"], labels)
    entries.append(Scorecard.Entry(variable: 2, binning: category, coefficient: 0.7, standardError: nil))
    var scaling = LogisticSettings.Scorecard()
    (scaling.baseScore, scaling.baseOdds, scaling.pointsToDouble) = (500, 15, 25)
    let rows = (0..<800).map { [first[$0], second[$0], codes[$0]] }
    return (Scorecard(scaling: scaling, intercept: -1.7, entries: entries), rows)
  }

  @Test(
    "a row's points are those of its bins, and its score is that of the odds to half a point for each variable"
  )
  func points() throws {
    for seed in 81..<91 as Range<UInt64> {
      let (card, rows) = try card(seed: seed)
      for row in rows {
        let margin = card.entries.reduce(card.intercept) { sum, entry in
          sum + entry.coefficient * entry.binning.woe[entry.binning.bin(of: row[entry.variable])]
        }
        // The definition: 25 points double the odds, which are 15 kept for each loss at 500 points.
        let exact = 500 + 25 * (log2(exp(-margin)) - log2(15))
        let byHand = card.entries.reduce(card.basePoints) { sum, entry in
          sum + card.points(of: entry)[entry.binning.bin(of: row[entry.variable])]
        }
        #expect(card.points(row) == byHand && byHand == byHand.rounded())
        #expect((byHand - exact).magnitude <= 0.5 * Double(card.entries.count + 1) + 1e-9)
        #expect((card.probability(ofScore: exact) - 1 / (1 + exp(-margin))).magnitude < 1e-12)
      }
      #expect(card.problem(names: ["x", "x", "x"]) == nil)
    }
  }

  @Test("broken cards are refused")
  func problems() throws {
    let (whole, _) = try card(seed: 95)
    func problem(_ change: (inout Scorecard) -> Void) -> Bool {
      var card = whole
      change(&card)
      return card.problem(names: ["x", "x", "x"]) != nil
    }
    #expect(!problem { _ in })
    #expect(problem { $0.scaling.baseOdds = 0 })
    #expect(problem { $0.scaling.pointsToDouble = .nan })
    #expect(problem { $0.entries[0].variable = 3 })
    #expect(problem { $0.entries[0].variable = -1 })
    #expect(problem { $0.entries[0].binning.name = "y" })
    #expect(problem { $0.entries[0].binning.cuts.append(3e38) })
    #expect(problem { $0.entries[0].binning.bins.removeLast() })
    #expect(problem { $0.entries[0].binning.bins.removeAll() })
    #expect(problem { $0.entries[0].coefficient = .infinity })
    #expect(problem { $0.entries[2].binning.binOfLevel?[0] = 99 })
    #expect(problem { $0.entries[2].binning.binOfLevel?[0] = -1 })
    #expect(problem { $0.entries[2].binning.levels = nil })
  }

  @Test("selection drops the uninformative, of copies the weaker, and what others explain")
  func selection() throws {
    var random = RandomStream(seed: 96)
    var columns = [[Float]](repeating: [], count: 5)
    var labels: [Float] = []
    for _ in 0..<4000 {
      let (a, b) = (random.normal(), random.normal())
      labels.append(random.uniform() < 1 / (1 + exp(1.5 - a - b)) ? 1 : 0)
      for (position, value) in [a, b, random.normal(), a + 0.05 * random.normal(), a + b].enumerated() {
        columns[position].append(Float(value))
      }
    }
    let table = try AnalysisTable(
      variables: (0..<5).map { AnalysisTable.Variable(name: "v\($0)") },
      matrix: ColumnMatrix(columns: columns),
      labels: labels)
    let team = ThreadTeam(threadCount: 2)
    let binnings = try VariableAnalyst(team: team).binnings(of: table)
    let selection = EvidenceSelection(
      binnings, of: table, leastInformation: 0.02, correlation: 0.9, vif: 3, team: team)
    #expect(selection.uninformative == 1 && selection.correlated == 1 && selection.inflated == 1)
    #expect(selection.kept.count == 2 && !selection.kept.contains(2))
    let everything = EvidenceSelection(
      binnings, of: table, leastInformation: 0, correlation: 1, vif: 1e9, team: team)
    #expect(everything.kept.count >= 4 && everything.correlated == 0 && everything.inflated == 0)
  }
}
