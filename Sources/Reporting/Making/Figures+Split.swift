import Calendar
import Panel

extension SplitReport.Part {
  /// A set of customers that was evaluated.
  init(_ set: EvaluatedSet) {
    self.init(
      role: set.role, months: set.months, rows: set.evaluation.customers, losses: set.evaluation.losses)
  }
}

extension Figures {
  /// What was evaluated: the training rows, and rows that were not trained on.
  public var evaluatedSets: [EvaluatedSet] {
    guard let split else {
      return [
        EvaluatedSet(role: .training, months: [], evaluation: training),
        EvaluatedSet(role: .test, months: [], evaluation: evaluated),
      ]
    }
    let role: EvaluatedSet.Role =
      split.caution == .customersSplitAtRandom ? .test : (split.outOfTime.isEmpty ? .validation : .outOfTime)
    return [
      EvaluatedSet(role: .training, months: split.training, evaluation: training),
      EvaluatedSet(role: role, months: split.evaluated, evaluation: evaluated),
    ]
  }

  /// Which months served for what, and what their figures are worth.
  ///
  /// - Parameter refitted: whether the model was fitted once more to all rows.
  public func splitReport(refitted: Bool, in language: Language) -> SplitReport {
    var parts = evaluatedSets.map(SplitReport.Part.init)
    if let split, !split.outOfTime.isEmpty {
      let months = population.filter { split.validation.contains($0.month) }
      parts.insert(
        SplitReport.Part(
          role: .validation, months: split.validation,
          rows: months.reduce(0) { $0 + $1.customers - $1.suddenLosses - $1.unknown },
          losses: months.reduce(0) { $0 + $1.losses }), at: 1)
    }
    let notes = [split?.caution].compactMap { $0?.note(in: language) }
    return SplitReport(parts: parts, notes: notes, refitted: refitted)
  }
}

extension TimeSplit.Caution {
  /// What the figures are worth where there were too few months.
  fileprivate func note(in language: Language) -> String {
    switch self {
    case .validationAlsoEvaluates:
      language.text(
        "有结果的月份只有两个：决定何时停止训练的月份同时用于评判，因此各项指标略偏乐观。",
        "Only two months have outcomes: the month that decided when to stop also evaluates, so the figures are a little too good."
      )
    case .customersSplitAtRandom:
      language.text(
        "有结果的月份只有一个：评判用的是随机留出的四分之一客户，不能说明模型在其他月份的表现。",
        "Only one month has outcomes: the figures are of a quarter of the customers, held out at random, and say nothing about other months."
      )
    }
  }
}
