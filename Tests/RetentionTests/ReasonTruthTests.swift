import Foundation
import Parallel
import Testing
import Variables

@testable import Retention

/// Random customers: whatever the numbers and contributions, no sentence may contradict them.
@Suite("Reasons are true of the numbers")
struct ReasonTruthTests {
  private static let money = [
    "demand", "time", "wealth", "transfer_in", "transfer_out", "own_transfer_out", "funds",
  ]

  private func path(_ random: inout RandomStream, start: Double, months: Int) -> [Double] {
    var value = start
    return (0..<months).map { month in
      switch random.below(6) {
      case 0: value = 0
      case 1: value = start
      case 2: value *= 1 + 0.02 * random.normal()
      default: value *= 0.5 + random.uniform()
      }
      // The population's customers have assets in the snapshot month.
      return month < months - 1 && random.chance(0.05) ? .nan : (max(0, value) * 100).rounded() / 100
    }
  }

  private func randomCustomer(_ random: inout RandomStream) -> SampleCustomer {
    var sample = SampleCustomer()
    let months = 2 + random.below(5)
    for column in Self.money {
      sample.columns[column] = path(&random, start: 1000 * exp(7 * random.uniform()), months: months)
    }
    let parts = SampleCustomer.assetColumns.map { sample.columns[$0] ?? [] }
    sample.columns["assets"] = (0..<months).map { month in parts.reduce(0) { $0 + $1[month] } }
    for column in ["time_maturing", "wealth_maturing", "payroll", "loan_balance"] {
      sample.columns[column] = path(&random, start: random.chance(0.5) ? 0 : 50_000, months: months)
    }
    sample.columns["mobile_logins"] = (0..<months).map { _ in Double(random.below(8)) }
    sample.columns["product_count"] = (0..<months).map { _ in Double(random.below(5)) }
    sample.columns["age"] = Array(repeating: Double(18 + random.below(70)), count: months)
    sample.texts = ["occupation": random.chance(0.3) ? "农民" : "教师", "branch": "B07"]
    let changing: [Recipe.Function] = [
      .level, .change, .ratio, .slope, .volatility, .drawdown, .monthsSincePeak, .monthsSinceLargeOutflow,
      .zeroMonths, .sum, .sumAgainstAssets, .regularity, .recentAgainstUsual, .shareOfAssets,
    ]
    for column in sample.columns.keys.sorted() where column != "age" {
      let function = changing[random.below(changing.count)]
      let stretch = [1, 3, 6][random.below(3)]
      let hasMonths = [.change, .ratio, .sum, .sumAgainstAssets].contains(function)
      sample.add(
        function, [column], months: hasMonths ? stretch : nil, contribution: random.normal(),
        value: value(function, sample.columns[column] ?? [], months: stretch))
    }
    sample.add(
      .netFlowAgainstAssets, ["transfer_in", "transfer_out"], months: 3, contribution: random.normal())
    sample.add(.monthOfYear, [], contribution: random.normal() / 4, value: 9)
    sample.add(.tenure, ["open_date"], contribution: random.normal() / 4, value: Double(random.below(60)))
    sample.add(.ageBand, ["age"], contribution: random.normal() / 4)
    sample.add(.category, ["occupation"], contribution: random.normal() / 4, value: 0)
    sample.add(.distanceToFloor, ["assets"], contribution: random.normal() / 4)
    return sample
  }

  /// The variable where its value decides between sentences; any number elsewhere.
  private func value(_ function: Recipe.Function, _ values: [Double], months: Int) -> Double {
    switch function {
    case .change, .ratio:
      guard months < values.count, let now = values.last else { return .nan }
      let before = values[values.count - 1 - months]
      return function == .change ? now - before : before > 0 ? now / before : .nan
    case .monthsSinceLargeOutflow:
      let falls = (1..<values.count).filter { values[$0] <= 0.7 * values[$0 - 1] && values[$0 - 1] > 0 }
      return falls.last.map { Double(values.count - 1 - $0) } ?? .nan
    default: return values.contains(where: \.isNaN) ? .nan : values.last ?? .nan
    }
  }

