import Configuration
import Learning
import Panel
import Parallel
import Validation
import Variables

/// Customers at snapshot months with what became of them, in the order of months and customers.
struct OutcomeTable: Sendable {
  var rows: [SnapshotRow] = []
  var outcomes: [Snapshot.Outcome] = []
  var assets: [Double] = []
  var assetsAfter: [Double] = []

  var count: Int { rows.count }

  mutating func append(_ snapshot: Snapshot, where isWanted: (_ index: Int) -> Bool = { _ in true }) {
    for index in snapshot.customers.indices where isWanted(index) {
      rows.append(SnapshotRow(customer: snapshot.customers[index], month: snapshot.month))
      outcomes.append(snapshot.outcomes[index])
      assets.append(snapshot.assets[index])
      assetsAfter.append(snapshot.assetsAfter[index])
    }
  }

  /// The rows with one of some outcomes.
  func rows(with wanted: Set<Snapshot.Outcome>) -> OutcomeTable {
    var part = OutcomeTable()
    for index in rows.indices where wanted.contains(outcomes[index]) {
      part.rows.append(rows[index])
      part.outcomes.append(outcomes[index])
      part.assets.append(assets[index])
      part.assetsAfter.append(assetsAfter[index])
    }
    return part
  }

  /// The rows that may be learnt from and that headline figures are of: known outcomes, sudden losses left out.
  var judged: OutcomeTable { rows(with: [.kept, .loss]) }

  /// What can be learnt from.
  func trainingSet(_ maker: VariableMaker, team: ThreadTeam) throws -> TrainingSet {
    try TrainingSet(
      variables: maker.book.trainingVariables, matrix: maker.matrix(rows, team: team),
      labels: outcomes.map { $0 == .kept ? 0 : 1 })
  }

  /// Mean share of the assets that a loss takes; 1 where there was no loss.
  var meanShareLost: Double {
    var (sum, count) = (0.0, 0)
    for index in rows.indices where outcomes[index] == .loss && assets[index] > 0 {
      sum += min(1, max(0, (assets[index] - assetsAfter[index]) / assets[index]))
      count += 1
    }
    return count == 0 ? 1 : sum / Double(count)
  }

  /// Losses of the mean share that each tier is taken to have had besides its own, so that few losses do not decide.
  static let lossesOfTheMean = 50.0

  /// The share that a loss takes on average in each tier: `(Σ share + k · mean) / (n + k)` over its `n` losses, with `k` of
  /// ``lossesOfTheMean`` (credibility weighting: H. Bühlmann, "Experience rating and credibility", 1967).
  func sharesLost(byTier tiers: [Int], count: Int) -> [Double] {
    let mean = meanShareLost
    var sums = [Double](repeating: Self.lossesOfTheMean * mean, count: count)
    var losses = [Double](repeating: Self.lossesOfTheMean, count: count)
    for index in rows.indices where outcomes[index] == .loss && assets[index] > 0 {
      sums[tiers[index]] += min(1, max(0, (assets[index] - assetsAfter[index]) / assets[index]))
      losses[tiers[index]] += 1
    }
    return zip(sums, losses).map { $0 / $1 }
  }

  /// The snapshot month of each row, as a number.
  var times: [Double] { rows.map { Double($0.month) } }

  func sample(scores: [Double]) throws -> ScoredSample {
    try ScoredSample(
      scores: scores, losses: outcomes.map { $0 != .kept }, assets: assets,
      lostAssets: rows.indices.map { outcomes[$0] == .kept ? 0 : max(0, assets[$0] - assetsAfter[$0]) },
      customers: rows.map { Int32($0.customer) })
  }
}

extension RecipeBook {
  /// The variables as learners know them.
  var trainingVariables: [TrainingVariable] {
    recipes.map { recipe in
      TrainingVariable(
        name: recipe.name, kind: recipe.isCategory ? .category(levels: recipe.levels?.count ?? 0) : .numeric)
    }
  }
}
