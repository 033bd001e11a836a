import Calendar
import Configuration
import Learning
import Metrics
import Panel
import Reporting
import Workflow

/// What `train` prints of a model.
struct TrainingWords {
  let outcome: TrainingOutcome

  private var split: TimeSplit? { outcome.model.figures.split }

  var text: String {
    var table = TextTable([("evaluated on", .left)] + Evaluation.heads)
    let (fit, figures) = (outcome.model.fit, outcome.model.figures)
    table.add(figures.evaluated.cells(evaluatedOn))
    table.add(figures.training.cells("the training rows"))
    var text = LeakWords(figures.leaks).text + (fit.tuning.map(tried) ?? "") + table.text
    if let sudden = figures.sudden {
      text += "  Sudden losses, left aside: \(NumberText.count(sudden.customers))"
      if let caught = sudden.caught {
        text += ", of which \(NumberText.count(caught)) score in the top tenth anyway"
      }
      text += ".\n"
    }
    if let crossed = figures.crossValidation { text += Self.words(crossed) }
    text += outcome.model.notes.text
    for warning in fit.warnings + months + cautions { text += "  \(warning)\n" }
    return text + "The model and its report are in \(outcome.folder)."
  }

  private static func words(_ crossed: CrossValidation) -> String {
    var table = TextTable([("", .left), ("mean", .right), ("95% interval", .right)])
    for figure in crossed.figures {
      table.add([
        figure.name.words(in: .english), NumberText.decimal(figure.mean, places: 4),
        figure.interval.map {
          "\(NumberText.decimal($0.lower, places: 4)) … \(NumberText.decimal($0.upper, places: 4))"
        } ?? "–",
      ])
    }
    return "Cross-validation: \(crossed.words(in: .english))\n\(table.text)"
  }

  private var evaluatedOn: String {
    guard let split else { return outcome.model.figures.tableSplit ?? "held-out rows" }
    if split.evaluatesHeldOut { return "a quarter of the customers" }
    return "losses of " + split.evaluated.map { month in (month + 1).description }.joined(separator: ", ")
  }

  private var cautions: [String] {
    switch split?.caution {
    case .validationAlsoEvaluates:
      [
        "There is no month left to evaluate on: the one that decided when to stop also evaluates, so the figures are a little too good."
      ]
    case .customersSplitAtRandom:
      [
        "There is a single month with outcomes: figures are of customers held out at random and say nothing of other months."
      ]
    case .customersWithHistorySplitAtRandom:
      [
        "There is a single month with outcomes and a month before it: figures are of its customers held out at random and say nothing of other months."
      ]
    case nil: []
    }
  }

  /// Which months the figures and the model are of.
  private var months: [String] {
    guard let split else { return [] }
    func list(_ months: [Month]) -> String {
      months.count > 3
        ? "\(months.count) months from \(months[0]) to \(months[months.count - 1])"
        : months.map(\.description).joined(separator: ", ")
    }
    let final = outcome.model.trainedMonths
    let isRefitted = final != split.training || split.holdsOutCustomers
    return [
      "The figures are of a model of \(split.holdsOutCustomers ? "three quarters of the customers of " : "")\(list(split.training))"
        + (isRefitted && !final.isEmpty ? "; the one that is kept is fitted to \(list(final))." : ".")
    ] + [split.historyNote(in: .english)].compactMap { $0 }
  }
  /// What a search for settings has tried.
  private func tried(_ tuning: TreeTuning) -> String {
    let result = tuning.result
    let evaluates = tuning.isTimeOrdered ? "later months" : "parts of the rows"
    var lines =
      "  \(NumberText.count(result.trials.count)) settings were tried on \(tuning.folds) \(evaluates)"
    lines += result.isCutShort ? "; time was up before more were gone through:\n" : ":\n"
    var table = TextTable([
      ("", .left), ("learning_rate", .right), ("leaves", .right), ("minimum_rows", .right), ("l2", .right),
      ("column_share", .right), ("trees", .right), ("of", .right), (name(tuning.settings.stopBy), .right),
    ])
    for (index, trial) in result.trials.enumerated() where trial.stage > 0 {
      let own = trial.settings
      let mark = index == result.best ? "chosen" : index == 0 ? "as given" : "stage \(trial.stage)"
      table.add([
        mark, "\(own.learningRate)", "\(own.leaves)", "\(own.minimumRows)", "\(own.l2)", "\(own.columnShare)",
        "\(trial.trees)", "\(trial.limit)", Language.fixed(trial.figure, decimals: 5),
      ])
    }
    return lines + table.text
  }

  private func name(_ metric: TreeSettings.Metric) -> String {
    switch metric {
    case .logLoss: "log-loss"
    case .auc: "AUC"
    case .lift: "lift"
    }
  }
}

extension Evaluation {
  /// The heads of ``cells(_:)`` behind the first.
  static let heads: [(String, TextTable.Alignment)] = [
    ("customers", .right), ("losses", .right), ("AUC", .right), ("KS", .right),
    ("lift in the top decile", .right), ("log-loss", .right),
  ]

  /// The figures as cells of a text table.
  func cells(_ title: String) -> [String] {
    func show(_ value: Double?, _ decimals: Int) -> String {
      value.map { NumberText.decimal($0, places: decimals) } ?? "–"
    }
    return [
      title, NumberText.count(customers), NumberText.count(losses), show(auc, 4),
      show(kolmogorovSmirnov?.value, 4), show(topDecile?.lift, 2), show(probabilities?.logLoss, 4),
    ]
  }
}
