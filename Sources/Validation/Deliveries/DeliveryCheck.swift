import Calendar
import Configuration
import Variables

/// Sets the snapshot month and the months of its window against their neighbours and against the months of training.
public struct DeliveryCheck: Sendable {
  let limits: DeliveryDefinition
  let now: DeliveryProfile
  /// What the model knows of its own months; nil in models that were written before this was kept.
  let trained: DeliveryProfile?
  /// The first month that training is known to have had; nil where nothing is known.
  let trainedSince: Month?
  let snapshot: Month
  /// Months that variables are made of.
  let window: Int

  public init(
    _ now: DeliveryProfile, against trained: DeliveryProfile?, trainedSince: Month?, snapshot: Month,
    window: Int,
    limits: DeliveryDefinition
  ) {
    self.trainedSince = trained?.firstMonth ?? trainedSince
    (self.now, self.trained, self.snapshot, self.window, self.limits) = (
      now, trained, snapshot, window, limits
    )
  }

  /// All that is odd, what stops the run first.
  public var findings: [DeliveryFinding] {
    let all = missingMonths + counts + flows + repetitions + units + columns
    return all.filter { $0.weight == .stop } + all.filter { $0.weight == .warning }
  }

  /// The window's months that were delivered, oldest first.
  var windowMonths: [DeliveryProfile.Counts] { now.months.filter { $0.month > snapshot - window } }

  /// By which share two numbers differ, of the greater one.
  static func change(_ a: Double, _ b: Double) -> Double {
    let (least, greatest) = (min(a, b), max(a, b))
    return greatest > 0 ? 1 - max(0, least) / greatest : 0
  }
}

extension DeliveryCheck {
  /// Months of the window without a row, from the first on that the delivery or training had.
  private var missingMonths: [DeliveryFinding] {
    let delivered = Set(now.months.map(\.month))
    let since = min(now.firstMonth, trainedSince ?? now.firstMonth)
    let months = (1..<max(1, window)).map { snapshot - $0 }.filter { $0 >= since && !delivered.contains($0) }
    return months.reversed().map { month in
      DeliveryFinding(
        .stop,
        Remark(
          chinese: "缺少 \(month) 的数据：\(snapshot) 的变量要用到这个月。",
          english: "\(month) is missing: the variables of \(snapshot) look at it."))
    }
  }

  /// Customers, customers above the floor and assets of each month of the window.
  private var counts: [DeliveryFinding] {
    windowMonths.flatMap { month in
      [
        finding(month, { Double($0.customers) }, of: \.customers, limits.customers, ("客户", "Customers")),
        finding(
          month, { Double($0.aboveFloor) }, of: \.aboveFloor, limits.population,
          ("资产达标的客户", "Customers above the floor")),
        // Most assets are those of the few above the floor.
        finding(month, \.assets, of: \.aboveFloor, limits.assets, ("资产", "Assets")),
      ].compactMap { $0 }
    }
  }

  /// - Parameters:
  ///   - count: what is compared.
  ///   - customers: whose chances it hangs on.
  private func finding(
    _ month: DeliveryProfile.Counts, _ count: (DeliveryProfile.Counts) -> Double,
    of customers: (DeliveryProfile.Counts) -> Int,
    _ limits: DeliveryDefinition.Limits, _ words: (chinese: String, english: String)
  ) -> DeliveryFinding? {
    let value = count(month)
    guard let usual = usual(month.month, count, of: customers) else { return nil }
    // The fewer customers, the more of a change is chance: three standard deviations of a Poisson number.
    let chance = 3 / Double(max(1, max(customers(month), usual.customers))).squareRoot()
    let change = Self.change(value, usual.value) - chance
    // Training may be long ago: beside its months a change is told where it would stop, and stops nothing.
    let limits = usual.isTraining ? DeliveryDefinition.Limits(warn: limits.stop, stop: .infinity) : limits
    let factor = UnitChange(from: usual.value, to: value)
    let (now, before) = (NumberText.amount(value.rounded()), NumberText.amount(usual.value.rounded()))
    let reason = factor?.remark ?? Remark(chinese: "", english: "")
    return DeliveryFinding(
      change, limits,
      Remark(
        chinese:
          "\(words.chinese)：\(month.month) 为 \(now)，\(usual.month) 为 \(before)。\(reason.text(in: .chinese))",
        english: "\(words.english): \(now) in \(month.month), \(before) in \(usual.month)."
          + (factor == nil ? "" : " \(reason.english)")))
  }

  /// What a month is set against: the month before, or the median of the others where that is nearer; for a single month
  /// the last one of training.
  private func usual(
    _ month: Month, _ count: (DeliveryProfile.Counts) -> Double, of customers: (DeliveryProfile.Counts) -> Int
  ) -> (value: Double, month: Month, customers: Int, isTraining: Bool)? {
    let value = now.months.first { $0.month == month }.map(count) ?? 0
    let others = now.months.filter { $0.month != month && abs($0.month - month) <= 6 }
    guard !others.isEmpty else {
      return trained?.months.last.map { (count($0), $0.month, customers($0), true) }
    }
    let sorted = others.sorted { count($0) < count($1) }
    let candidates = others.filter { $0.month == month - 1 } + [sorted[sorted.count / 2]]
    let nearest =
      candidates.min { Self.change(count($0), value) < Self.change(count($1), value) } ?? sorted[0]
    return (count(nearest), nearest.month, customers(nearest), false)
  }
}
