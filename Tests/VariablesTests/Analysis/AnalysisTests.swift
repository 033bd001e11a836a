import Calendar
import Configuration
import Foundation
import Parallel
import Testing

@testable import Variables

@Suite("Variable analysis")
struct AnalysisTests {
  /// Numbers of several kinds and a category, with periods; some columns are copies or sums of others.
  private func table(seed: UInt64, rows: Int = 3000, weighted: Bool = false) throws -> AnalysisTable {
    var random = RandomStream(seed: seed)
    var columns = [[Float]](repeating: [], count: 8)
    var labels: [Float] = []
    var periods: [UInt8] = []
    for row in 0..<rows {
      let (x, y, z) = (random.normal(), random.normal(), random.normal())
      let period = row * 3 / rows
      let code = random.below(4)
      let margin = 1.2 * x - 0.6 * y - 1.5 + (code == 2 ? 1 : 0)
      labels.append(random.uniform() < 1 / (1 + exp(-margin)) ? 1 : 0)
      columns[0].append(Float(x))
      columns[1].append(random.chance(0.2) ? .nan : Float(y))
      columns[2].append(Float(z))
      columns[3].append(Float(exp(x) + 0.05 * z))
      columns[4].append(7)
      columns[5].append(.nan)
      columns[6].append(Float(code))
      columns[7].append(Float(y + Double(2 * period)))
      periods.append(UInt8(period))
    }
    let names = ["x", "y", "noise", "copy", "constant", "missing", "code", "drifting"]
    return try AnalysisTable(
      variables: names.map {
        AnalysisTable.Variable(name: $0, levels: $0 == "code" ? ["a", "b", "c", "d"] : nil)
      },
      matrix: ColumnMatrix(columns: columns), labels: labels,
      weights: weighted ? (0..<rows).map { _ in Float(random.below(3)) } : nil, periods: ["m1", "m2", "m3"],
      periodOfRow: periods)
  }

  private func analyse(_ table: AnalysisTable, threads: Int = 2) throws -> AnalysisResult {
    try VariableAnalyst(team: ThreadTeam(threadCount: threads)).analyse(table)
  }

  @Test("keeps what tells losses apart, watches what moves, drops noise, copies and constants, and says why")
  func verdicts() throws {
    let result = try analyse(try table(seed: 41))
    let verdicts = Dictionary(uniqueKeysWithValues: result.variables.map { ($0.name, $0.verdict) })
    func reasons(_ name: String) -> String { verdicts[name]?.reasons.joined(in: .english) ?? "" }
    #expect(verdicts["y"]?.choice == .keep && verdicts["code"]?.choice == .keep)
    #expect(verdicts["noise"]?.choice == .drop)
    #expect(reasons("noise").contains("below 0.020") || reasons("noise").contains("by chance"))
    let pair = [verdicts["x"]?.choice, verdicts["copy"]?.choice]
    #expect(pair.contains(.drop) && (reasons("x") + reasons("copy")).contains("much the same as"))
    #expect(reasons("constant").contains("one bin") && reasons("missing").contains("missing in 100.0%"))
    #expect(verdicts["drifting"]?.choice == .watch && reasons("drifting").contains("It has moved: PSI"))
    for variable in result.variables {
      #expect(!variable.verdict.reasons.isEmpty && variable.auc >= 0.5 && variable.ks >= 0)
      #expect((variable.informationValue - variable.binning.informationValue).magnitude == 0)
    }
  }

