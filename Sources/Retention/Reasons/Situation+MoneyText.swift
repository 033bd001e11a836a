import Variables

extension Situation {
  /// That money went to own accounts elsewhere, at least a hundredth of the assets.
  func ownTransferText() -> String? {
    guard let series = series(.ownTransferOut), let now = series.now else { return nil }
    let lately = series.sum(ofLast: 3)
    guard let whole = series.sum(ofLast: .max), whole.amount > 0, let lately else { return nil }
    let (amount, months) = lately.amount > 0 ? lately : whole
    guard isNoticeable(amount, share: 0.01) else { return nil }
    if months == 1 || amount == now {
      let month = wording.monthName(facts.snapshot)
      return language.text(
        "\(month)转往本人他行账户 \(wording.money(amount))\(shareOfAssets(amount))",
        "\(wording.money(amount)) moved to own accounts at other banks in \(month)\(shareOfAssets(amount))")
    }
    let counted = Array(series.values.suffix(months))
    let isGrowing = zip(counted, counted.dropFirst()).allSatisfy { $0 < $1 }
    return language.text(
      "\(wording.months(months))转往本人他行账户共 \(wording.money(amount))"
        + (isGrowing ? "，逐月增加" : shareOfAssets(amount)),
      "\(wording.money(amount)) moved to own accounts at other banks in \(wording.lastMonths(months))"
        + (isGrowing ? ", more each month" : shareOfAssets(amount)))
  }

  /// That products of at least a twentieth of the assets fall due.
  func maturityText() -> String? {
    let time = max(0, series(.timeMaturing)?.now ?? 0)
    let wealth = max(0, series(.wealthMaturing)?.now ?? 0)
    guard time + wealth > 0, isNoticeable(time + wealth) else { return nil }
    let parts = [(time, "定期", "time deposits"), (wealth, "理财", "wealth products")].filter { $0.0 > 0 }
    let chinese = parts.map { "\($0.1) \(wording.money($0.0))" }.joined(separator: "、")
    let english = parts.map { "\($0.2) of \(wording.money($0.0))" }.joined(separator: " and ")
    var share = ""
    if let assets = assetsNow, assets > 0, time + wealth <= assets {
      let percent = wording.percent((time + wealth) / assets)
      share = language.text(
        "，\(parts.count > 1 ? "合" : "")占资产的\(wording.spaced(percent))", ", \(percent) of assets")
    }
    let trial = isTrialBeforeMaturity ? ownTransferText() : nil
    return language.text(
      "\(chinese)下月到期\(share)" + (trial.map { "；\($0)" } ?? ""),
      english.prefix(1).uppercased() + english.dropFirst() + " fall due next month\(share)"
        + (trial.map { "; \($0)" } ?? ""))
  }

  /// That assets fell, that more went out than came in, or that a part fell by a twentieth of the whole.
  func fallingText(_ index: Int) -> String? {
    let recipe = reasoner.recipes[index]
    let column = recipe.columns.first ?? recipe.name
    if column == "transfer_in" || column == "transfer_out", let text = outflowText(index) { return text }
    // Beside a rise of the last month a fall over more months would read as a contradiction; the distance from the peak
    // does not.
    if let assets = series(.assets), assets.movement(over: 1)?.isRise(ofAtLeast: Self.noticeable) == true,
      let peak = assets.peak, let now = assets.now, now <= (1 - Self.noticeable) * peak.value
    {
      return belowPeak(words("assets"), peak, now: now)
    }
    let assetsFell = largeMove("assets", firstMonths: recipe.months) { $0.isFall(ofAtLeast: Self.noticeable) }
    if let assetsFell { return moved(words("assets"), assetsFell) }
    if let peak = series(.assets)?.peak, peak.monthsAgo > 0, let now = assetsNow,
      now <= (1 - Self.noticeable) * peak.value
    {
      return belowPeak(words("assets"), peak, now: now)
    }
    guard reasoner.assets.contains(column) else { return nil }
    let fell = largeMove(column, firstMonths: recipe.months) {
      $0.isFall(ofAtLeast: Self.noticeable) && isNoticeable($0.from - $0.to)
    }
    return fell.map { moved(reasoner.words[index], $0) }
  }

  /// That assets rose, or that more came in than went out, and that it has not left again.
  func inflowText(_ index: Int) -> String? {
    if series(.assets)?.movement(over: 1)?.isFall(ofAtLeast: Self.noticeable) == true { return nil }
    let mayLeave = language.text("，新进资金可能再次转出", "; new money may leave again")
    let rose = largeMove("assets", firstMonths: reasoner.recipes[index].months) {
      $0.isRise(ofAtLeast: Self.noticeable)
    }
    if let rose { return moved(words("assets"), rose) + mayLeave }
    guard let flows = flows(ofRecipe: index), flows.inward > flows.outward,
      isNoticeable(flows.inward - flows.outward)
    else { return nil }
    return flowText(flows) + mayLeave
  }

  /// That demand deposits grew by a tenth of the assets, and assets by less than half as much.
  func gatheringText() -> String? {
    guard let gathering else { return nil }
    return language.text(
      "\(moved(words("demand"), gathering))，资产并未同步增加，可能在为大额支出备款",
      "\(moved(words("demand"), gathering)), while assets did not grow as much: money may be gathered for a large "
        + "expense")
  }

