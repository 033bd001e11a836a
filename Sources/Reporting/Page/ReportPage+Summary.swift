import Calendar
import Configuration
import Metrics

extension ReportPage {
  var summarySection: PageSection? {
    var parts = [paragraph(purpose)]
    if let headline = content.headline {
      parts.append(keyFigures(headline.evaluation))
      parts.append(paragraph(quality(headline)))
      if let text = moneyText(headline.evaluation) { parts.append(paragraph(text)) }
      if let text = listText(headline.evaluation) { parts.append(paragraph(text)) }
    }
    let warnings = self.warnings
    if !warnings.isEmpty {
      parts.append(.element("h3", text: say(zh: "需要留意", en: "What to watch")))
      parts.append(.block("ul", [("class", "watch")], warnings.map { .element("li", text: $0) }))
    }
    return PageSection(id: "summary", title: say(zh: "摘要", en: "Summary"), parts: parts)
  }

  private var purpose: String {
    switch content.subject {
    case .panel(let floor, let loss):
      say(
        zh: "模型为资产高于 \(money(floor))的客户估计下个月资产流失的概率。\(lossDefinition(loss))",
        en:
          "The model estimates, for every customer with assets above \(money(floor)), the probability that assets "
          + "will be lost next month. \(lossDefinition(loss))")
    case .question(let question):
      say(
        zh: "模型为所问的客户估计\(time(question))“\(question.event)”的概率。\(definition(question))",
        en:
          "The model estimates, for every customer who is asked about, the probability of a \(question.event) "
          + "\(time(question)). \(definition(question))")
    case .table(let label, _):
      say(
        zh: "模型为表中每一行估计“\(label)”发生的概率。",
        en: "The model estimates the probability of “\(label)” for every row of the table.")
    }
  }

  /// The label in a sentence.
  func lossDefinition(_ loss: LossDefinition) -> String {
    let share = percent(loss.share, decimals: 0)
    return switch loss.rule {
    case .drop:
      say(
        zh: "流失指下月资产比本月减少 \(share) 及以上。",
        en: "A loss means that next month's assets are lower than this month's by \(share) or more.")
    case .floor:
      say(zh: "流失指下月资产低于上述门槛。", en: "A loss means that next month's assets are below that floor.")
    case .demotion:
      say(zh: "流失指下月降到较低的层级（降星）。", en: "A loss means a lower tier next month (demotion).")
    }
  }

  private func time(_ question: QuestionSubject) -> String {
    question.within == 1
      ? say(zh: "下月", en: "next month")
      : say(zh: "此后 \(question.within) 个月内", en: "in the next \(question.within) months")
  }

  /// A question's rules in a sentence.
  func definition(_ question: QuestionSubject) -> String {
    let money =
      question.money == .gained
      ? say(
        zh: "金额为 `\(question.value)` 的增加额。", en: "Its money is by how much `\(question.value)` rises.")
      : say(zh: "金额为 `\(question.value)` 的减少额。", en: "Its money is by how much `\(question.value)` falls.")
    guard let customers = question.customers, let rule = question.rule else {
      return say(
        zh: "所问的是此前资产高于门槛、现已离开的客户；事件是资产重新高于门槛。",
        en:
          "It is about customers who were above the floor and have left it; the event is assets above the floor again."
      )
        + (language == .chinese ? "" : " ") + money
    }
    return say(
      zh: "所问的客户：\(customers)；事件：\(rule)。",
      en: "It is about customers with: \(customers); the event is: \(rule). ") + money
  }

