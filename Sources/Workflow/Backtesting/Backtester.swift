import Calendar
import Configuration
import Messages
import Panel
import Scoring
import Validation
import Variables

/// Trains once more at the end of each of the last months with what was known then, and evaluates on the month after.
struct Backtester {
  let configuration: BankConfiguration
  /// The last month that may be looked at; nil: no limit.
  let month: Month?
  let rounds: Int
  let context: RunContext

  /// The figures, oldest month first.
  ///
  /// The panel is read anew for every round up to the month at whose end it stands, as `churn train --month` would: no
  /// later row can reach the model.
  func backtest() throws -> Backtest {
    let whole = try read(until: month)
    guard whole.snapshots.count > rounds else {
      throw RunError(
        "A back-test of \(rounds) needs \(rounds + 1) snapshot months with known outcomes, one more to train on before "
          + "the first; the panel has \(whole.snapshots.count). Ask for \(max(1, whole.snapshots.count - 1)) or give more "
          + "months.")
    }
    let rules = SimpleRuleScores(panel: whole, assets: configuration.assets, team: context.team)
    return Backtest(
      try whole.snapshots.suffix(rounds).map { snapshot in
        let trainer = try PanelTrainer(read(until: snapshot), configuration: configuration, context: context)
        let fit = try trainer.modelOnly()
        let evaluated = OutcomeTable([
          whole.snapshot(of: snapshot, configuration: configuration, team: context.team)
        ]).evaluated
        let evaluator = Evaluator(
          scorer: try fit.scorer(),
          maker: try VariableMaker(book: fit.book(of: trainer.maker.book), panel: whole), team: context.team
        )
        return Backtest.Round(
          snapshot: snapshot, trainedOn: trainer.trainedMonths, model: try evaluator.scored(evaluated).sample,
          rules: try rules.scores(of: evaluated.rows).mapValues { try evaluated.sample(scores: $0) })
      })
  }

  private func read(until month: Month?) throws -> CustomerPanel {
    try context.read(PanelRequest(snapshots: .labelled(until: month)), configuration)
  }
}