  @Test("is the same bytes for any number of threads", arguments: [false, true])
  func threads(weighted: Bool) throws {
    let table = try table(seed: 42, rows: 2000, weighted: weighted)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let results = try [1, 2, 5].map { try encoder.encode(analyse(table, threads: $0)) }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test("KS and AUC are those of all pairs of rows, periods add up to the whole")
  func figures() throws {
    let table = try table(seed: 43, rows: 700)
    for (index, variable) in try analyse(table).variables.enumerated() {
      let scores = (0..<700).map { variable.binning.woe[variable.binning.bin(of: table.matrix[$0, index])] }
      let labels = (0..<700).map { table.labels.view[$0] == 1 }
      var (won, pairs) = (0.0, 0.0)
      for lost in 0..<700 where labels[lost] {
        for kept in 0..<700 where !labels[kept] {
          pairs += 1
          won += scores[lost] > scores[kept] ? 1 : scores[lost] == scores[kept] ? 0.5 : 0
        }
      }
      #expect((variable.auc - won / pairs).magnitude < 1e-12)
      let distances = Set(scores).map { cut in
        let kept = (0..<700).filter { !labels[$0] && scores[$0] <= cut }.count
        let lost = (0..<700).filter { labels[$0] && scores[$0] <= cut }.count
        return Double(kept) / table.total.kept - Double(lost) / table.total.lost
      }
      #expect((variable.ks - (distances.max() ?? 0)).magnitude < 1e-12)
      let sum = variable.periods.reduce(ClassCounts()) { $0 + $1.counts }
      #expect(sum == table.total && variable.periods[0].psi == 0)
      for (period, found) in variable.periods.enumerated() {
        var counts = [ClassCounts](repeating: ClassCounts(), count: variable.binning.bins.count)
        for row in 0..<700 where Int(table.periodOfRow[row]) == period {
          counts[variable.binning.bin(of: table.matrix[row, index])].add(isLoss: labels[row], weight: 1)
        }
        let total = counts.reduce(ClassCounts(), +)
        let expected = SlowBinning.informationValue(counts, total)
        #expect(((found.informationValue ?? -1) - expected).magnitude < 1e-9 && total == found.counts)
      }
    }
  }

  @Test("correlations are those of the textbook, of values and of ranks")
  func correlations() throws {
    let table = try table(seed: 44, rows: 400)
    // Without missing values: x, noise, copy, drifting.
    let chosen = [0, 2, 3, 7]
    let columns = chosen.map { column in (0..<400).map { Double(table.matrix[$0, column]) } }
    let part = try AnalysisTable(
      variables: chosen.map { table.variables[$0] },
      matrix: ColumnMatrix(columns: columns.map { $0.map { Float($0) } }),
      labels: (0..<400).map { Float(table.labels.view[$0]) })
    let result = try analyse(part)
    func pearson(_ a: [Double], _ b: [Double]) -> Double {
      let (meanA, meanB) = (a.reduce(0, +) / 400, b.reduce(0, +) / 400)
      let products = zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
      let squares = (
        a.reduce(0) { $0 + ($1 - meanA) * ($1 - meanA) }, b.reduce(0) { $0 + ($1 - meanB) * ($1 - meanB) }
      )
      return products / (squares.0 * squares.1).squareRoot()
    }
    func ranks(_ values: [Double]) -> [Double] {
      values.map { value in
        Double(values.count { $0 < value }) + Double(values.count { $0 == value } + 1) / 2
      }
    }
    let copy = result.variables[2].representative ?? result.variables[0].representative
    let expected = max(pearson(columns[0], columns[2]), pearson(ranks(columns[0]), ranks(columns[2])))
    #expect(((copy?.correlation ?? 0) - expected).magnitude < 1e-6)
    // VIF of one variable beside another alone is 1 / (1 − r²).
    let pair = try analyse(
      AnalysisTable(
        variables: [table.variables[0], table.variables[3]],
        matrix: ColumnMatrix(columns: [columns[0], columns[2]].map { $0.map { Float($0) } }),
        labels: (0..<400).map { Float(table.labels.view[$0]) }))
    let r = pearson(columns[0], columns[2])
    for variable in pair.variables { #expect(((variable.vif ?? 0) - 1 / (1 - r * r)).magnitude < 1e-9) }
  }

  @Test("variables that add up to another one have no finite variance inflation, others keep theirs")
  func sums() throws {
    var random = RandomStream(seed: 45)
    var columns = [[Float]](repeating: [], count: 4)
    for _ in 0..<500 {
      let (a, b) = (Float(random.below(100)), Float(random.below(100)))
      for (position, value) in [a, b, a + b, Float(random.normal())].enumerated() {
        columns[position].append(value)
      }
    }
    let result = try analyse(
      AnalysisTable(
        variables: (0..<4).map { AnalysisTable.Variable(name: "v\($0)") },
        matrix: ColumnMatrix(columns: columns),
        labels: columns[0].map { $0 > 50 ? 1 : 0 }))
    #expect(result.variables.prefix(3).allSatisfy { $0.vif == nil && $0.isSumOfOthers })
    #expect((result.variables[3].vif ?? 0) < 1.1 && !result.variables[3].isSumOfOthers)
  }

  @Test("clusters have representatives that are worth most and do not correlate with each other")
  func clusters() {
    var random = RandomStream(seed: 46)
    for _ in 0..<300 {
      let count = 1 + random.below(12)
      var matrix = [[Double]](repeating: [Double](repeating: 1, count: count), count: count)
      for a in 0..<count {
        for b in 0..<a {
          matrix[a][b] = random.uniform(-1..<1)
          matrix[b][a] = matrix[a][b]
        }
      }
      let worth = (0..<count).map { _ in Double(random.below(5)) }
      let clusters = CorrelationClusters(worth: worth, threshold: 0.6) { matrix[$0][$1] }
      let leaders = Set(clusters.representative)
      for variable in 0..<count {
        let leader = clusters.representative[variable]
        #expect(clusters.representative[leader] == leader && worth[leader] >= worth[variable])
        #expect(leader == variable || matrix[variable][leader].magnitude >= 0.6)
      }
      for a in leaders { for b in leaders where a != b { #expect(matrix[a][b].magnitude < 0.6) } }
      #expect(clusters.sizes.allSatisfy { $0 >= 1 })
    }
  }

  @Test("one-class tables, wrong sizes and settings of unknown variables are refused with a sentence")
  func refusals() throws {
    #expect {
      _ = try AnalysisTable(
        variables: [AnalysisTable.Variable(name: "v")], matrix: ColumnMatrix(columns: [[1, 2]]),
        labels: [1, 1])
    } throws: {
      "\($0)".contains("same outcome")
    }
    #expect {
      _ = try AnalysisTable(variables: [], matrix: ColumnMatrix(columns: [[1, 2]]), labels: [1, 0])
    } throws: {
      "\($0)".contains("not as many")
    }
    var definition = BinningDefinition()
    definition.variables["drifitng"] = BinningDefinition.Variable()
    let table = try table(seed: 47, rows: 100)
    #expect {
      _ = try VariableAnalyst(binning: definition, team: ThreadTeam(threadCount: 1)).analyse(table)
    } throws: {
      "\($0)".contains("no such variable. Did you mean “drifting”?")
    }
  }
}
