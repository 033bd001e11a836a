import Variables

extension Situation {
  /// A variable said plainly: true whatever the numbers, used where no better sentence fits.
  func statement(_ index: Int) -> String {
    let recipe = reasoner.recipes[index]
    let words = reasoner.words[index]
    switch recipe.function {
    case .category: return categoryStatement(index)
    case .drawdown, .monthsSincePeak, .monthsSinceLargeOutflow:
      if let text = belowPeakText(index) { return text }
      if recipe.function != .monthsSinceLargeOutflow, let movement = movement(ofRecipe: index) {
        return moved(words, movement)
      }
    case .recentAgainstUsual:
      if let movement = series(ofRecipe: index)?.movementFromUsual { return againstUsual(words, movement) }
    case .change, .ratio, .slope:
      if let movement = movement(ofRecipe: index) { return moved(words, movement) }
    case .volatility:
      if let text = unsteadyText(index) { return text }
      if let movement = movement(ofRecipe: index) { return moved(words, movement) }
    case .sum, .sumAgainstAssets, .regularity, .zeroMonths, .netFlowAgainstAssets:
      if let text = flowStatement(index) { return text }
    default: break
    }
    return variables[index].isNaN ? missingStatement(index) : valueStatement(index, Double(variables[index]))
  }

  private func categoryStatement(_ index: Int) -> String {
    let words = reasoner.words[index]
    guard let text = categoryText(index) else { return missingStatement(index) }
    return say(
      zh: "\(words.beginning)\(words.chineseSpace)为\(wording.quoted(text))",
      en: "\(words.beginning) \(words.isOrAre) \(wording.quoted(text))")
  }

  private func missingStatement(_ index: Int) -> String {
    let words = reasoner.words[index]
    switch reasoner.recipes[index].function {
    case .level, .category, .ageBand, .shareOfAssets:
      return say(
        zh: "\(words.beginning)\(words.chineseSpace)没有记录", en: "\(words.beginning) \(words.isOrAre) not known"
      )
    case .monthsSinceLargeOutflow:
      return say(
        zh: "\(words.beginning)\(words.chineseSpace)\(wording.months(facts.columns.months))没有大幅流出",
        en: "No large outflow from \(words.name) in \(wording.lastMonths(facts.columns.months))")
    case .distanceToTierAbove: return say(zh: "已在最高层级", en: "Already in the highest tier")
    case .tenure, .firstHundredDays: return say(zh: "开户日期没有记录", en: "The opening date is not known")
    default:
      return say(
        zh: "\(words.beginning)\(words.chineseSpace)的历史记录不足",
        en: "Too few months are known of \(words.name)")
    }
  }

  /// Sums and counted months, from the months themselves.
  private func flowStatement(_ index: Int) -> String? {
    let recipe = reasoner.recipes[index]
    let words = reasoner.words[index]
    if recipe.function == .netFlowAgainstAssets {
      return flows(ofRecipe: index).map { flows in
        flows.inward == flows.outward && flows.inward == 0
          ? say(
            zh: "\(wording.months(flows.months))没有转入和转出",
            en: "Nothing came in or went out in \(wording.lastMonths(flows.months))") : flowText(flows)
      }
    }
    guard let series = series(ofRecipe: index), series.knownMonths > 0 else { return nil }
    let chineseMonths = wording.months(series.knownMonths)
    let englishMonths = wording.lastMonths(series.knownMonths)
    switch recipe.function {
    case .regularity, .zeroMonths:
      let wantsZero = recipe.function == .zeroMonths
      let count = series.known.count { wantsZero ? $0 <= 0 : $0 > 0 }
      // All or none of the months: said of every month instead of counted.
      let isZero = count == 0 ? !wantsZero : wantsZero
      let (chinese, english) = isZero ? ("为零", "at zero") : ("大于零", "above zero")
      let isEvery = count == 0 || count == series.knownMonths
      return say(
        zh: "\(words.beginning)\(words.chineseSpace)\(chineseMonths)"
          + (isEvery ? "均" : "中有 \(count) 个月") + chinese,
        en: "\(words.beginning) \(words.wasOrWere) \(english) in "
          + (series.knownMonths == 1 ? "" : isEvery ? "each of " : Wording.englishCount(count) + " of ")
          + englishMonths)
    default:
      guard let sum = series.sum(ofLast: recipe.months ?? .max) else { return nil }
      let amount = words.amount(sum.amount, wording)
      let stretch = wording.lastMonths(sum.months)
      return say(
        zh: "\(words.beginning)\(words.chineseSpace)\(stretch)共 \(amount)",
        en: "\(words.beginning) came to \(amount) in \(stretch)")
    }
  }

