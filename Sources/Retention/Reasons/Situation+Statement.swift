import Calendar
import Variables

extension Situation {
  /// A variable said plainly: true whatever the numbers, used where no better sentence fits.
  func statement(_ index: Int) -> String {
    let plan = reasoner.plans[index]
    let words = reasoner.words[index]
    let sentence: String? =
      switch plan.statement {
      case .category: categoryStatement(index)
      case .peak: belowPeakText(index) ?? movement(ofRecipe: index).map { moved(words, $0) }
      case .outflow: belowPeakText(index)
      case .usual: series(ofRecipe: index)?.movementFromUsual.map { againstUsual(words, $0) }
      case .movement: movement(ofRecipe: index).map { moved(words, $0) }
      case .unsteadiness: unsteadyText(index) ?? movement(ofRecipe: index).map { moved(words, $0) }
      case .monthsAtZero: countStatement(index, atZero: true)
      case .monthsAboveZero: countStatement(index, atZero: false)
      case .sum: sumStatement(index)
      case .netFlow: netFlowStatement(index)
      case .level, .share, .floor, .tier, .tenure, .firstHundredDays, .age, .season: nil
      }
    return sentence ?? (variables[index].isNaN ? missingStatement(index) : valueStatement(index))
  }

  private func categoryStatement(_ index: Int) -> String {
    let words = reasoner.words[index]
    guard let text = categoryText(index) else { return missingStatement(index) }
    return language.text(
      "\(words.beginning)\(words.chineseSpace)为\(wording.quoted(text))",
      "\(words.beginning) \(words.isOrAre) \(wording.quoted(text))")
  }

  private func missingStatement(_ index: Int) -> String {
    let words = reasoner.words[index]
    switch reasoner.plans[index].missing {
    case .cell:
      return language.text(
        "\(words.beginning)\(words.chineseSpace)没有记录", "\(words.beginning) \(words.isOrAre) not known")
    case .noEvent:
      return language.text(
        "\(words.beginning)\(words.chineseSpace)\(wording.months(facts.columns.months))没有大幅流出",
        "No large outflow from \(words.name) in \(wording.lastMonths(facts.columns.months))")
    case .noTierAbove: return language.text("已在最高层级", "Already in the highest tier")
    case .noDate: return language.text("开户日期没有记录", "The opening date is not known")
    case .history, .never:
      return language.text(
        "\(words.beginning)\(words.chineseSpace)的历史记录不足", "Too few months are known of \(words.name)")
    }
  }

  private func netFlowStatement(_ index: Int) -> String? {
    flows(ofRecipe: index).map { flows in
      flows.inward == flows.outward && flows.inward == 0
        ? language.text(
          "\(wording.months(flows.months))没有转入和转出",
          "Nothing came in or went out in \(wording.lastMonths(flows.months))") : flowText(flows)
    }
  }

  /// In how many of the known months the column lay at zero or above it.
  private func countStatement(_ index: Int, atZero wantsZero: Bool) -> String? {
    let words = reasoner.words[index]
    guard let series = series(ofRecipe: index), series.knownMonths > 0 else { return nil }
    let count = series.known.count { wantsZero ? $0 <= 0 : $0 > 0 }
    // All or none of the months: said of every month instead of counted.
    let isZero = count == 0 ? !wantsZero : wantsZero
    let (chinese, english) = isZero ? ("为零", "at zero") : ("大于零", "above zero")
    let isEvery = count == 0 || count == series.knownMonths
    return language.text(
      "\(words.beginning)\(words.chineseSpace)\(wording.months(series.knownMonths))"
        + (isEvery ? "均" : "中有 \(count) 个月") + chinese,
      "\(words.beginning) \(words.wasOrWere) \(english) in "
        + (series.knownMonths == 1 ? "" : isEvery ? "each of " : Wording.englishCount(count) + " of ")
        + wording.lastMonths(series.knownMonths))
  }

  private func sumStatement(_ index: Int) -> String? {
    let words = reasoner.words[index]
    guard let sum = series(ofRecipe: index)?.sum(ofLast: reasoner.plans[index].months ?? .max) else {
      return nil
    }
    let amount = words.amount(sum.amount, wording)
    let stretch = wording.lastMonths(sum.months)
    return language.text(
      "\(words.beginning)\(words.chineseSpace)\(stretch)共 \(amount)",
      "\(words.beginning) came to \(amount) in \(stretch)")
  }

  /// From the variable's own value, where the months behind it are not at hand or not needed.
  private func valueStatement(_ index: Int) -> String {
    let plan = reasoner.plans[index]
    if !hasColumn(index), plan.statement == .tenure || plan.statement == .firstHundredDays {
      return newnessText
        ?? language.text("记录可追溯至窗口的第一个月", "Records reach back to the first month looked at")
    }
    let value = variables[index]
    let phrases = RecipePhrases(
      months: plan.months, lastDay: reasoner.recipes[index].lastDay, column: reasoner.words[index],
      wording: wording, knownMonths: facts.columns.months)
    if plan.function == .ageBand, let age = series(ofRecipe: index)?.now {
      let years = wording.number(age)
      return language.text("年龄 \(years) 岁", "Age is \(years)")
    }
    // The panel holds amounts in full precision, variables in single.
    return plan.function.words.value(
      phrases, plan.statement == .level ? series(ofRecipe: index)?.now ?? value : value)
  }
}
