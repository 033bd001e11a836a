import Configuration
import Foundation
import Messages
import Parallel
import Retention
import Testing

@testable import Workflow

@Suite("What customers hold")
struct ProductsRunTests {
  /// A customer as the test has drawn it.
  private struct Drawn {
    var key: String
    var age: Int
    var gender: String
    /// demand, time, wealth, fund, loan_balance
    var amounts: [Int]
    var tier: String {
      let total = amounts[0] + amounts[1] + amounts[2] + amounts[4]
      return total >= 50_000 ? "high" : "low"
    }
    var lifeStage: LifeStage? { LifeStage(age: Double(age)) }
    func holds(_ product: Int) -> Bool { amounts[product] > 0 }
  }

  private let folder = TemporaryFolder()
  private let drawn: [Drawn]
  private static let columns = ["demand", "time", "wealth", "fund", "loan_balance"]

  init() {
    drawn = (0..<600).map { number in
      var random = RandomStream(seed: 77, stream: UInt64(number))
      let wealth = random.chance(0.4)
      // Who has wealth products has a fund more often; cards are held by nobody in particular.
      let held = [
        random.chance(0.9), random.chance(0.5), wealth, random.chance(wealth ? 0.6 : 0.1), random.chance(0.2),
      ]
      return Drawn(
        key: "P\(100 + number)", age: 20 + random.below(60), gender: random.chance(0.5) ? "F" : "M",
        amounts: held.map { $0 ? 1000 + random.below(40_000) : 0 })
    }
    // Nobody's month before counts, nor does who is gone.
    let rows = drawn.map { own in
      "\(own.key),2024-06,\(own.amounts.map(String.init).joined(separator: ",")),\(own.age),\(own.gender)\n"
    }
    folder.write(
      "customer_id,month,\(Self.columns.joined(separator: ",")),age,gender\nGONE,2024-05,9,9,9,9,9,40,F\n"
        + "P100,2024-05,0,0,0,0,0,40,F\n" + rows.joined(), as: "panel.csv")
  }

  private func input(_ rules: String = "") -> InputSelection {
    folder.write(
      """
      panel: { files: panel.csv }
      tiers: { low: 0, high: 50000 }
      groups: { women: gender in (F) }
      window: 2
      language: en
      \(rules)
      """, as: "bank.yaml")
    return InputSelection(configurationPath: folder.file("bank.yaml"))
  }

  private func run(_ input: InputSelection, threads: Int = 2) throws -> ProductHoldings {
    try ProductsRun(
      input: input, month: nil, outputPath: folder.file("holdings.json"),
      reportPath: folder.file("holdings.html"),
      customersPath: folder.file("gaps.csv")
    ).run(SimulatedBank.context(threads: threads))
  }

  @Test("holders of each product are counted, in all and by tier, stage of life and group")
  func penetration() throws {
    let found = try run(input("products: [demand, time, wealth, fund, loan_balance]"))
    #expect(found.customers == 600 && found.products.map(\.column) == Self.columns)
    var segments: [(String, [Drawn])] = [("All customers", drawn)]
    for tier in ["low", "high"] { segments.append((tier, drawn.filter { $0.tier == tier })) }
    for stage in LifeStage.allCases {
      segments.append((stage.name(in: .english), drawn.filter { $0.lifeStage == stage }))
    }
    segments.append(("women", drawn.filter { $0.gender == "F" }))
    #expect(found.segments.map(\.name) == segments.map(\.0))
    for (segment, (name, members)) in zip(found.segments, segments) {
      #expect(segment.customers == members.count, "\(name)")
      let counts = (0..<5).map { product in members.count { $0.holds(product) } }
      #expect(segment.products.map(\.holders) == counts, "\(name)")
    }
    let bytes = ["holdings.json", "holdings.html", "gaps.csv"].map(folder.bytes)
    _ = try run(input("products: [demand, time, wealth, fund, loan_balance]"), threads: 5)
    #expect(["holdings.json", "holdings.html", "gaps.csv"].map(folder.bytes) == bytes)
    #expect(folder.text("holdings.html").contains("Held together"))
  }

  @Test("what is held together is found, with its lift")
  func pairs() throws {
    let found = try run(input("products: [fund, wealth, time]"))
    #expect(found.pairs.count == 3 && found.pairs[0].first == "fund" && found.pairs[0].second == "wealth")
    let both = drawn.count { $0.holds(2) && $0.holds(3) }
    let (wealth, fund) = (drawn.count { $0.holds(2) }, drawn.count { $0.holds(3) })
    #expect(found.pairs[0].both == both)
    #expect(abs(found.pairs[0].lift - Double(both) * 600 / Double(wealth * fund)) < 1e-12)
    #expect((found.pairs[0].interval?.lower ?? 0) > 1.5)
    let others = found.pairs.dropFirst().compactMap(\.interval)
    #expect(others.count == 2 && others.allSatisfy { $0.lower < 1.05 && $0.upper > 0.95 })
  }

  @Test("for each customer, what similar ones hold and this one does not")
  func gaps() throws {
    _ = try run(input("products: [demand, time, wealth, fund, loan_balance]"))
    let lines = folder.text("gaps.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      lines[0].prefix(7) == ["customer_id", "month", "tier", "holds", "product_1", "share_1", "similar_1"])
    #expect(lines.count == 601 && lines.dropFirst().allSatisfy { $0[1] == "2024-06" })
    for (own, line) in zip(drawn, lines.dropFirst()) {
      #expect(line[0] == own.key && line[2] == own.tier)
      #expect(line[3] == (0..<5).filter(own.holds).map { Self.columns[$0] }.joined(separator: " "))
      var expected: [(product: String, share: Double, similar: Int)] = []
      for product in 0..<5 where !own.holds(product) {
        let tier = drawn.filter { $0.tier == own.tier && $0.key != own.key }
        let similar = tier.filter { other in
          other.lifeStage == own.lifeStage
            && (0..<5).allSatisfy { $0 == product || other.holds($0) == own.holds($0) }
        }
        let usual = Double(tier.count { $0.holds(product) }) / Double(tier.count)
        let share = (Double(similar.count { $0.holds(product) }) + 20 * usual) / (Double(similar.count) + 20)
        expected.append((Self.columns[product], share, similar.count))
      }
      expected.sort { ($1.share, $0.product) < ($0.share, $1.product) }
      for (place, gap) in expected.prefix(3).enumerated() {
        #expect(line[4 + 3 * place] == gap.product, "\(own.key)")
        #expect(abs((Double(line[5 + 3 * place]) ?? .nan) - gap.share) < 1e-4)
        #expect(line[6 + 3 * place] == "\(gap.similar)")
      }
      if expected.count < 3 { #expect(line[4 + 3 * expected.count].isEmpty) }
    }
  }

  @Test("assets and loans are looked at where nothing is said, and a product that is no column is refused")
  func declared() throws {
    #expect(try run(input()).products.map(\.column) == ["demand", "time", "wealth", "loan_balance"])
    #expect {
      try run(input("products: [wealth, fundd]"))
    } throws: {
      "\($0)".contains("`products:` names the column “fundd”") && "\($0)".contains("did you mean “fund”?")
    }
    #expect {
      try run(input("products: [gender]"))
    } throws: {
      "\($0)".contains("“gender”")
    }
  }
}
