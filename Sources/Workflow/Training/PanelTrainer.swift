import Configuration
import Learning
import ModelFile
import Numerics
import Panel
import Scoring
import Validation
import Variables

/// From a panel to a model: split by time, variables, fit, judgement, refit.
struct PanelTrainer {
  let configuration: BankConfiguration
  let context: RunContext

  /// A model and everything that is known about how it came to be.
  struct Result {
    var book: RecipeBook
    var model: ScoringModel
    var importance: [Double]
    var rounds: Int?
    var warnings: [String]
    var scorecard: Scorecard?
    var split: TimeSplit
    var learntFrom: [Month]
    var figures: Figures
    var expectedShareLost: Double
    var baseRate: Double
    /// How the months learnt from looked.
    var learntSpreads: LearntSpreads
    /// First and third quartile of each variable among the rows learnt from; nil for categories and constants.
    var usualRanges: [ClosedRange<Double>?]
  }

  func train(_ panel: Panel) throws -> Result {
    let team = context.team
    let snapshots = context.step("Population and losses") {
      panel.snapshots.map { panel.snapshot(of: $0, configuration: configuration, team: team) }
    }
    let split = TimeSplit(snapshots: panel.snapshots)
    var parts = Parts(snapshots, split: split, panel: panel, seed: configuration.training.seed)
    let book = StandardRecipes.book(for: panel, configuration: configuration, snapshotMonths: panel.snapshots)
    let maker = try VariableMaker(book: book, panel: panel)
    let fitter = ModelFitter(
      definition: configuration.training, binning: configuration.binning, book: book, context: context)

    let trainingRows = parts.training.judged
    let training = try context.step("Variables") { try trainingRows.trainingSet(maker, team: team) }
    let validationRows = parts.validation.judged
    let validation = validationRows.count > 0 ? try validationRows.trainingSet(maker, team: team) : nil
    let first = try fitter.fit(training, validation: validation)
    let scorer = try Scorer(first.model)

    let judge = Judge(scorer: scorer, maker: maker, team: team)
    let figures = try context.step("Judging") {
      try judge.figures(
        parts.judged, learnt: trainingRows, training,
        Judge.Setting(
          configuration: configuration, split: split, snapshots: snapshots, panel: panel,
          importance: first.importance))
    }

    let usualScoreStability = usualScoreStability(
      judge, parts, trainingRows.rows, training.matrix, firstMonth: panel.firstMonth)
    parts.keepOnlyAll()
    let everything = parts.all.judged
    var last = first
    var learntFrom = split.training
    var (usual, usualRows) = (training, trainingRows.rows)
    if configuration.training.refit {
      let all = try context.step("Variables of all months") { try everything.trainingSet(maker, team: team) }
      last = try fitter.fit(all, validation: nil, rounds: first.rounds)
      learntFrom = panel.snapshots
      (usual, usualRows) = (all, everything.rows)
    }
    let losses = everything.outcomes.count { $0 == .loss }
    return Result(
      book: book, model: last.model, importance: last.importance, rounds: last.rounds,
      warnings: last.scorecard == nil ? first.warnings : last.warnings, scorecard: last.scorecard,
      split: split, learntFrom: learntFrom, figures: figures,
      expectedShareLost: everything.meanShareLost,
      baseRate: everything.count == 0 ? 0 : Double(losses) / Double(everything.count),
      learntSpreads: LearntSpreads(
        rows: usualRows, matrix: usual.matrix,
        scores: try Scorer(last.model).probabilities(of: usual.matrix, team: team),
        usualScoreStability: usualScoreStability, book: book, firstMonth: panel.firstMonth,
        auc: figures.judged.auc, team: team),
      usualRanges: UsualRanges.of(usual, team: team))
  }

  /// How far the scores of rows that were not learnt from differ from those of rows that were: a model knows its own
  /// rows better, and that is no drift.
  private func usualScoreStability(
    _ judge: Judge, _ parts: Parts, _ rows: [SnapshotRow], _ matrix: ColumnMatrix, firstMonth: Month
  ) -> Double? {
    let window = judge.maker.book.window
    let full = VariableSpreads.withFullWindow(rows, from: firstMonth, window: window) ?? Array(rows.indices)
    let learnt = judge.scorer.probabilities(of: matrix, team: context.team)
    let unseen = judge.probabilities(of: parts.judged.judged.rows)
    return Spread.stability(of: unseen, against: full.map { learnt[$0] })
  }

  /// The rows by what they are for.
  struct Parts {
    var training = OutcomeTable()
    var validation = OutcomeTable()
    var judged = OutcomeTable()
    var all = OutcomeTable()

    init(_ snapshots: [Snapshot], split: TimeSplit, panel: Panel, seed: UInt64) {
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
  static func isHeldOut(key: String, seed: UInt64) -> Bool {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var stream = RandomStream(seed: seed, stream: hash)
    return stream.uniform() < 0.25
  }
}

extension Scorer {
  /// The probability of a loss of each row.
  func probabilities(of matrix: ColumnMatrix, team: ThreadTeam) -> [Double] {
    margins(of: matrix, team: team).map { Scorer.probability(ofMargin: $0) }
  }
}