  private func keyFigures(_ evaluation: Evaluation) -> Markup {
    var figures: [(String, String)] = []
    if let auc = evaluation.auc { figures.append(("AUC", Language.fixed(auc, decimals: 3))) }
    if let lift = evaluation.topDecile?.lift {
      figures.append((say(zh: "前 10% 提升度", en: "Lift, top tenth"), Language.fixed(lift, decimals: 1) + "×"))
    }
    if let recall = evaluation.topDecile?.recall {
      figures.append((say(zh: "前 10% 覆盖流失客户", en: "Losses in top tenth"), percent(recall, decimals: 0)))
    }
    if let money = evaluation.money?.lostInTopDecileByExpectedLoss {
      figures.append(
        (
          say(zh: "按预期损失前 10% 覆盖流失金额", en: "Lost money in top tenth by expected loss"),
          percent(money, decimals: 0)
        ))
    }
    guard !figures.isEmpty else { return .empty }
    return .block(
      "dl", [("class", "figures")],
      figures.map { name, value in
        .element("div", [], .element("dt", text: name) + .element("dd", text: value))
      })
  }

  private func quality(_ set: EvaluatedSet) -> String {
    let evaluation = set.evaluation
    let customers = count(evaluation.customers)
    let whereEvaluated =
      switch set.role {
      case .outOfTime:
        say(
          zh: "在 \(months(set.months))（晚于学习所用的全部月份）的 \(customers) 户次中",
          en: "Among \(customers) customers of \(months(set.months)), later than all training months")
      case .validation:
        say(
          zh: "在验证月份 \(months(set.months))的 \(customers) 户次中",
          en: "Among \(customers) customers of the validation months \(months(set.months))")
      case .training where content.isTable:
        say(
          zh: "在参与过学习的 \(customers) 行中", en: "Among \(customers) rows that the model was trained on")
      case .training:
        say(
          zh: "在参与过学习的 \(customers) 户次中", en: "Among \(customers) customers that the model was trained on")
      case .test where !content.isTable:
        say(
          zh: "在 \(months(set.months)) 的 \(customers) 户次中",
          en: "Among \(customers) customers of \(months(set.months))")
      case .test where content.occasion == .validation && content.evaluations.count == 1:
        say(zh: "在 \(customers) 行中", en: "Among \(customers) rows")
      case .test:
        say(zh: "在未参与学习的 \(customers) 行中", en: "Among \(customers) rows that were not trained on")
      }
    guard let auc = evaluation.auc, let top = evaluation.topDecile, let recall = top.recall,
      let lift = top.lift
    else {
      return whereEvaluated + say(zh: "，无法给出区分能力指标。", en: ", no figures of quality can be had.")
    }
    let error = evaluation.aucStandardError.map {
      say(
        zh: "（标准误 \(Language.fixed($0, decimals: 3))）",
        en: " (standard error \(Language.fixed($0, decimals: 3)))")
    }
    return whereEvaluated
      + say(
        zh:
          "，得分最高的十分之一包含了全部流失的 \(percent(recall, decimals: 0))，是随机抽取的 \(Language.fixed(lift, decimals: 1)) 倍。"
          + "AUC 为 \(Language.fixed(auc, decimals: 3))\(error ?? "")。",
        en: ", the tenth with the highest scores holds \(percent(recall, decimals: 0)) of all losses, "
          + "\(Language.fixed(lift, decimals: 1)) times as many as a tenth taken at random. "
          + "The AUC is \(Language.fixed(auc, decimals: 3))\(error ?? "").")
  }

  private func moneyText(_ evaluation: Evaluation) -> String? {
    guard let amounts = evaluation.money else { return nil }
    var text = say(
      zh: "这些客户共有资产 \(money(amounts.assets))，其中流失 \(money(amounts.lost))。",
      en: "These customers held \(money(amounts.assets)) of assets, of which \(money(amounts.lost)) was lost."
    )
    if let byScore = amounts.lostInTopDecile, let byLoss = amounts.lostInTopDecileByExpectedLoss {
      text += say(
        zh: "按概率排序的前十分之一占流失金额的 \(percent(byScore, decimals: 0))，按预期损失排序的前十分之一占 "
          + "\(percent(byLoss, decimals: 0))。",
        en:
          " The first tenth by probability holds \(percent(byScore, decimals: 0)) of the lost money, the first tenth "
          + "by expected loss \(percent(byLoss, decimals: 0)).")
    }
    return text
  }

