import Calendar
import Foundation
import Parallel
import Variables

@testable import Retention

/// Customers at random, with variables that are computed here, slowly and plainly, from their numbers.
enum RandomCustomer {
  static func make(_ random: inout RandomStream) -> SampleCustomer {
    var sample = SampleCustomer()
    sample.snapshot = Month(index: 2024 * 12 + random.below(12))
    let months = 2 + random.below(6)
    if random.chance(0.2) { sample.monthsAbsent = 1 + random.below(months - 1) }
    for column in ["demand", "time", "wealth", "transfer_in", "transfer_out", "own_transfer_out", "funds"] {
      sample.columns[column] = path(&random, start: 1000 * exp(7 * random.uniform()), months: months)
    }
    if random.chance(0.3) { visitQuarterEnds(&sample, &random) }
    for column in ["time_maturing", "wealth_maturing", "payroll", "loan_balance"] {
      sample.columns[column] = path(&random, start: random.chance(0.5) ? 0 : 50_000, months: months)
    }
    if random.chance(0.2) { sample.columns["payroll"] = (0..<months).map { _ in Double(random.below(2)) } }
    let logins = random.below(3) * 6
    sample.columns["mobile_logins"] = (0..<months).map { _ in
      Double(random.chance(0.3) ? 0 : random.below(2 + logins))
    }
    sample.columns["product_count"] = (0..<months).map { _ in Double(random.below(5)) }
    for column in sample.columns.keys {
      for month in 0..<sample.monthsAbsent { sample.columns[column]?[month] = .nan }
    }
    let parts = SampleCustomer.usualAssets.map { sample.columns[$0] ?? [] }
    sample.columns["assets"] = (0..<months).map { month in parts.reduce(0) { $0 + $1[month] } }
    sample.columns["age"] = Array(repeating: Double(18 + random.below(70)), count: months)
    let occupations = ["农民", "种植户", "个体工商户", "教师", "农业银行职员"]
    sample.texts = ["occupation": occupations[random.below(5)], "branch": "B07"]
    sample.floor =
      random.chance(0.3) ? (sample.columns["assets"]?.last ?? 0) / (1 + 0.2 * random.uniform()) : 200_000
    if random.chance(0.5) {
      let last = (sample.snapshot + 1).firstDay - 1
      let days = random.chance(0.5) ? random.below(130) : random.below(4000)
      sample.columns["open_date"] = Array(repeating: Double(last - days), count: months)
    }
    addVariables(to: &sample, &random)
    return sample
  }

  private static func path(_ random: inout RandomStream, start: Double, months: Int) -> [Double] {
    var value = start
    return (0..<months).map { month in
      switch random.below(6) {
      case 0: value = 0
      case 1: value = start
      case 2, 3: value *= 1 + 0.02 * random.normal()
      default: value *= 0.5 + random.uniform()
      }
      // The population's customers have assets in the snapshot month.
      return month < months - 1 && random.chance(0.03) ? .nan : (max(0, value) * 100).rounded() / 100
    }
  }

  /// Money that comes for quarters' ends and is gone the month after.
  private static func visitQuarterEnds(_ sample: inout SampleCustomer, _ random: inout RandomStream) {
    guard let demand = sample.columns["demand"] else { return }
    let base = 50_000 + 500_000 * random.uniform()
    let others = SampleCustomer.usualAssets.filter { $0 != "demand" }
    for column in others { sample.columns[column] = demand.map { _ in (base * 100).rounded() / 100 } }
    sample.columns["demand"] = demand.indices.map { month in
      let isEnd = (sample.snapshot - (demand.count - 1 - month)).monthOfYear % 3 == 0
      return ((isEnd ? base * (0.2 + random.uniform()) : base * 0.1 * random.uniform()) * 100).rounded() / 100
    }
  }

