import Configuration
import Learning
import Parallel
import Scoring

/// Trains trees on values in memory, scores two new customers and says why: no file and no bank.
///
///     swift run TrainAndScore
@main
enum TrainAndScore {
  static let team = ThreadTeam(threadCount: ThreadTeam.availableProcessors)

  static func main() throws {
    let scorer = try train(on: customers(2000, seed: 1), validation: customers(500, seed: 2))
    // A column per variable, a row per customer.
    let rows = ColumnMatrix(columns: [[0.4, 1.1], [0, 1]])
    let probabilities = scorer.probabilities(of: rows, team: team)
    let shares = scorer.contributions(of: rows, team: team)
    for row in 0..<rows.rowCount {
      print("customer \(row): probability \(probabilities[row])")
      print("  log odds \(scorer.expectedMargin), balance \(shares[2 * row]), payroll \(shares[2 * row + 1])")
    }
  }

  /// Trees that stop when the validation rows say so.
  static func train(on training: TrainingSet, validation: TrainingSet) throws -> Scorer {
    var settings = TreeSettings()
    (settings.rounds, settings.leaves, settings.monotone) = (300, 8, ["balance_ratio": .decreasing])
    let trainer = TreeTrainer(options: try settings.validated(for: training.variables), team: team)
    return try Scorer(.forest(trainer.train(training, validation: validation).forest))
  }

  /// Customers who leave the likelier the more their balance fell, and half as often with their payroll at the bank.
  static func customers(_ count: Int, seed: UInt64) throws -> TrainingSet {
    var random = RandomStream(seed: seed)
    var (balances, payrolls, labels): ([Float], [Float], [Float]) = ([], [], [])
    for _ in 0..<count {
      let (balance, payroll) = (Float(random.uniform()) * 1.5, Float(random.below(2)))
      let probability = (balance < 0.7 ? 0.5 : 0.05) / (payroll == 1 ? 2 : 1)
      balances.append(balance)
      payrolls.append(payroll)
      labels.append(random.uniform() < probability ? 1 : 0)
    }
    return try TrainingSet(
      variables: [
        TrainingVariable(name: "balance_ratio", kind: .numeric),
        TrainingVariable(name: "payroll", kind: .category(levels: 2)),
      ], matrix: ColumnMatrix(columns: [balances, payrolls]), labels: labels)
  }
}
