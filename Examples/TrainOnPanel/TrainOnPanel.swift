import Calendar
import Configuration
import Learning
import Metrics
import Panel
import Parallel
import Validation
import Variables

/// Trains on the panel that a configuration describes, with the libraries alone, and evaluates on its last month.
///
///     swift run TrainOnPanel datasets/sample/bank.yaml
@main
enum TrainOnPanel {
  static func main() throws {
    guard let path = CommandLine.arguments.dropFirst().first else {
      return print("Give the bank's configuration: TrainOnPanel bank.yaml")
    }
    let team = ThreadTeam(threadCount: ThreadTeam.availableProcessors)
    let result = try train(BankConfiguration.load(path: path), team: team)
    print("trees: \(result.fit.rounds ?? 0)")
    print("AUC out of time: \(result.evaluation.auc ?? .nan) of \(result.evaluation.customers) customers")
  }

  static func train(_ configuration: BankConfiguration, team: ThreadTeam) throws -> TrainingResult<Evaluation>
  {
    let panel = try PanelReader(
      configuration: configuration, request: PanelRequest(snapshots: .labelled(until: nil))
    ).read(team: team)
    let split = TimeSplit(snapshots: panel.snapshots)
    let book = StandardRecipes.book(for: panel, configuration: configuration, snapshotMonths: panel.snapshots)
    let maker = try VariableMaker(book: book, panel: panel)

    func outcomes(_ months: [Month]) -> OutcomeTable {
      OutcomeTable(months.map { panel.snapshot(of: $0, configuration: configuration, team: team) }).evaluated
    }
    func rows(_ months: [Month]) throws -> TrainingSet {
      let table = outcomes(months)
      return try TrainingSet(
        variables: book.trainingVariables, matrix: maker.matrix(table.rows, team: team), labels: table.labels)
    }
    let trainer = ModelTrainer(
      definition: configuration.training, binning: configuration.binning, book: book, team: team)
    return try trainer.train(
      TrainingRows(
        training: { try rows(split.training) }, validation: { try rows(split.validation) },
        refits: [{ try rows(panel.snapshots) }]),
      evaluate: { first, _ in
        let evaluated = outcomes(split.evaluated)
        let scores = try first.scorer().probabilities(
          of: maker.matrix(evaluated.rows, team: team), team: team)
        return Evaluation(try evaluated.sample(scores: scores))
      })
  }
}
