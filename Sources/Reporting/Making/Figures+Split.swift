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
      split.evaluatesHeldOut ? .test : (split.outOfTime.isEmpty ? .validation : .outOfTime)
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
    if let split, !split.outOfTime.isEmpty, !split.holdsOutCustomers {
      let months = population.filter { split.validation.contains($0.month) }
      parts.insert(
        SplitReport.Part(
          role: .validation, months: split.validation,
          rows: months.reduce(0) { $0 + $1.customers - $1.suddenLosses - $1.unknown },
          losses: months.reduce(0) { $0 + $1.losses }), at: 1)
    }
    let notes = [split?.caution?.note(in: language), split?.historyNote(in: language)].compactMap { $0 }
    return SplitReport(parts: parts, notes: notes, refitted: refitted)
  }
}

extension TimeSplit {
  /// Why the first month is not trained on alone; nil where it is, or would not have been.
  public func historyNote(in language: Language) -> String? {
    guard holdsOutCustomers, let first = training.first, let month = validation.last else { return nil }
    return language.text(
      "\(first) 之前没有数据，变化类变量为空，因此不单独用它学习：一并用 \(month) 的四分之三客户学习，其余四分之一决定何时停止。",
      "\(first) has no month before it, so variables of change are empty there: \(month) was trained on as well, without a "
        + "quarter of the customers, who decided when to stop.")
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
    case .customersWithHistorySplitAtRandom:
      language.text(
        "有结果的月份只有两个，其中只有一个之前还有数据：评判用的是这个月随机留出的四分之一客户，不能说明模型在其他月份的表现。",
        "Only two months have outcomes, and only one of them has a month before it: the figures are of a quarter of that "
          + "month's customers, held out at random, and say nothing about other months.")
    }
  }
}
