import Calendar
import Configuration
import Variables

extension Situation {
  /// That somebody who used to log in does so no longer or less, or holds fewer products; or the other way round.
  ///
  /// A log-in more or less is chance: from two on, and a quarter of what it was, it is a change. A product is one.
  func activityText(_ index: Int, isRising: Bool) -> String? {
    let column = reasoner.recipes[index].columns.first ?? ""
    guard let series = facts.series(column), let now = series.now else { return nil }
    let isLogins = column == "mobile_logins"
    if isLogins, now == 0 { return isRising ? nil : silenceText(series) }
    func isChange(_ movement: Movement) -> Bool {
      let size = isRising ? movement.to - movement.from : movement.from - movement.to
      return isLogins ? size >= 2 && size >= 0.25 * movement.from : size >= 1
    }
    for months in [reasoner.recipes[index].months, 3, series.knownMonths - 1, 1].compactMap({ $0 }) {
      if let movement = series.movement(over: months), isChange(movement) {
        return moved(reasoner.words[index], movement)
      }
    }
    guard isLogins else { return nil }
    if reasoner.plans[index].statement == .usual, let movement = series.movementFromUsual, isChange(movement)
    {
      return againstUsual(reasoner.words[index], movement)
    }
    return isRising ? nil : fewLoginsText(index, now)
  }

  /// That log-ins have ended; nil where there never were any.
  private func silenceText(_ series: Series) -> String? {
    let quiet = series.known.reversed().prefix { $0 == 0 }.count
    guard quiet > 0, let last = series.value(monthsAgo: quiet), last > 0 else { return nil }
    let month = wording.monthName(facts.snapshot - quiet)
    return language.text(
      "\(wording.months(quiet))没有登录手机银行，\(month)为 \(wording.number(last)) 次",
      "No mobile log-in in \(wording.lastMonths(quiet)), after \(wording.number(last)) in \(month)")
  }

  /// That log-ins are fewer than three customers in four have, where that is known.
  private func fewLoginsText(_ index: Int, _ now: Double) -> String? {
    guard reasoner.plans[index].statement == .level, !reasoner.usual.isEmpty,
      let usual = reasoner.usual[index], now < usual.lowerBound
    else { return nil }
    let month = wording.monthName(facts.snapshot)
    return language.text(
      "\(month)仅登录手机银行 \(wording.number(now)) 次，少于多数客户",
      "Only \(now == 1 ? "one mobile log-in" : "\(wording.number(now)) mobile log-ins") in \(month), fewer than most "
        + "customers have")
  }

  func fewProductsText() -> String? {
    guard let count = series(.productCount)?.now, count == 1 || count == 2 else { return nil }
    return language.text(
      "仅持有 \(Int(count)) 种产品",
      "Holds only \(Wording.englishCount(Int(count))) product\(count == 1 ? "" : "s")")
  }

  /// That money came in with a season that the customer's occupation, or the quarter before, gives reason to expect. What
  /// the time of the year does to everybody is no reason of any one customer.
  func seasonText(_ index: Int) -> String? {
    guard reasoner.plans[index].statement != .season, let season, season.isHere else { return nil }
    let firstMonths = season.kind == .quarterEnd ? 1 : reasoner.recipes[index].months
    guard
      let rise = largeMove(
        "assets", firstMonths: firstMonths, where: { $0.isRise(ofAtLeast: Self.noticeable) })
    else { return nil }
    let rose = moved(words("assets"), rise)
    switch season.kind {
    case .harvest: return occupationText(rose, "农时资金可能转出", "money that follows the harvest may leave again")
    case .newYear:
      return occupationText(rose, "年前回款可能在年后转出", "receipts before the new year may be paid out after it")
    case .quarterEnd: return quarterEndText(rise, rose)
    }
  }

  private func occupationText(_ rose: String, _ chinese: String, _ english: String) -> String? {
    guard let occupation = reasoner.occupationColumn.flatMap({ facts.texts[$0] }) else { return nil }
    return language.text(
      "职业\(wording.quoted(occupation))，\(rose)，\(chinese)",
      "Occupation \(wording.quoted(occupation)): \(rose.prefix(1).lowercased() + rose.dropFirst()); \(english)"
    )
  }

  private func quarterEndText(_ rise: Movement, _ rose: String) -> String? {
    guard rise.months == 1 else { return nil }
    guard let visit = series(.assets)?.visitOfTheLastQuarterEnd, let up = visit.rise.share,
      let down = visit.fall.share
    else {
      return language.text(
        "\(rose)，季末当月进来的资金可能在次月转出",
        "\(rose); money that comes in a quarter's last month may leave the month after")
    }
    let (rises, falls) = (wording.percent(up), wording.percent(-down))
    return language.text(
      "\(rose)；上个季末当月也曾增加\(wording.spaced(rises))，次月回落\(wording.spaced(falls))",
      "\(rose); in the last quarter's last month they rose \(rises), and fell \(falls) the month after")
  }

  /// How new the customer is, and what of the welcome money falls due.
  func newCustomerText() -> String? {
    guard let text = newnessText else { return nil }
    guard isInFirstHundredDays, let due = maturityText() else { return text }
    return language.text("\(text)，\(due)", "\(text); \(due.prefix(1).lowercased() + due.dropFirst())")
  }

  /// By the opening date, else by the panel's months without the customer; nil where neither shows it.
  var newnessText: String? {
    for index in reasoner.recipes.indices
    where reasoner.plans[index].statement == .tenure && hasColumn(index) {
      let months = variables[index]
      guard months >= 0 else { continue }
      return months < 12 ? tenureText(months) : nil
    }
    if let index = reasoner.firstHundredDays, hasColumn(index), variables[index] == 1 {
      return language.text("开户未满一百天", "A customer for less than a hundred days")
    }
    guard let arrival = facts.arrival else { return nil }
    let month = wording.monthName(facts.snapshot - arrival.monthsAgo)
    return language.text(
      "\(month)起才有记录，\(wording.monthsBefore(arrival.monthsBefore))没有",
      "Records begin in \(month); none in \(wording.monthsBefore(arrival.monthsBefore))")
  }

  private func tenureText(_ months: Double) -> String {
    let whole = Int(months)
    if whole > 0 {
      return language.text(
        "新客户，在本行仅 \(wording.duration(months: whole))",
        "A customer for only \(wording.duration(months: whole))")
    }
    // Whole months are of 30.4375 days; an account may be younger than one and yet of the month before.
    let days = (months * 30.4375).rounded()
    return days < Double(facts.snapshot.daysInMonth)
      ? language.text("本月新客户", "A new customer this month")
      : language.text("新客户，在本行不足一个月", "A customer for less than a month")
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