  /// That a balance moved by a tenth of its highest value, and a twentieth of the assets.
  func unsteadyText(_ strongest: Int) -> String? {
    guard let known = series(ofRecipe: strongest)?.known, known.count > 2, let least = known.min(),
      let most = known.max(), most - least >= 2 * Self.noticeable * most, most > least,
      isNoticeable(most - least)
    else { return nil }
    let words = reasoner.words[strongest]
    let (low, high) = (words.amount(least, wording), words.amount(most, wording))
    let months = wording.lastMonths(known.count)
    return language.text(
      "\(words.beginning)\(words.chineseSpace)\(months)在 \(low)\(words.chineseUnitGap)与 \(high)\(words.chineseUnitGap)之间波动",
      "\(words.beginning) moved between \(low) and \(high) in \(months)")
  }

  /// That assets lie at most a tenth above the floor, or with loans above their tier's start.
  func nearFloorText(_ strongest: Int) -> String? {
    let near = nearness
    let assets = words("assets").beginning
    let isAboutFloor = reasoner.plans[strongest].statement == .floor
    if let tier = near.tier, !isAboutFloor || near.floor == nil {
      let start = wording.money(tier.tier.from)
      let amount = wording.money(tier.amount)
      let percent = wording.percent(tier.share)
      return tier.share == 0
        ? language.text(
          "\(tier.loans > 0 ? "资产与贷款合计" : assets) \(amount)，恰好达到\(tier.tier.name)起点",
          "\(tier.loans > 0 ? "Assets and loans" : assets) of \(amount) only just reach the tier \(tier.tier.name)"
        )
        : language.text(
          "\(tier.loans > 0 ? "资产与贷款合计" : assets) \(amount)，仅比\(tier.tier.name)起点 \(start)高\(wording.spaced(percent))",
          "\(tier.loans > 0 ? "Assets and loans" : assets) of \(amount) are only \(percent) above the start of "
            + "the tier \(tier.tier.name) (\(start))")
    }
    guard let share = near.floor, let now = assetsNow else { return nil }
    let (amount, floor) = (wording.money(now), wording.money(reasoner.floor))
    return share == 0
      ? language.text("\(assets) \(amount)，恰好在门槛上", "\(assets) of \(amount) only just reach the floor")
      : language.text(
        "\(assets) \(amount)，仅比门槛 \(floor)高\(wording.spaced(wording.percent(share)))",
        "\(assets) of \(amount) are only \(wording.percent(share)) above the floor of \(floor)")
  }

  /// That one part makes up half of the assets or more, or that a part grew by a tenth of them. How large they are is no
  /// reason: the list shows it, and orders by it.
  func compositionText(_ index: Int) -> String? {
    let words = reasoner.words[index]
    let column = reasoner.recipes[index].columns.first ?? ""
    switch reasoner.plans[index].statement {
    case .level, .share:
      // Where assets are one column, it is all of them for everybody.
      guard reasoner.assets.count > 1, column != "assets", let part = series(ofRecipe: index)?.now, part > 0,
        let assets = assetsNow, part <= assets, part >= assets / 2
      else { return nil }
      let percent = wording.percent(part / assets)
      return language.text(
        "\(words.beginning)\(words.chineseSpace.isEmpty ? " " : words.chineseSpace)\(words.amount(part, wording))，占资产的\(wording.spaced(percent))",
        "\(words.beginning) of \(words.amount(part, wording)) make up \(percent) of assets")
    case .movement, .usual, .peak:
      guard reasoner.assets.contains(column) else { return nil }
      let rose = largeMove(column, firstMonths: reasoner.recipes[index].months) {
        $0.isRise(ofAtLeast: Self.noticeable) && isNoticeable($0.to - $0.from, share: 2 * Self.noticeable)
      }
      return rose.map { moved(words, $0) }
    case .floor, .tier, .unsteadiness, .outflow, .monthsAtZero, .monthsAboveZero, .sum, .netFlow, .tenure,
      .firstHundredDays, .age, .season, .category:
      return nil
    }
  }

  /// That salary payments have stopped or fallen.
  func salaryText() -> String? {
    guard let known = series(.payroll)?.known, let now = known.last,
      let before = known.dropLast().last(where: { $0 > 0 })
    else { return nil }
    let isFlag = known.allSatisfy { $0 == 0 || $0 == 1 }
    if now <= 0 {
      return isFlag
        ? language.text("已不再代发工资", "Salary is no longer paid in")
        : language.text(
          "代发工资已停止，最近一次为 \(wording.money(before))",
          "Salary payments have stopped; the last was \(wording.money(before))")
    }
    let movement = Movement(from: before, to: now, months: 0)
    return !isFlag && movement.isFall(ofAtLeast: Self.noticeable) ? moved(words("payroll"), movement) : nil
  }

  /// That loans moved, or are more than most customers have.
  func loansText(_ index: Int) -> String? {
    guard let now = series(.loanBalance)?.now else { return nil }
    let changed = largeMove("loan_balance", firstMonths: reasoner.recipes[index].months) {
      $0.isNoticeable && isNoticeable(($0.to - $0.from).magnitude)
    }
    if let changed { return moved(words("loan_balance"), changed) }
    guard reasoner.plans[index].statement == .level, now > 0, !reasoner.usual.isEmpty,
      let usual = reasoner.usual[index], now > usual.upperBound
    else { return nil }
    return language.text(
      "贷款余额 \(wording.money(now))，高于多数客户",
      "A loan balance of \(wording.money(now)), more than most customers have")
  }
}
