import Parallel
import Testing

@testable import Metrics

@Suite("Two models on the same rows")
struct PairedComparisonTests {
  private func samples(_ random: inout RandomStream, noise: Double, customers: Int = 2000) throws -> (
    ScoredSample, ScoredSample
  ) {
    let risk = (0..<customers).map { _ in random.uniform() }
    let losses = risk.map { random.chance(0.4 * $0 * $0) }
    let assets = risk.map { _ in 200_000 + 1e6 * random.uniform() }
    let lost = assets.map { ($0 * random.uniform()).rounded() }
    func sample(_ scores: [Double]) throws -> ScoredSample {
      try ScoredSample(
        scores: scores, losses: losses, assets: assets, lostAssets: lost,
        customers: (0..<customers).map { Int32($0 / 2) })
    }
    let blurred = risk.map { min(1, max(0, $0 + noise * random.normal())) }
    return (try sample(blurred), try sample(risk))
  }

  @Test("a model against itself differs in nothing, and nobody moves")
  func same() throws {
    var random = RandomStream(seed: 1)
    let (_, sample) = try samples(&random, noise: 0)
    let bootstrap = Bootstrap(rounds: 20, seed: 1, team: ThreadTeam(threadCount: 2))
    let found = PairedComparison(champion: sample, challenger: sample, bootstrap: bootstrap)
    for difference in [found.auc, found.kolmogorovSmirnov, found.logLoss, found.brier]
      + found.lists.flatMap({ [$0.recall, $0.capturedLostAssets] })
    {
      #expect(difference.difference == 0 && difference.interval == Interval(lower: 0, upper: 0))
      #expect(!difference.isSure && difference.champion == difference.challenger)
    }
    #expect(found.moves.on.customers == 0 && found.moves.off.customers == 0)
    #expect(found.moves.onBoth.customers == 400)
  }

  @Test(
    "a clearly better challenger is surely better, and the paired interval is narrower than the single ones")
  func better() throws {
    var random = RandomStream(seed: 2)
    let (worse, better) = try samples(&random, noise: 0.3)
    let bootstrap = Bootstrap(rounds: 100, seed: 1, team: ThreadTeam(threadCount: 2))
    let found = PairedComparison(champion: worse, challenger: better, bootstrap: bootstrap)
    #expect(found.auc.isSure && (found.auc.difference ?? 0) > 0)
    #expect(found.auc.champion == Evaluation(worse).auc && found.auc.challenger == Evaluation(better).auc)
    let paired = try #require(found.auc.interval)
    let single = try #require(Evaluation(better, bootstrap: bootstrap).bootstrap?.auc)
    let other = try #require(Evaluation(worse, bootstrap: bootstrap).bootstrap?.auc)
    #expect(paired.upper - paired.lower < single.upper - single.lower + other.upper - other.lower)
    let moves = found.moves
    #expect(moves.on.customers == moves.off.customers && moves.onBoth.customers + moves.on.customers == 400)
    #expect(moves.on.losses + moves.onBoth.losses > moves.off.losses + moves.onBoth.losses)
  }

  @Test("is the same for any number of threads")
  func threads() throws {
    var random = RandomStream(seed: 3)
    let (worse, better) = try samples(&random, noise: 0.1)
    let found = [1, 2, 5].map { threads in
      PairedComparison(
        champion: worse, challenger: better,
        bootstrap: Bootstrap(rounds: 11, seed: 9, team: ThreadTeam(threadCount: threads)))
    }
    #expect(found[0] == found[1] && found[1] == found[2])
  }
}
