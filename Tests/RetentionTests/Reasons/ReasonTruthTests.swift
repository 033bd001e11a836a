import Foundation
import Parallel
import Testing
import Variables

@testable import Retention

/// Random customers: whatever the numbers and contributions, no sentence may contradict them.
@Suite("Reasons are true of the numbers")
struct ReasonTruthTests {
  /// Whatever a sentence claims is computed anew, by ``SentenceChecker``; every kind of sentence is met.
  @Test("every number and claim of a sentence is the customer's", arguments: [UInt64(31), 32, 33, 34])
  func claims(seed: UInt64) {
    var random = RandomStream(seed: seed)
    var (faults, met): ([String], [String: Int]) = ([], [:])
    for _ in 0..<1000 {
      let sample = RandomCustomer.make(&random)
      for reason in sample.reasons(.english) {
        var checker = SentenceChecker(sample)
        if let fault = checker.fault(in: reason) { faults.append("\(reason.text): \(fault)") }
        for name in checker.read { met[name, default: 0] += 1 }
      }
    }
    #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(20).joined(separator: "\n"))")
    #expect(met.count >= 40, "\(met.sorted { $0.key < $1.key })")
  }

  @Test("the cause agrees with the numbers")
  func causes() {
    var random = RandomStream(seed: 12)
    var seen: Set<String> = []
    for _ in 0..<2000 {
      let sample = RandomCustomer.make(&random)
      for reason in sample.reasons(.english) {
        seen.insert(reason.cause.name)
        func now(_ column: String) -> Double { sample.columns[column]?.last ?? .nan }
        switch reason.cause {
        case .maturity: #expect(now("time_maturing") > 0 || now("wealth_maturing") > 0)
        case .ownTransfer: #expect(sample.columns["own_transfer_out"]?.contains { $0 > 0 } == true)
        case .fewProducts: #expect(now("product_count") <= 2)
        case .newCustomer: #expect(reason.text.contains("customer") || reason.text.contains("Records begin"))
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

  private func matches(_ pattern: String, in text: String) throws -> [[String]] {
    try NSRegularExpression(pattern: pattern).matches(in: text, range: NSRange(text.startIndex..., in: text))
      .map {
        match in
        (0..<match.numberOfRanges).map { Range(match.range(at: $0), in: text).map { String(text[$0]) } ?? "" }
      }
  }

  /// What the English sentence says is checked by ``claims(seed:)``; the Chinese one has the same figures.
  private func expectSameFigures(_ chinese: String, _ english: String) throws {
    let units = ["亿元": 1e8, "万元": 1e4, "元": 1]
    let said = try matches(#"[\d,.]*\d"#, in: english).map { Double($0[0].replacing(",", with: "")) ?? .nan }
    for amount in try matches(#"([\d,.]+) (亿元|万元|元)"#, in: chinese) {
      let unit = units[amount[2]] ?? .nan
      let value = (Double(amount[1].replacing(",", with: "")) ?? .nan) * unit
      let rounding = unit == 1 ? 0.5 : 0.05 * unit
      #expect(said.contains { abs($0 - value) <= rounding + 0.5 }, "\(chinese) | \(english)")
    }
    #expect(
      try matches(#"\d[\d,]*%"#, in: chinese).map { $0[0] }
        == matches(#"\d[\d,]*%"#, in: english).map { $0[0] },
      "\(chinese) | \(english)")
  }

  @Test("sentences are whole: no missing numbers, no variable names, no full stop, one line")
  func wholeSentences() throws {
    var random = RandomStream(seed: 13)
    for _ in 0..<200 {
      let sample = RandomCustomer.make(&random)
      let (chinese, english) = (sample.reasons(.chinese), sample.reasons(.english))
      #expect(chinese.map(\.cause) == english.map(\.cause))
      for (chinese, english) in zip(chinese, english) { try expectSameFigures(chinese.text, english.text) }
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
