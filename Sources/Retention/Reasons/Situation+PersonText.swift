import Calendar
import Configuration
import Variables

extension Situation {
  func activityText(_ strongest: Int) -> String? {
    let column = reasoner.recipes[strongest].columns.first ?? ""
    guard let series = facts.series(column), let now = series.now else { return nil }
    if column == "mobile_logins", now == 0 {
      let quiet = series.known.reversed().prefix { $0 == 0 }.count
      if quiet > 1 {
        return language.text(
          "\(wording.months(quiet))没有登录手机银行",
          "No mobile log-in in \(wording.lastMonths(quiet))")
      }
    }
    let months = [reasoner.recipes[strongest].months, 3, series.knownMonths - 1, 1].compactMap { $0 }
    let rising =
      reasoner.recipes[strongest].columns.first.map { _ in cause(of: strongest) == .activityRising } ?? false
    for stretch in months {
      guard let movement = series.movement(over: stretch) else { continue }
      if rising ? movement.to > movement.from : movement.to < movement.from {
        return moved(reasoner.words[strongest], movement)
      }
    }
    guard column == "mobile_logins", reasoner.plans[strongest].statement != .usual else {
      return nil
    }
    let month = wording.monthName(facts.snapshot)
    return now == 0
      ? language.text("\(month)没有登录手机银行", "No mobile log-in in \(month)")
      : language.text(
        "\(month)登录手机银行 \(wording.number(now)) 次",
        now == 1 ? "One mobile log-in in \(month)" : "\(wording.number(now)) mobile log-ins in \(month)")
  }

  func fewProductsText() -> String? {
    guard let count = series(.productCount)?.now, count == count.rounded(), (0...2).contains(count)
    else {
      return nil
    }
    let number = Int(count)
    if number == 0 { return language.text("没有持有任何产品", "Holds no product") }
    return language.text(
      "仅持有 \(number) 种产品",
      "Holds only \(Wording.englishCount(number)) product\(number == 1 ? "" : "s")")
  }

  func seasonText(_ strongest: Int) -> String? {
    let recipe = reasoner.recipes[strongest]
    if reasoner.plans[strongest].statement == .season {
      return wording.season(wording.monthName(facts.snapshot + 1))
    }
    guard let season else { return nil }
    let rise = largeMove("assets", firstMonths: season.kind == .quarterEnd ? 1 : recipe.months) {
      $0.isRise(ofAtLeast: Self.noticeable)
    }
    let rose = rise.map { moved(words("assets"), $0) }
    switch season.kind {
    case .harvest:
      guard let rose else {
        return language.text(
          "务农客户，资金易随农时进出", "Farming customer, whose money may come and go with the seasons")
      }
      return language.text(
        "务农客户，\(rose)，农时资金可能转出",
        "Farming customer: \(rose.prefix(1).lowercased() + rose.dropFirst()); seasonal money may leave again"
      )
    case .newYear:
      return language.text(
        (rose.map { "\($0)，" } ?? "") + "年前回款可能在年后转出",
        (rose.map { "\($0); " } ?? "") + "receipts before the new year may be paid out after it")
    case .quarterEnd:
      return language.text(
        (rose.map { "\($0)，" } ?? "") + "季末进来的资金可能在次月转出",
        (rose.map { "\($0); " } ?? "") + "money that came for the quarter's end may leave the month after"
      )
    }
  }

  /// How new the customer is, and what of the welcome money falls due.
  func newCustomerText(_ strongestFirst: [Int]) -> String? {
    guard let text = newnessText(strongestFirst) else { return nil }
    guard isInFirstHundredDays, let due = maturityText() else { return text }
    return language.text("\(text)，\(due)", "\(text); \(due.prefix(1).lowercased() + due.dropFirst())")
  }

  private func newnessText(_ strongestFirst: [Int]) -> String? {
    for index in reasoner.recipes.indices where reasoner.plans[index].statement == .tenure {
      let months = variables[index]
      guard months >= 0, months < 12 else { continue }
      let whole = Int(months)
      if whole == 0 { return language.text("本月新客户", "A new customer this month") }
      return language.text(
        "新客户，在本行仅 \(wording.duration(months: whole))",
        "A customer for only \(wording.duration(months: whole))")
    }
    if let index = strongestFirst.first(where: {
      reasoner.plans[$0].statement == .firstHundredDays && variables[$0] == 1
    }) {
      return statement(index)
    }
    guard historyIsShort, let months = series(.assets)?.knownMonths, months > 0 else { return nil }
    return language.text(
      "仅有 \(wording.duration(months: months))的连续记录",
      "Only \(wording.duration(months: months)) of unbroken records")
  }

  func profileText(_ strongestFirst: [Int]) -> String? {
    let parts = strongestFirst.compactMap(profilePart)
    var different: [String] = []
    for part in parts where !different.contains(part) && different.count < 2 { different.append(part) }
    guard !different.isEmpty else { return nil }
    return language.text(
      "客群特征：" + different.joined(separator: "，"),
      "Customer profile: " + different.joined(separator: ", "))
  }

  private func profilePart(_ index: Int) -> String? {
    switch reasoner.plans[index].statement {
    case .age, .level:
      guard reasoner.recipes[index].columns.first == "age", let age = series(.age)?.now else { return nil }
      return language.text("年龄 \(wording.number(age)) 岁", "aged \(wording.number(age))")
    case .tenure:
      guard variables[index] >= 12 else { return nil }
      let time = wording.duration(months: Int(min(variables[index], 2400)))
      return language.text("在本行 \(time)", "with the bank for \(time)")
    case .category:
      guard let text = categoryText(index) else { return nil }
      let words = reasoner.words[index]
      return language.text(
        "\(words.name)\(words.chineseSpace)\(wording.quoted(text))",
        "\(words.name) \(wording.quoted(text))")
    case .share, .movement, .unsteadiness, .usual, .peak, .outflow, .monthsAtZero, .monthsAboveZero, .sum,
      .netFlow,
      .floor, .tier, .firstHundredDays, .season:
      return nil
    }
  }

  /// The text that a category's code stands for; “other” for one that stands for all others; nil where the text is missing or
  /// was not seen in training.
  func categoryText(_ index: Int) -> String? {
    let recipe = reasoner.recipes[index]
    if let column = recipe.columns.first, let text = facts.text(column) { return text }
    guard let code = Int(exactly: variables[index]) else { return nil }
    let isOther = recipe.function == .codeOrOther && code == (recipe.levelCount ?? 0) - 1
    return isOther ? language.text("其他", "other") : recipe.levelText(code)
  }
}
