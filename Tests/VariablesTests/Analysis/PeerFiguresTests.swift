import Configuration
import Foundation
import Parallel
import Testing

@testable import Variables

/// Figures that toad, optbinning, statsmodels and scikit-learn computed; `benchmarks/run analysis-figures` makes them
/// anew.
private struct PeerFigures: Decodable {
  struct Variable: Decodable {
    var cuts: [Double]
    var ivToad: Double
    var ivPartsToad: [Double]
    var woeToad: [Double]
    var ivOptbinning: Double
    var woeOptbinning: [Double]
    var ksToad: Double
    var ksOptbinning: Double
    var aucScikitLearn: Double
    var giniOptbinning: Double
    var psiToad: [Double]
  }

  var labels: [Float]
  var periods: [UInt8]
  var columns: [String: [Float]]
  var pearson: [[Double]]
  var spearman: [[Double]]
  var vifStatsmodels: [String: Double]
  var variables: [String: Variable]

  static func load() throws -> PeerFigures {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/analysis.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(PeerFigures.self, from: Data(contentsOf: file))
  }
}

@Suite("Figures of peers on the same bins")
struct PeerFiguresTests {
  private static let names = ["wide", "amount", "count", "mixed"]

  @Test(
    "are ours to nine decimals: WoE, IV, KS, AUC, Gini, PSI of toad, optbinning, scikit-learn; VIF of statsmodels"
  )
  func figures() throws {
    let peers = try PeerFigures.load()
    var definition = BinningDefinition()
    for (name, variable) in peers.variables {
      var own = BinningDefinition.Variable()
      own.cuts = variable.cuts
      definition.variables[name] = own
    }
    let table = try AnalysisTable(
      variables: Self.names.map { AnalysisTable.Variable(name: $0) },
      matrix: ColumnMatrix(columns: try Self.names.map { try #require(peers.columns[$0]) }),
      labels: peers.labels, periods: ["a", "b", "c"], periodOfRow: peers.periods)
    let result = try VariableAnalyst(binning: definition, team: ThreadTeam(threadCount: 2)).analyse(table)
    func close(_ found: Double, _ expected: Double) -> Bool { (found - expected).magnitude < 1e-9 }
    for found in result.variables {
      let peer = try #require(peers.variables[found.name])
      let bins = found.binning.bins.dropLast()
      #expect(bins.count == peer.woeToad.count)
      for (index, bin) in bins.enumerated() {
        #expect(close(bin.woe, peer.woeToad[index]) && close(bin.woe, peer.woeOptbinning[index]))
        #expect(close(bin.informationPart, peer.ivPartsToad[index]))
      }
      #expect(
        close(found.informationValue, peer.ivToad) && close(found.informationValue, peer.ivOptbinning))
      #expect(close(found.ks, peer.ksToad) && close(found.auc, peer.aucScikitLearn))
      #expect(close(found.gini, peer.giniOptbinning) && close(found.ks, peer.ksOptbinning))
      for (period, psi) in peer.psiToad.enumerated() {
        #expect(close(found.periods[period + 1].psi ?? -1, psi))
      }
      #expect(close(found.vif ?? 0, peers.vifStatsmodels[found.name] ?? -1))
    }
  }
}
