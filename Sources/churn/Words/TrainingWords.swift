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

  private var language: Language { outcome.language }
  private var words: QuestionWords { outcome.words }

  private var split: TimeSplit? { outcome.model.figures.split }

  var text: String {
    var table = TextTable(in: language, [("评判样本", "evaluated on", .left)] + Evaluation.heads(words))
    let (fit, figures) = (outcome.model.fit, outcome.model.figures)
    table.add(figures.evaluated.cells(evaluatedOn))
    table.add(figures.training.cells(language.text("学习样本", "the training rows")))
    var text = LeakWords(figures.leaks, in: language).text + (fit.tuning.map(tried) ?? "") + table.text
    if let sudden = figures.sudden {
      let (customers, caught) = (NumberText.count(sudden.customers), sudden.caught.map(NumberText.count))
      text += language.text(
        "  突发流失（不参与学习）：\(customers) 户" + (caught.map { "，其中 \($0) 户得分仍在前 10%" } ?? "") + "。\n",
        "  Sudden losses, left aside: \(customers)"
          + (caught.map { ", of which \($0) score in the top tenth anyway" } ?? "") + ".\n")
    }
    if let crossed = figures.crossValidation { text += words(crossed) }
    text += outcome.model.notes.text(in: language)
    for warning in fit.warnings + months + cautions { text += "  \(warning.text(in: language))\n" }
    return text
      + language.text(
        "模型与报告在 \(outcome.folder)。", "The model and its report are in \(outcome.folder).")
  }

  private func words(_ crossed: CrossValidation) -> String {
    var table = TextTable(
      in: language, [("", "", .left), ("均值", "mean", .right), ("95% 区间", "95% interval", .right)])
    for figure in crossed.figures {
      table.add([
        figure.name.words(in: language), NumberText.decimal(figure.mean, places: 4),
        figure.interval.map {
          "\(NumberText.decimal($0.lower, places: 4)) … \(NumberText.decimal($0.upper, places: 4))"
        } ?? "–",
      ])
    }
    return language.text("交叉验证：", "Cross-validation: ") + "\(crossed.words(in: language))\n\(table.text)"
  }

  private var evaluatedOn: String {
    guard let split else {
      return outcome.model.figures.tableSplit?.text(in: language) ?? language.text("留出的行", "held-out rows")
    }
    if split.evaluatesHeldOut { return language.text("四分之一的客户", "a quarter of the customers") }
    let months = split.evaluated.map { month in (month + 1).description }
    return words.text(
      language, "\(months.joined(separator: "、")) 的流失", "losses of \(months.joined(separator: ", "))")
  }

  private var cautions: [Remark] {
    switch split?.caution {
    case .validationAlsoEvaluates:
      [
        Remark(
          chinese: "没有可单独用于评判的月份：决定何时停止训练的月份同时用于评判，因此各项指标略偏乐观。",
          english:
            "There is no month left to evaluate on: the one that decided when to stop also evaluates, so the figures are a little too good."
        )
      ]
    case .customersSplitAtRandom:
      [
        Remark(
          chinese: "有结果的月份只有一个：各项指标来自随机留出的客户，不能说明模型在其他月份的表现。",
          english:
            "There is a single month with outcomes: figures are of customers held out at random and say nothing of other months."
        )
      ]
    case .customersWithHistorySplitAtRandom:
      [
        Remark(
          chinese: "有结果且此前还有月份的只有一个月：各项指标来自该月随机留出的客户，不能说明模型在其他月份的表现。",
          english:
            "There is a single month with outcomes and a month before it: figures are of its customers held out at random and say nothing of other months."
        )
      ]
    case nil: []
    }
  }

  /// Which months the figures and the model are of.
  private var months: [Remark] {
    guard let split else { return [] }
    func list(_ months: [Month], _ language: Language) -> String {
      guard months.count > 3 else {
        return months.map(\.description).joined(separator: language.text("、", ", "))
      }
      let (first, last) = (months[0], months[months.count - 1])
      return language.text(
        "\(first) 至 \(last) 的 \(months.count) 个月", "\(months.count) months from \(first) to \(last)")
    }
    let final = outcome.model.trainedMonths
    let isRefitted = !final.isEmpty && (final != split.training || split.holdsOutCustomers)
    let sentence = Remark(
      chinese: "各项指标来自在 \(list(split.training, .chinese))\(split.holdsOutCustomers ? "的四分之三客户" : "")上学习的模型"
        + (isRefitted ? "；保存的模型在 \(list(final, .chinese))上学习。" : "。"),
      english:
        "The figures are of a model of \(split.holdsOutCustomers ? "three quarters of the customers of " : "")"
        + list(split.training, .english)
        + (isRefitted ? "; the one that is kept is fitted to \(list(final, .english))." : "."))
    let history = split.historyNote(in: .chinese).flatMap { chinese in
      split.historyNote(in: .english).map { Remark(chinese: chinese, english: $0) }
    }
    return [sentence] + [history].compactMap { $0 }
  }

  /// What a search for settings has tried.
  private func tried(_ tuning: TreeTuning) -> String {
    let result = tuning.result
    let (trials, isCut) = (NumberText.count(result.trials.count), result.isCutShort)
    let lines = language.text(
      "  在 \(tuning.folds) \(tuning.isTimeOrdered ? "个较晚月份" : "份留出的行")上试了 \(trials) 组参数"
        + (isCut ? "；时间用完，未试完：\n" : "：\n"),
      "  \(trials) settings were tried on \(tuning.folds) "
        + (tuning.isTimeOrdered ? "later months" : "parts of the rows")
        + (isCut ? "; time was up before more were gone through:\n" : ":\n"))
    let settings = ["learning_rate", "leaves", "minimum_rows", "l2", "column_share"]
    var table = TextTable(
      in: language,
      [("", "", .left)] + settings.map { ($0, $0, .right) } + [
        ("树数", "trees", .right), ("上限", "of", .right),
        (name(tuning.settings.stopBy, .chinese), name(tuning.settings.stopBy, .english), .right),
      ])
    for (index, trial) in result.trials.enumerated() where trial.stage > 0 {
      let own = trial.settings
      let mark =
        index == result.best
        ? language.text("选用", "chosen")
        : index == 0
          ? language.text("原参数", "as given") : language.text("第 \(trial.stage) 轮", "stage \(trial.stage)")
      table.add([
        mark, "\(own.learningRate)", "\(own.leaves)", "\(own.minimumRows)", "\(own.l2)", "\(own.columnShare)",
        "\(trial.trees)", "\(trial.limit)", Language.fixed(trial.figure, decimals: 5),
      ])
    }
    return lines + table.text
  }

  private func name(_ metric: TreeSettings.Metric, _ language: Language) -> String {
    switch metric {
    case .logLoss: language.text("对数损失", "log-loss")
    case .auc: "AUC"
    case .lift: language.text("提升度", "lift")
    }
  }
}

extension Evaluation {
  /// The heads of ``cells(_:)`` behind the first.
  static func heads(_ words: QuestionWords = .loss) -> [(String, String, TextTable.Alignment)] {
    let events = (words.text(.chinese, "流失", ""), words.text(.english, "", "losses"))
    return [
      ("客户数", "customers", .right), (events.0, events.1, .right), ("AUC", "AUC", .right),
      ("KS", "KS", .right),
      ("前 10% 提升度", "lift in the top decile", .right), ("对数损失", "log-loss", .right),
    ]
  }

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
