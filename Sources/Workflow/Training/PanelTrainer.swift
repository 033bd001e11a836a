import Calendar
import Configuration
import Learning
import ModelFile
import Panel
import Parallel
import Scoring
import Validation
import Variables

/// From a panel to a model: split by time, variables, fit, judgement, refit.
struct PanelTrainer {
  let configuration: BankConfiguration
  let context: RunContext
  /// What a search for settings of trees may cost; nil for the settings as they are given.
  var tuning: TuningBudget?

  /// A model and everything that is known about how it came to be.
  struct Result {
    var book: RecipeBook
    var model: ScoringModel
    var calibration: Calibration?
    var importance: [Double]
    var rounds: Int?
    /// The settings that a search has found.
    var tuned: TreeTuning?
    var warnings: [String]
    var scorecard: Scorecard?
    /// The coefficients of a logistic regression; empty for trees and scorecards.
    var coefficients: [LogisticCoefficient] = []
    var split: TimeSplit
    var learntFrom: [Month]
    var figures: Figures
    var expectedShareLost: Double
    /// The same for each tier.
    var tierSharesLost: [Double]
    var baseRate: Double
    /// How the months learnt from looked.
    var learntSpreads: LearntSpreads
    /// First and third quartile of each variable among the rows learnt from; nil for categories and constants.
    var usualRanges: [ClosedRange<Double>?]
  }

  func train(_ panel: CustomerPanel) throws -> Result {
    let team = context.team
    var first = try firstFit(panel)
    let judge = Judge(
      scorer: try Scorer(first.fit.model, calibration: first.calibration), maker: first.maker, team: team)
    var figures = try context.step("Judging") {
      try judge.figures(
        first.parts.judged, learnt: first.trainingRows, first.training,
        Judge.Setting(
          configuration: configuration, split: first.split, snapshots: first.snapshots, panel: panel,
          importance: first.fit.importance))
    }
    if first.calibration != nil {
      let plain = Judge(scorer: try Scorer(first.fit.model), maker: first.maker, team: team)
      first.calibrationReport.logLossBefore =
        try plain.judgement(of: first.parts.judged.judged).probabilities?.logLoss
      first.calibrationReport.logLossAfter = figures.judged.probabilities?.logLoss
    }
    figures.calibration = first.calibrationReport
    let usualScoreStability = try usualScoreStability(
      judge, first.parts, first.trainingRows.rows, first.training.matrix, firstMonth: panel.firstMonth)
    let everything = first.parts.all.judged
    first.parts.keepOnlyAll()
    let (last, usual, usualRows) = try lastFit(first, everything)
    let losses = everything.outcomes.count { $0 == .loss }
    return Result(
      book: first.book, model: last.model, calibration: first.calibration, importance: last.importance,
      rounds: last.rounds, tuned: first.fit.tuned,
      warnings: last.scorecard == nil ? first.fit.warnings : last.warnings,
      scorecard: last.scorecard, coefficients: last.coefficients, split: first.split,
      learntFrom: configuration.training.refit ? panel.snapshots : first.split.training, figures: figures,
      expectedShareLost: everything.meanShareLost,
      tierSharesLost: everything.sharesLost(
        byTier: CustomerGroups(panel: panel, configuration: configuration).tiers(
          everything.rows, everything.assets), count: configuration.tiers.tiers.count),
      baseRate: everything.count == 0 ? 0 : Double(losses) / Double(everything.count),
      learntSpreads: LearntSpreads(
        rows: usualRows, matrix: usual.matrix,
        scores: try Scorer(last.model, calibration: first.calibration)
          .probabilities(of: usual.matrix, team: team),
        usualScoreStability: usualScoreStability, book: first.book, firstMonth: panel.firstMonth,
        auc: figures.judged.auc, team: team),
      usualRanges: UsualRanges.of(usual, team: team))
  }

  /// How far the scores of rows that were not learnt from differ from those of rows that were: a model knows its own
  /// rows better, and that is no drift.
  private func usualScoreStability(
    _ judge: Judge, _ parts: Parts, _ rows: [SnapshotRow], _ matrix: ColumnMatrix, firstMonth: Month
  ) throws -> Double? {
    let window = judge.maker.book.window
    let full = VariableSpreads.withFullWindow(rows, from: firstMonth, window: window) ?? Array(rows.indices)
    let learnt = judge.scorer.probabilities(of: matrix, team: context.team)
    let unseen = try judge.probabilities(of: parts.judged.judged.rows)
    return Spread.stability(of: unseen, against: full.map { learnt[$0] })
  }

  /// The rows by what they are for.
  struct Parts {
    var training = OutcomeTable()
    var validation = OutcomeTable()
    var judged = OutcomeTable()
    var all = OutcomeTable()

    init(_ snapshots: [Snapshot], split: TimeSplit, panel: CustomerPanel, seed: UInt64) {
      for snapshot in snapshots { all.append(snapshot) }
      if split.caution == .customersSplitAtRandom {
        for snapshot in snapshots {
          let isHeldOut = snapshot.customers.map {
            SeededSplit.isHeldOut(key: panel.customers[$0], seed: seed)
          }
          training.append(snapshot) { !isHeldOut[$0] }
          validation.append(snapshot) { isHeldOut[$0] }
        }
        judged = validation
        return
      }
      for snapshot in snapshots {
        if split.training.contains(snapshot.month) { training.append(snapshot) }
        if split.validation.contains(snapshot.month) { validation.append(snapshot) }
        if split.judged.contains(snapshot.month) { judged.append(snapshot) }
      }
    }

    /// Lets go of the parts that are in ``all`` too.
    mutating func keepOnlyAll() {
      (training, validation, judged) = (OutcomeTable(), OutcomeTable(), OutcomeTable())
    }
  }
}

extension OutcomeTable {
  func rows(in month: Month) -> OutcomeTable {
    var part = OutcomeTable()
    for index in rows.indices where Int(rows[index].month) == month.index {
      part.rows.append(rows[index])
      part.outcomes.append(outcomes[index])
      part.assets.append(assets[index])
      part.assetsAfter.append(assetsAfter[index])
    }
    return part
  }
}

/// A split of names into learnt-from and held-out that depends on the name and a seed alone.
enum SeededSplit {
  /// One name in four is held out.
  static func isHeldOut(key: String, seed: UInt64) -> Bool { uniform(key, seed) < 0.25 }

  /// The fold that a name belongs to, 0 ..< `count`.
  static func fold(key: String, seed: UInt64, of count: Int) -> Int {
    // Another seed than that of the held-out names, with which folds have nothing to do.
    min(count - 1, Int(uniform(key, ~seed) * Double(count)))
  }

  private static func uniform(_ key: String, _ seed: UInt64) -> Double {
    var stream = RandomStream(seed: seed, key: key)
    return stream.uniform()
  }
}