  /// What the usual list, a fifth of the customers, would have been worth.
  private func listText(_ evaluation: Evaluation) -> String? {
    guard let list = evaluation.lists.first(where: { $0.share == 0.2 })?.byExpectedLoss,
      let captured = list.capturedLostAssets, let lost = list.lostAssets
    else { return nil }
    let interval = evaluation.bootstrap?.lists.first { $0.share == 0.2 }?.byExpectedLoss?.capturedLostAssets
    let reach = interval.map {
      say(
        zh: "（95% 区间 \(percent($0.lower, decimals: 0))–\(percent($0.upper, decimals: 0))）",
        en: " (95% interval \(percent($0.lower, decimals: 0))–\(percent($0.upper, decimals: 0)))")
    }
    return say(
      zh:
        "若按预期损失取前 20% 即 \(count(list.customers)) 户列入名单，这份名单会包含 \(money(lost))的流失，占全部流失金额的 "
        + "\(percent(captured, decimals: 0))\(reach ?? "")；其中每 100 户有 \(Language.fixed(list.precision * 100, decimals: 0)) 户确实流失。",
      en:
        "A list of the first 20% by expected loss, \(count(list.customers)) customers, would have held \(money(lost)) of "
        + "lost money, \(percent(captured, decimals: 0)) of all\(reach ?? ""); of every 100 customers on it, "
        + "\(Language.fixed(list.precision * 100, decimals: 0)) were lost.")
  }

  /// Sentences about what weakens the figures or the model.
  private var warnings: [String] {
    var warnings = content.split.notes
    guard let headline = content.headline else {
      return warnings + [
        say(
          zh: "没有任何可供检验的客户，模型好坏无从得知。",
          en: "There were no customers to evaluate on: how good the model is, is not known.")
      ]
    }
    if content.occasion == .training, !content.isTable, headline.role != .outOfTime {
      warnings.append(
        say(
          zh: "没有晚于学习和验证月份的数据，因此没有跨期检验；验证月份曾用于决定何时停止学习，其指标偏乐观。",
          en:
            "There is no month later than those of learning and validation, so nothing was evaluated out-of-time. The "
            + "validation months helped to decide when to stop learning: their figures flatter the model."))
    }
    warnings += headline.evaluation.notes.map { note in
      let text = Phrase(note.text(in: content.language))
      return words.text(content.language, text, text)
    }
    if let gap = overfit(headline) { warnings.append(gap) }
    if let calibration = calibrationWarning(headline.evaluation) { warnings.append(calibration) }
    return warnings
  }

  private func overfit(_ headline: EvaluatedSet) -> String? {
    guard let trained = content.evaluations.first(where: { $0.role == .training })?.evaluation.auc,
      let evaluated = headline.evaluation.auc, trained - evaluated > 0.05
    else { return nil }
    return say(
      zh:
        "学习样本的 AUC（\(Language.fixed(trained, decimals: 3))）明显高于检验样本（\(Language.fixed(evaluated, decimals: 3))）：模型部分地记住了学习样本。",
      en:
        "The AUC is clearly higher on the training customers (\(Language.fixed(trained, decimals: 3))) than on those "
        + "evaluated (\(Language.fixed(evaluated, decimals: 3))): the model has partly memorised its examples."
    )
  }

  private func calibrationWarning(_ evaluation: Evaluation) -> String? {
    guard let predicted = evaluation.probabilities?.expectedLosses, evaluation.losses >= 30 else {
      return nil
    }
    let ratio = predicted / Double(evaluation.losses)
    guard !(0.8...1.25).contains(ratio) else { return nil }
    return say(
      zh: "按概率预计流失 \(Language.grouped(predicted, decimals: 0)) 户，实际 \(count(evaluation.losses)) 户：概率整体偏"
        + "\(ratio > 1 ? "高" : "低")，排序不受影响。",
      en:
        "The probabilities predict \(Language.grouped(predicted, decimals: 0)) losses and \(count(evaluation.losses)) "
        + "came: they are too \(ratio > 1 ? "high" : "low") as a whole, which does not change the order of the list."
    )
  }
}