  private static func addVariables(to sample: inout SampleCustomer, _ random: inout RandomStream) {
    let kinds: [Recipe.Function] = [
      .level, .change, .ratio, .slope, .volatility, .drawdown, .monthsSincePeak, .monthsSinceLargeOutflow,
      .zeroMonths, .sum, .sumAgainstAssets, .regularity, .recentAgainstUsual, .shareOfAssets,
    ]
    for column in sample.columns.keys.sorted() where column != "age" && column != "open_date" {
      let function = random.chance(0.3) ? .level : kinds[random.below(kinds.count)]
      let hasMonths = [.change, .ratio, .sum, .sumAgainstAssets].contains(function)
      let months = [1, 3, 6][random.below(3)]
      let value = value(function, sample, column, months: months)
      sample.add(
        function, [column], months: hasMonths ? months : nil, contribution: random.normal() / 2, value: value)
      sample.usual.append(usual(around: value, &random))
    }
    func add(
      _ function: Recipe.Function, _ columns: [String], months: Int? = nil, _ value: Double,
      weight: Double = 0.25
    ) {
      sample.add(function, columns, months: months, contribution: weight * random.normal(), value: value)
      sample.usual.append(nil)
    }
    add(.netFlowAgainstAssets, ["transfer_in", "transfer_out"], months: [1, 3][random.below(2)], .nan)
    add(.monthOfYear, [], Double((sample.snapshot + 1).monthOfYear), weight: 0.5)
    let opened = sample.columns["open_date"]?.last
    let days = opened.map { Double((sample.snapshot + 1).firstDay - 1) - $0 }
    let months = (sample.columns["assets"]?.count ?? 1) - sample.monthsAbsent - 1
    // Without an opening date the variable counts from the first month looked at, for whoever is there from then on.
    add(.tenure, days == nil ? [] : ["open_date"], days.map { $0 / 30.4375 } ?? Double(months), weight: 0.5)
    add(
      .firstHundredDays, days == nil ? [] : ["open_date"],
      (days.map { $0 <= 100 } ?? (months <= 2)) ? 1 : 0, weight: 0.5)
    add(.ageBand, ["age"], 3)
    add(.category, ["occupation"], 0)
    add(.category, ["branch"], 0)
    add(.distanceToFloor, ["assets"], (sample.columns["assets"]?.last ?? 0) / sample.floor - 1)
    let held = (sample.columns["assets"]?.last ?? 0) + (sample.columns["loan_balance"]?.last ?? 0)
    let starts = sample.tiers.tiers.map(\.from)
    let (own, next) = (starts.last { $0 <= held } ?? 0, starts.first { $0 > held } ?? .nan)
    add(.distanceToTierBelow, ["assets", "loan_balance"], held > 0 ? (held - own) / held : .nan)
    add(.distanceToTierAbove, ["assets", "loan_balance"], held > 0 ? (next - held) / held : .nan)
  }

  private static func usual(around value: Double, _ random: inout RandomStream) -> ClosedRange<Double>? {
    guard value.isFinite, random.chance(0.8) else { return nil }
    let low = value * (random.chance(0.5) ? 0.4 : 1.2)
    return min(low, low * 1.5)...max(low, low * 1.5)
  }

  /// A variable's value as the recipes' table defines it; NaN where it is missing.
  private static func value(
    _ function: Recipe.Function, _ sample: SampleCustomer, _ column: String, months: Int
  ) -> Double {
    let values = sample.columns[column] ?? []
    let now = values.last ?? .nan
    let before = months < values.count ? values[values.count - 1 - months] : .nan
    let assets = sample.columns["assets"]?.last ?? .nan
    func sum(_ count: Int) -> Double { values.suffix(count).reduce(0, +) }
    switch function {
    case .level: return now
    case .change: return now - before
    case .ratio: return before > 0 ? now / before : .nan
    case .shareOfAssets: return now / assets
    case .sum: return sum(months)
    case .sumAgainstAssets: return sum(months) / assets
    case .monthsSinceLargeOutflow:
      let falls = (1..<values.count).filter { values[$0] <= 0.8 * values[$0 - 1] && values[$0 - 1] > 0 }
      return falls.last.map { Double(values.count - 1 - $0) } ?? .nan
    default: return values.contains(where: \.isNaN) ? .nan : now
    }
  }
}
