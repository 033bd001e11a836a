import Variables

extension Recipe.Function {
  /// What the function says of a customer.
  var words: FunctionWords {
    switch self {
    case .level, .nonzero: .level
    case .unused: .unused
    case .shareOfAssets: .shareOfAssets
    case .change: .change
    case .ratio: .ratio
    case .slope: .slope
    case .volatility: .volatility
    case .drawdown: .drawdown
    case .monthsSincePeak: .monthsSincePeak
    case .monthsSinceLargeOutflow: .monthsSinceLargeOutflow
    case .zeroMonths: .zeroMonths
    case .sum: .sum
    case .sumAgainstAssets: .sumAgainstAssets
    case .netFlowAgainstAssets: .netFlowAgainstAssets
    case .regularity: .regularity
    case .recentAgainstUsual: .recentAgainstUsual
    case .distanceToFloor: .distanceToFloor
    case .distanceToTierAbove: .distanceToTierAbove
    case .distanceToTierBelow: .distanceToTierBelow
    case .tenure: .tenure
    case .firstHundredDays: .firstHundredDays
    case .ageBand: .ageBand
    case .daysBefore: .daysBefore
    case .monthOfYear: .monthOfYear
    case .lossRate: .lossRate
    case .frequency: .frequency
    case .category, .numberCategory, .code, .codeOrOther: .category
    }
  }
}

/// The words of each function, in the order of `Recipe.Function`.
extension FunctionWords {
  static let level = FunctionWords(.level, .ofColumn(assets: .composition)) {
    $0.column.name
  } value: {
    let amount = $0.column.amount($1, $0.wording)
    return $0.subject("为 \(amount)", "\($0.column.isOrAre) \(amount)")
  }

  static let shareOfAssets = FunctionWords(.share, .ofColumn(assets: .composition)) {
    $0.ofColumn("占资产的比例", "share of assets")
  } value: {
    $0.subject("占资产的\($0.share($1))", "\($0.column.verb("make")) up \($0.share($1)) of assets")
  }

  static let change = FunctionWords(.movement, .ofColumn(assets: .balanceFalling)) {
    $0.ofColumn("\($0.over)变化额", "change\($0.over)")
  } value: {
    let amount = $0.column.amount($1.magnitude, $0.wording)
    return $0.subject(
      "\($0.stretch ?? "")\($1 < 0 ? "减少" : "增加") \(amount)",
      "\($1 < 0 ? "fell" : "rose") by \(amount)" + ($0.stretch.map { " in \($0)" } ?? ""))
  }

  static let ratio = FunctionWords(.movement, .ofColumn(assets: .balanceFalling)) {
    $0.ofColumn("\($0.over)变化倍数", "ratio\($0.over)")
  } value: {
    let stretch = $0.stretch.map { "\($0) " } ?? ""
    return $0.multiple($1, of: ("此前", "what \($0.column.isPlural ? "they were" : "it was") \(stretch)before"))
  }

  static let slope = FunctionWords(.movement, .ofColumn(assets: .balanceFalling)) {
    $0.ofColumn("在窗口内的趋势", "trend within the window")
  } value: {
    $0.subject(
      $1 < 0 ? "呈下降趋势" : $1 > 0 ? "呈上升趋势" : "没有明显趋势",
      "\($0.column.hasOrHave) \($1 < 0 ? "been falling" : $1 > 0 ? "been rising" : "kept level")")
  }

  static let volatility = FunctionWords(.unsteadiness, .ofColumn(assets: .unsteadyBalance)) {
    $0.ofColumn("在窗口内的波动", "volatility within the window")
  }

  static let drawdown = FunctionWords(.peak, .ofColumn(assets: .balanceFalling)) {
    $0.ofColumn("低于窗口内最高点的幅度", "fall from the peak of the window")
  } value: {
    $0.subject("比最高点低\($0.share($1))", "\($0.column.isOrAre) \($0.share($1)) below the peak")
  }

  static let monthsSincePeak = FunctionWords(.peak, .ofColumn(assets: .balanceFalling)) {
    $0.ofColumn("距窗口内最高点的月数", "months since the peak of the window")
  } value: {
    $0.event("最高点", "peak", monthsAgo: $1)
  }

  static let monthsSinceLargeOutflow = FunctionWords(.outflow, .ofColumn(assets: .balanceFalling)) {
    $0.ofColumn("距最近一次大幅流出的月数", "months since the latest large outflow")
  } value: {
    $0.event("最近一次大幅流出", "latest large outflow", monthsAgo: $1)
  }

  static let zeroMonths = FunctionWords(.monthsAtZero, .ofColumn(assets: .composition)) {
    $0.ofColumn("在窗口内为零的月数", "months at zero within the window")
  }

  static let sum = FunctionWords(.sum, .ofColumn(assets: .composition)) {
    $0.ofColumn("\($0.last)合计", "sum over \($0.last)")
  }