  private func number(_ text: Substring) -> Double { Double(text.replacing(",", with: "")) ?? .nan }

  @Test("a fall is a fall and a rise is a rise, by the very numbers of a column")
  func movements() throws {
    var random = RandomStream(seed: 11)
    let plain = /(?<verb>fell|rose) from (?<from>[\d,.]+) to (?<to>[\d,.]+) in (?<months>\w+) months?/
    let share =
      /(?<verb>fell|rose) (?<share>\d+|over 99|less than 1)% in (?<months>\w+) months?, from (?<from>[\d,.]+) to (?<to>[\d,.]+)/
    var found = (plain: 0, share: 0)
    let counts = ["one", "two", "three", "four", "five", "six"]
    for _ in 0..<4000 {
      let sample = randomCustomer(&random)
      for reason in sample.reasons(.english) {
        var movement: (verb: String, from: Double, to: Double, months: String)?
        if let match = reason.text.firstMatch(of: share) {
          found.share += 1
          movement = (String(match.verb), number(match.from), number(match.to), String(match.months))
          let exact = abs(number(match.to) - number(match.from)) / number(match.from) * 100
          if let percent = Double(match.share) { #expect(abs(exact - percent) < 0.6, "\(reason.text)") }
        } else if let match = reason.text.firstMatch(of: plain) {
          found.plain += 1
          movement = (String(match.verb), number(match.from), number(match.to), String(match.months))
        }
        guard let movement else { continue }
        #expect(
          movement.verb == "fell" ? movement.to < movement.from : movement.to > movement.from,
          "\(reason.text)")
        let months = try #require(counts.firstIndex(of: movement.months)) + 1
        // Some column moved exactly so (to what the sentence rounds to).
        #expect(
          sample.columns.values.contains { values in
            values.count > months && abs((values.last ?? .nan) - movement.to) <= 0.5
              && abs(values[values.count - 1 - months] - movement.from) <= 0.5
          }, "\(reason.text)")
      }
    }
    #expect(found.plain > 200 && found.share > 200)
  }

  @Test("the cause agrees with the numbers")
  func causes() {
    var random = RandomStream(seed: 12)
    var seen: Set<String> = []
    for _ in 0..<4000 {
      let sample = randomCustomer(&random)
      for reason in sample.reasons(.english) {
        seen.insert(reason.cause.name)
        func now(_ column: String) -> Double { sample.columns[column]?.last ?? .nan }
        switch reason.cause {
        case .maturity: #expect(now("time_maturing") > 0 || now("wealth_maturing") > 0)
        case .ownTransfer: #expect(sample.columns["own_transfer_out"]?.contains { $0 > 0 } == true)
        case .fewProducts: #expect(now("product_count") <= 2)
        case .newCustomer: #expect(reason.text.contains("customer") || reason.text.contains("records"))
        case .balanceFalling:
          #expect(!reason.text.contains("rose") || reason.text.hasPrefix("Transfers"), "\(reason.text)")
        case .recentInflow: #expect(!reason.text.contains("fell"), "\(reason.text)")
        case .activityFading: #expect(!reason.text.contains("rose"), "\(reason.text)")
        case .activityRising: #expect(!reason.text.contains("fell"), "\(reason.text)")
        default: break
        }
      }
    }
    #expect(seen.count >= 14)
  }

  @Test("sentences are whole: no missing numbers, no variable names, no full stop, one line")
  func wholeSentences() {
    var random = RandomStream(seed: 13)
    for _ in 0..<2000 {
      let sample = randomCustomer(&random)
      let (chinese, english) = (sample.reasons(.chinese), sample.reasons(.english))
      #expect(chinese.map(\.cause) == english.map(\.cause))
      for reason in chinese + english {
        #expect(!reason.text.isEmpty)
        #expect(
          reason.text.firstMatch(of: /nan|inf|\bv\d+\b|_|\n|[.。]$|  | ，|，，|-0\b/) == nil, "\(reason.text)")
      }
      for reason in chinese {
        #expect(reason.text.firstMatch(of: /[0-9][降增与高低]|[一-龥][0-9]/) == nil, "\(reason.text)")
      }
    }
  }
}
