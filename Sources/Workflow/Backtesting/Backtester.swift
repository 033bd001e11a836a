import Calendar
import Configuration
import Panel
import Scoring
import Validation
import Variables

/// Learns again at the end of each of the last months what could be learnt then, and judges it on the month after.
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
        "A back-test of \(rounds) needs \(rounds + 1) snapshot months with known outcomes, one more to learn from before "
          + "the first; the panel has \(whole.snapshots.count). Ask for \(max(1, whole.snapshots.count - 1)) or give more "
          + "months.")
    }
    let rules = SimpleRuleScores(panel: whole, assets: configuration.assets, team: context.team)
    return Backtest(
      try whole.snapshots.suffix(rounds).map { snapshot in
        let known = try read(until: snapshot)
        let trainer = PanelTrainer(configuration: configuration, context: context)
        let model = try trainer.modelOnly(known)
        var table = OutcomeTable()
        table.append(whole.snapshot(of: snapshot, configuration: configuration, team: context.team))
        let judged = table.judged
        let judge = Judge(
          scorer: model.scorer, maker: try VariableMaker(book: model.book, panel: whole), team: context.team)
        return Backtest.Round(
          snapshot: snapshot, learntFrom: model.learntFrom, model: try judge.scored(judged).sample,
          rules: try rules.scores(of: judged.rows).mapValues { try judged.sample(scores: $0) })
      })
  }

  private func read(until month: Month?) throws -> CustomerPanel {
    try context.step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: PanelRequest(snapshots: .labelled(until: month)))
        .read(team: context.team, progress: context.readingProgress)
    }
  }
}

extension PanelTrainer {
  /// The model that ``train(_:)`` gives, without its figures.
  func modelOnly(_ panel: CustomerPanel) throws -> (scorer: Scorer, book: RecipeBook, learntFrom: [Month]) {
    let first = try firstFit(panel)
    let last = try lastFit(first, first.parts.all.judged)
    return (
      try Scorer(last.fit.model, calibration: first.calibration), first.book,
      configuration.training.refit ? panel.snapshots : first.split.training
    )
  }
}
