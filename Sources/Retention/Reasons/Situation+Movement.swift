import Calendar
import Configuration

extension Situation {
  /// The first of the usual stretches (the variable's own months, three, one, the whole window) that fits.
  func largeMove(
    _ column: String, firstMonths: Int?, where fits: (Movement) -> Bool
  ) -> Movement? {
    guard let series = facts.series(column) else { return nil }
    let stretches = [firstMonths, 3, 1, series.knownMonths - 1].compactMap { $0 }
    for months in stretches {
      if let movement = series.movement(over: months), fits(movement) { return movement }
    }
    return nil
  }

  /// “Assets fell 18% in three months, from 520,000 to 426,000”; without the stretch where it has no months.
  func moved(_ words: ColumnWords, _ movement: Movement) -> String {
    let from = words.amount(movement.from, wording)
    let to = words.amount(movement.to, wording)
    let chineseMonths = movement.months > 0 ? wording.months(movement.months) : ""
    let englishMonths = movement.months > 0 ? " in \(wording.months(movement.months))" : ""
    let subject = words.beginning
    let gap = words.chineseUnitGap
    if movement.from == 0, movement.to == 0 {
      return language.text(
        "\(subject)\(words.chineseSpace)\(chineseMonths)均为零",
        "\(subject) \(words.hasOrHave) been at zero\(movement.months > 0 ? " for \(wording.months(movement.months))" : "")"
      )
    }
    if from == to, let share = movement.share, share.magnitude >= Self.noticeable {
      // Two figures that look alike would belie the percentage.
      let percent = wording.percent(share.magnitude)
      return language.text(
        "\(subject)\(words.chineseSpace)\(chineseMonths)\(share < 0 ? "下降" : "增加")\(wording.spaced(percent))，现为 \(to)",
        "\(subject) \(share < 0 ? "fell" : "rose") \(percent)\(englishMonths) to \(to)")
    }
    if from == to {
      return language.text(
        "\(subject)\(words.chineseSpace)\(chineseMonths)基本不变，为 \(to)",
        "\(subject) \(words.hasOrHave) hardly changed\(englishMonths) and \(words.isOrAre) \(to)")
    }
    let fell = movement.to < movement.from
    guard words.unit == .money, let share = movement.share, movement.to > 0, share < 5 else {
      return language.text(
        "\(subject)\(words.chineseSpace)\(chineseMonths)由 \(from)\(gap)\(fell ? "降至" : "增至") \(to)",
        "\(subject) \(fell ? "fell" : "rose") from \(from) to \(to)\(englishMonths)")
    }
    let percent = wording.percent(share.magnitude)
    let comma = englishMonths.isEmpty ? "" : ","
    return language.text(
      "\(subject)\(words.chineseSpace)\(chineseMonths)\(fell ? "下降" : "增加")\(wording.spaced(percent))，"
        + "由 \(from)\(gap)\(fell ? "降至" : "增至") \(to)",
      "\(subject) \(fell ? "fell" : "rose") \(percent)\(englishMonths)\(comma) from \(from) to \(to)")
  }

  /// “Mobile log-ins were 5 in August, against 9.6 a month before”.
  func againstUsual(_ words: ColumnWords, _ movement: Movement) -> String {
    let month = wording.monthName(facts.snapshot)
    // A tenth is fine enough for a mean.
    let usual = words.amount((movement.from * 10).rounded() / 10, wording)
    let now = words.amount(movement.to, wording)
    return language.text(
      "\(words.beginning)\(words.chineseSpace.isEmpty ? " " : words.chineseSpace)\(month)为 \(now)，此前月均 \(usual)",
      "\(words.beginning) \(words.wasOrWere) \(now) in \(month), against a monthly mean of \(usual) before")
  }

  /// “Assets are 15% below the peak of 600,000 in July, at 510,000”.
  func belowPeak(_ words: ColumnWords, _ peak: (value: Double, monthsAgo: Int), now: Double) -> String {
    let top = words.amount(peak.value, wording)
    let amount = words.amount(now, wording)
    let percent = wording.percent(1 - now / peak.value)
    let month = wording.monthName(facts.snapshot - peak.monthsAgo)
    return language.text(
      "\(words.beginning)\(words.chineseSpace)比 \(month)的最高点 \(top)\(words.chineseUnitGap)低\(wording.spaced(percent))，现为 \(amount)",
      "\(words.beginning) \(words.isOrAre) \(percent) below the peak of \(top) in \(month), at \(amount)")
  }

  /// The recipe's column against its highest value in the window; nil where it is at its highest.
  func belowPeakText(_ index: Int) -> String? {
    guard let series = series(ofRecipe: index), let peak = series.peak, let now = series.now,
      now < peak.value,
      peak.value > 0, now >= 0
    else { return nil }
    return belowPeak(reasoner.words[index], peak, now: now)
  }

  /// That more went out than came in, by a twentieth of the assets.
  func outflowText(_ index: Int) -> String? {
    guard let flows = flows(ofRecipe: index), flows.outward > flows.inward,
      isNoticeable(flows.outward - flows.inward)
    else { return nil }
    return flowText(flows)
  }

  func flowText(_ flows: (inward: Double, outward: Double, months: Int)) -> String {
    let months = wording.months(flows.months)
    let lastMonths = wording.lastMonths(flows.months)
    let inward = wording.money(flows.inward)
    let outward = wording.money(flows.outward)
    let isOutflow = flows.outward > flows.inward
    let (more, less) = isOutflow ? (flows.outward, flows.inward) : (flows.inward, flows.outward)
    let (larger, smaller) = isOutflow ? (outward, inward) : (inward, outward)
    let (chineseWays, englishWays) =
      isOutflow ? (("转出", "转入"), ("went out", "came in")) : (("转入", "转出"), ("came in", "went out"))
    let beginning = language.text(
      "\(months)\(chineseWays.0) \(larger)", "In \(lastMonths) \(larger) \(englishWays.0)")
    // “Only” is a word for less than half as much.
    switch less {
    case 0: return beginning + language.text("，\(chineseWays.1)为零", " and nothing \(englishWays.1)")
    case ..<(more / 2):
      return beginning
        + language.text("，\(chineseWays.1)仅 \(smaller)", " and only \(smaller) \(englishWays.1)")
    default:
      return beginning + language.text("，\(chineseWays.1) \(smaller)", " and \(smaller) \(englishWays.1)")
    }
  }

  /// “, as much as 25% of today's assets”; nothing where the amount is less than 1% or more than all of them.
  func shareOfAssets(_ amount: Double) -> String {
    guard let assets = assetsNow, assets > 0, amount >= assets / 100, amount <= assets else { return "" }
    let percent = wording.percent(amount / assets)
    return language.text("，相当于现有资产的\(wording.spaced(percent))", ", as much as \(percent) of today's assets")
  }
}