  static let sumAgainstAssets = FunctionWords(.sum, .ofColumn(assets: .composition)) {
    $0.ofColumn("\($0.last)合计与资产之比", "sum over \($0.last) against assets")
  } value: { phrases, value in
    phrases.subject(
      "\(phrases.stretch ?? "")累计相当于资产的\(phrases.share(value))",
      "came to \(phrases.share(value)) of assets" + (phrases.months == nil ? "" : " in \(phrases.last)"))
  }

  static let netFlowAgainstAssets = FunctionWords(.netFlow, .always(.balanceFalling)) {
    $0.language.text("\($0.last)净转入与资产之比", "net flow over \($0.last) against assets")
  }

  static let regularity = FunctionWords(.monthsAboveZero, .ofColumn(assets: .composition)) {
    $0.ofColumn("在窗口内大于零的月份占比", "share of the window's months above zero")
  }

  static let recentAgainstUsual = FunctionWords(.usual, .ofColumn(assets: .balanceFalling)) {
    $0.ofColumn("与此前月均之比", "against the mean of the months before")
  } value: {
    $0.multiple($1, of: ("此前月均", "the mean of the months before"))
  }

  static let distanceToFloor = FunctionWords(.floor, .always(.nearFloor)) {
    $0.language.text("资产高出门槛的幅度", "distance of assets to the floor")
  } value: {
    let share = $0.share($1.magnitude)
    return $0.language.text(
      "资产比门槛\($1 < 0 ? "低" : "高")\(share)", "Assets are \(share) \($1 < 0 ? "below" : "above") the floor")
  }

  static let distanceToTierAbove = FunctionWords(.tier, .always(.nearFloor)) {
    $0.language.text("距上一层级的差距", "distance to the tier above")
  } value: {
    let share = $0.share($1)
    return $0.language.text("上一层级的起点高出\(share)", "The next tier begins \(share) higher")
  }

  static let distanceToTierBelow = FunctionWords(.tier, .always(.nearFloor)) {
    $0.language.text("高出本层级起点的幅度", "distance to the start of the own tier")
  } value: {
    // The variable is a share of what is held; the sentence speaks of the tier's start.
    guard $1 < 1 else { return $0.language.text("在最低层级", "In the lowest tier") }
    let share = $0.share($1 / (1 - $1))
    return $0.language.text("高出本层级起点\(share)", "\(share) above the start of the tier")
  }

  static let tenure = FunctionWords(.tenure, .always(.newCustomer)) {
    $0.language.text("成为客户的月数", "months with the bank")
  } value: {
    let time = $0.wording.duration(months: Int(max(0, min($1, 2400))))
    return $0.language.text("在本行 \(time)", "With the bank for \(time)")
  }

  static let firstHundredDays = FunctionWords(.firstHundredDays, .always(.newCustomer)) {
    $0.language.text("是否在开户一百天内", "whether within the first hundred days")
  } value: { phrases, value in
    value == 1
      ? phrases.language.text("开户未满一百天", "A customer for less than a hundred days")
      : phrases.language.text("开户已满一百天", "A customer for more than a hundred days")
  }

  static let ageBand = FunctionWords(.age, .always(.profile)) { $0.language.text("年龄段", "age band") }

  static let daysBefore = FunctionWords(.age, .ofColumn(assets: .composition)) {
    $0.ofColumn("距\($0.end)的天数", "days up to \($0.end)")
  } value: { phrases, value in
    let days = phrases.wording.number(value.magnitude)
    return phrases.subject(
      "在\(phrases.end)\(value < 0 ? "后" : "前") \(days) 天",
      "\(phrases.column.isOrAre) \(days) days \(value < 0 ? "after" : "before") \(phrases.end)")
  }

  static let monthOfYear = FunctionWords(.season, .always(.season)) {
    $0.language.text("下月是一年中的第几个月", "month of the year that follows")
  } value: {
    $0.wording.season($0.wording.monthName(number: Int($1)))
  }

  static let category = FunctionWords(.category, .ofColumn(assets: .composition)) { $0.column.name }

  static let lossRate = FunctionWords(.level, .ofColumn(assets: .composition)) {
    $0.language.text(
      "\($0.column.name)\($0.column.chineseSpace)相同的客户的流失占比",
      "share of losses among customers of the same \($0.column.name)")
  } value: {
    let share = $0.share($1)
    return $0.subject(
      "相同的客户中曾有\(share)流失", "is one whose customers were lost in \(share) of cases")
  }

  static let frequency = FunctionWords(.level, .ofColumn(assets: .composition)) {
    $0.language.text(
      "\($0.column.name)\($0.column.chineseSpace)相同的客户占比", "share of customers of the same \($0.column.name)")
  } value: {
    let share = $0.share($1)
    return $0.subject("相同的客户占\(share)", "is that of \(share) of customers")
  }

  static let unused = FunctionWords(.level, .ofColumn(assets: .composition)) {
    $0.language.text("模型不用的变量", "not used by the model")
  }
}
