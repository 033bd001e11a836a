import Configuration
import Foundation
import Parallel
import Testing

@testable import Learning

/// What scikit-learn and statsmodels fit to small tables; `benchmarks/run logistic-figures` makes it anew.
private struct PeerFits: Decodable {
  struct Table: Decodable {
    var values: [[Float]]
    var free: [Double]
    var freeErrors: [Double]
    var freeZ: [Double]
    var freeP: [Double]
    var freeInterval: [[Double]]
    var logLikelihood: Double
    var likelihoodRatio: Double
    var likelihoodRatioP: Double
    var ridge: [Double]
    var offset: [Double]
    var offsetErrors: [Double]
    var elastic: [Elastic]
  }

  struct Elastic: Decodable {
    var share: Double
    var penalty: Double
    var coefficients: [Double]
  }

  var l2: Double
  var labels: [Float]
  var tables: [String: Table]

  static func load() throws -> PeerFits {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/logistic.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(PeerFits.self, from: Data(contentsOf: file))
  }
}

@Suite("Logistic fits of peers")
struct LogisticFiguresTests {
  /// Numbers that are neither cut nor bent, as the peers take them.
  private func options(l2: Double) throws -> ValidLogisticOptions {
    var options = LogisticOptions()
    (options.clippedShare, options.transformsLongTails, options.settings.l2) = (0, false, l2)
    (options.tolerance, options.iterations) = (1e-15, 200)
    return try options.validated()
  }

  private func set(_ columns: [[Float]], _ labels: [Float]) throws -> TrainingSet {
    try TrainingSet(
      variables: columns.indices.map { TrainingVariable(name: "v\($0)", kind: .numeric) },
      matrix: ColumnMatrix(columns: columns), labels: labels)
  }

  private func difference(_ found: [Double], _ expected: [Double]) -> Double {
    found.count == expected.count
      ? zip(found, expected).map { ($0 - $1).magnitude / max(1, $1.magnitude) }.max() ?? 0 : .infinity
  }

  @Test(
    "are ours: coefficients to 1e-6, standard errors to 1e-5, z, p, intervals and likelihood ratios",
    arguments: ["plain", "ill"])
  func inference(name: String) throws {
    let peers = try PeerFits.load()
    let table = try #require(peers.tables[name])
    let trainer = LogisticTrainer(options: try options(l2: 0), team: ThreadTeam(threadCount: 2))
    let fit = try trainer.train(set(table.values, peers.labels))
    #expect(fit.isConverged)
    #expect(difference(fit.coefficients.map(\.estimate), table.free) < 1e-6)
    #expect(difference(fit.coefficients.compactMap(\.standardError), table.freeErrors) < 1e-5)
    #expect(difference(fit.coefficients.compactMap(\.z), table.freeZ) < 1e-5)
    #expect(difference(fit.coefficients.compactMap(\.pValue), table.freeP) < 1e-6)
    #expect(
      difference(fit.coefficients.compactMap(\.interval?.lowerBound), table.freeInterval.map { $0[0] }) < 1e-5
    )
    #expect(
      difference(fit.coefficients.compactMap(\.interval?.upperBound), table.freeInterval.map { $0[1] }) < 1e-5
    )
    #expect((fit.logLikelihood - table.logLikelihood).magnitude < 1e-6)
    let reduced = try trainer.train(set(Array(table.values.dropLast(2)), peers.labels))
    let ratio = LikelihoodRatio(full: fit, reduced: reduced)
    #expect(ratio.degreesOfFreedom == 2 && (ratio.statistic - table.likelihoodRatio).magnitude < 1e-6)
    #expect((ratio.pValue - table.likelihoodRatioP).magnitude < 1e-9)
    let ridge = try LogisticTrainer(options: options(l2: peers.l2), team: ThreadTeam(threadCount: 1))
      .train(set(table.values, peers.labels))
    #expect(difference(ridge.coefficients.map(\.estimate), table.ridge) < 1e-6)
  }

  @Test("with an offset are ours", arguments: ["plain", "ill"])
  func offsets(name: String) throws {
    let peers = try PeerFits.load()
    let table = try #require(peers.tables[name])
    let first = table.values[0].map { Double($0) }
    let mean = first.reduce(0, +) / Double(first.count)
    let deviation = (first.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(first.count)).squareRoot()
    let fit = try LogisticTrainer(options: options(l2: 0), team: ThreadTeam(threadCount: 2)).train(
      set(Array(table.values.dropFirst()), peers.labels), offsets: first.map { 0.3 * ($0 - mean) / deviation }
    )
    #expect(difference(fit.coefficients.map(\.estimate), table.offset) < 1e-6)
    #expect(difference(fit.coefficients.compactMap(\.standardError), table.offsetErrors) < 1e-5)
  }

  @Test("of the lasso and the elastic net are ours to 1e-5")
  func elasticNet() throws {
    let peers = try PeerFits.load()
    let table = try #require(peers.tables["plain"])
    for share in [1.0, 0.5] {
      let expected = table.elastic.filter { $0.share == share }
      var settings = LogisticSettings()
      (settings.penalty, settings.absoluteShare) = (.elasticNet, share)
      var path = LogisticPathOptions(settings: settings)
      (path.penalties, path.tolerance) = (expected.map(\.penalty), 1e-10)
      path.preparation.clippedShare = 0
      path.preparation.transformsLongTails = false
      let steps = try LogisticPathTrainer(options: path.validated(), team: ThreadTeam(threadCount: 2))
        .train(set(table.values, peers.labels))
      #expect(steps.count == expected.count)
      for (step, peer) in zip(steps, expected) {
        #expect(step.isConverged && difference(step.coefficients, peer.coefficients) < 1e-5)
        #expect(step.activeColumns == peer.coefficients.dropFirst().count { $0 != 0 })
      }
    }
  }
}