  /// From the variable's own value, where the months behind it are not at hand or not needed.
  private func valueStatement(_ index: Int, _ value: Double) -> String {
    let recipe = reasoner.recipes[index]
    let words = reasoner.words[index]
    let subject = words.beginning
    let space = words.chineseSpace
    let months = recipe.months.map(wording.months)
    switch recipe.function {
    case .level:
      // The panel holds amounts in full precision, variables in single.
      let amount = words.amount(series(ofRecipe: index)?.now ?? value, wording)
      return say(zh: "\(subject)\(space)为 \(amount)", en: "\(subject) \(words.isOrAre) \(amount)")
    case .shareOfAssets:
      return say(
        zh: "\(subject)\(space)占资产的\(wording.spaced(wording.percent(value)))",
        en: "\(subject) \(words.verb("make")) up \(wording.percent(value)) of assets")
    case .change:
      let amount = words.amount(value.magnitude, wording)
      return say(
        zh: "\(subject)\(space)\(months ?? "")\(value < 0 ? "减少" : "增加") \(amount)",
        en: "\(subject) \(value < 0 ? "fell" : "rose") by \(amount)" + (months.map { " in \($0)" } ?? ""))
    case .ratio, .recentAgainstUsual:
      let before =
        recipe.function == .ratio
        ? say(
          zh: "此前",
          en: "what \(words.isPlural ? "they were" : "it was") \(months.map { "\($0) " } ?? "")before")
        : say(zh: "此前月均", en: "the mean of the months before")
      return say(
        zh: "\(subject)\(space)为\(before)的\(wording.spaced(wording.multiple(value)))",
        en: "\(subject) \(words.isOrAre) \(wording.multiple(value)) \(value < 2 ? "of " : "")\(before)")
    case .slope:
      return say(
        zh: "\(subject)\(space)\(value < 0 ? "呈下降趋势" : value > 0 ? "呈上升趋势" : "没有明显趋势")",
        en:
          "\(subject) \(words.hasOrHave) \(value < 0 ? "been falling" : value > 0 ? "been rising" : "kept level")"
      )
    case .drawdown:
      return say(
        zh: "\(subject)\(space)比最高点低\(wording.spaced(wording.percent(value)))",
        en: "\(subject) \(words.isOrAre) \(wording.percent(value)) below the peak")
    case .monthsSincePeak, .monthsSinceLargeOutflow:
      let event =
        recipe.function == .monthsSincePeak
        ? say(zh: "最高点", en: "peak") : say(zh: "最近一次大幅流出", en: "latest large outflow")
      let ago = Int(max(0, min(value, 1200)))
      return say(
        zh: "\(subject)\(space)的\(event)在\(ago == 0 ? "本月" : " \(ago) 个月前")",
        en: "The \(event) of \(words.name) was "
          + (ago == 0 ? "this month" : "\(wording.duration(months: ago)) ago"))
    case .sumAgainstAssets:
      return say(
        zh: "\(subject)\(space)\(months ?? "")累计相当于资产的\(wording.spaced(wording.percent(value)))",
        en: "\(subject) came to \(wording.percent(value)) of assets"
          + (recipe.months.map { " in \(wording.lastMonths($0))" } ?? ""))
    case .tenure:
      let time = wording.duration(months: Int(max(0, min(value, 2400))))
      return say(zh: "在本行 \(time)", en: "With the bank for \(time)")
    case .firstHundredDays:
      return value == 1
        ? say(zh: "开户未满一百天", en: "A customer for less than a hundred days")
        : say(zh: "开户已满一百天", en: "A customer for more than a hundred days")
    case .monthOfYear:
      let month = wording.monthName(number: Int(value))
      return say(zh: "季节因素：模型认为 \(month)的流失风险偏高", en: "Season: the model sees a higher risk in \(month)")
    case .distanceToFloor:
      return say(
        zh: "资产比门槛\(value < 0 ? "低" : "高")\(wording.spaced(wording.percent(value.magnitude)))",
        en: "Assets are \(wording.percent(value.magnitude)) \(value < 0 ? "below" : "above") the floor")
    case .distanceToTierAbove:
      return say(
        zh: "距上一层级还差\(wording.spaced(wording.percent(value)))",
        en: "\(wording.percent(value)) short of the next tier")
    case .distanceToTierBelow:
      return say(
        zh: "高出本层级起点\(wording.spaced(wording.percent(value)))",
        en: "\(wording.percent(value)) above the start of the tier")
    case .volatility, .sum, .zeroMonths, .netFlowAgainstAssets, .regularity, .ageBand, .category:
      return say(
        zh: "\(subject)\(space)\(months ?? wording.months(max(1, facts.columns.months)))的情况",
        en: "The recent course of \(words.name)")
    }
  }
}
