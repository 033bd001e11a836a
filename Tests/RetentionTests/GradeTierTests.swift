import Calendar
import Configuration
import Testing

@testable import Retention

@Suite("Grades and near tiers")
struct GradeTierTests {
  private func grade(_ preset: TierPreset, _ assets: Double, _ columns: [String: Double] = [:]) -> String? {
    preset.table.grade(assets: assets, loans: columns["loan_balance"] ?? 0) { columns[$0] }?.name
  }

  private func near(_ preset: TierPreset, _ assets: Double, _ columns: [String: Double] = [:]) -> NearTier? {
    preset.table.nearTier(assets: assets, loans: columns["loan_balance"] ?? 0) { columns[$0] }
  }

  @Test(
    "China Merchants Bank: an amount exactly on a start belongs to the tier, a cent less does not",
    arguments: [(50_000.0, "普通卡", "金卡"), (500_000, "金卡", "金葵花"), (5e6, "金葵花", "钻石"), (1e7, "钻石", "私人银行")])
  func starts(from: Double, below: String, above: String) {
    #expect(grade(.cmb, from - 0.01) == below && grade(.cmb, from) == above)
  }

  @Test("SPDB and Bank of Shanghai begin at 1 million and 8 million", arguments: [TierPreset.spdb, .bos])
  func shanghai(preset: TierPreset) {
    #expect(grade(preset, 999_999.99) == "普通" && grade(preset, 1_000_000) == "贵宾")
    #expect(grade(preset, 7_999_999.99) == "贵宾" && grade(preset, 8_000_000) == "私人银行")
  }

  @Test("China Construction Bank: loans or a year's card payments alone give the tier")
  func alternatives() {
    #expect(grade(.ccb, 199_999.99) == "大众" && grade(.ccb, 200_000) == "黄金")
    #expect(grade(.ccb, 10_000, ["card_spending_year": 99_999.99]) == "大众")
    #expect(grade(.ccb, 10_000, ["card_spending_year": 100_000]) == "黄金")
    #expect(grade(.ccb, 10_000, ["card_spending_year": .nan]) == "大众")
    let table = TierTable(tiers: [
      .init(name: "a", from: 0), .init(name: "b", from: 1_000_000, alternatives: ["loan_balance": 500_000]),
    ])
    func byLoans(_ loans: Double) -> String? {
      table.grade(assets: 0, loans: loans) { $0 == "loan_balance" ? loans : nil }?.name
    }
    #expect(byLoans(499_999.99) == "a" && byLoans(500_000) == "b")
  }

  @Test("stars: a point for each 100 of assets, 200 of loans, and points for products")
  func stars() {
    #expect(grade(.icbc, 199_999) == "四星级" && grade(.icbc, 200_000) == "五星级")
    #expect(grade(.icbc, 190_000, ["loan_balance": 19_999]) == "四星级")
    #expect(grade(.icbc, 190_000, ["loan_balance": 20_000]) == "五星级")
    #expect(grade(.icbc, 195_000, ["payroll": 0]) == "四星级" && grade(.icbc, 195_000, ["payroll": 1]) == "五星级")
    #expect(near(.icbc, 199_000) == NearTier(name: "五星级", missing: 10, isPoints: true))
  }

  @Test("near the gold tier from 30,000 and near platinum from 200,000 on, with what is missing")
  func nearBands() {
    #expect(near(.standard, 29_999.99) == nil)
    #expect(near(.standard, 30_000) == NearTier(name: "黄金级", missing: 20_000))
    #expect(near(.standard, 49_999) == NearTier(name: "黄金级", missing: 1))
    #expect(near(.standard, 50_000) == nil)
    #expect(near(.standard, 199_999.99) == nil)
    #expect(near(.standard, 200_000) == NearTier(name: "白金级", missing: 300_000))
    #expect(near(.standard, 500_000) == nil && near(.standard, 2e7) == nil)
  }

  /// Each near band of each preset: the tier that is near, where the band begins and where the tier does.
  static let bands: [(preset: TierPreset, next: String, near: Double, from: Double)] = [
    (.standard, "黄金级", 30_000, 50_000), (.standard, "白金级", 200_000, 500_000),
    (.standard, "钻石级", 3_000_000, 5_000_000), (.standard, "私行级", 6_000_000, 10_000_000),
    (.cmb, "金卡", 30_000, 50_000), (.cmb, "金葵花", 200_000, 500_000),
    (.cmb, "钻石", 3_000_000, 5_000_000), (.cmb, "私人银行", 6_000_000, 10_000_000),
    (.ccb, "黄金", 120_000, 200_000), (.ccb, "白金", 300_000, 500_000), (.ccb, "私人银行", 4_000_000, 6_000_000),
    (.spdb, "贵宾", 600_000, 1_000_000), (.spdb, "私人银行", 5_000_000, 8_000_000),
    (.bos, "贵宾", 600_000, 1_000_000), (.bos, "私人银行", 5_000_000, 8_000_000),
  ]

  @Test(
    "a customer is near a tier from the start of its band on, a cent less is not, and on the tier's start is in it",
    arguments: bands)
  func presetBands(preset: TierPreset, next: String, near from: Double, start: Double) {
    #expect(near(preset, from - 0.01) == nil)
    #expect(near(preset, from) == NearTier(name: next, missing: start - from))
    #expect(near(preset, start - 0.5) == NearTier(name: next, missing: 0.5))
    #expect(near(preset, start)?.name != next && grade(preset, start) == next)
    #expect(grade(preset, start - 0.01) != next)
  }

  @Test("every band of the presets by amount is in the table above")
  func presetsInFull() {
    for preset in TierPreset.allCases where preset != .icbc {
      #expect(
        preset.table.tiers.dropFirst().map(\.name) == Self.bands.filter { $0.preset == preset }.map(\.next))
    }
  }

  @Test("a table that names no band has one from six tenths of a tier's start on")
  func usualBand() {
    let table = TierTable(tiers: [.init(name: "a", from: 0), .init(name: "b", from: 500_000)])
    #expect(table.nearTier(assets: 299_999.99, loans: 0) { _ in nil } == nil)
    #expect(table.nearTier(assets: 200_000, loans: 100_000) { _ in nil }?.missing == 200_000)
  }

  @Test(
    "a preset's tiers have a name in each language, and either may be written", arguments: TierPreset.allCases
  )
  func languages(preset: TierPreset) throws {
    let (chinese, english) = (preset.table, preset.table.named(in: .english))
    #expect(english.grades.allSatisfy { $0.name.allSatisfy(\.isASCII) })
    #expect(english.grades.map(\.from) == chinese.grades.map(\.from))
    #expect(english.named(in: .chinese) == chinese && chinese.named(in: .chinese) == chinese)
    for (index, names) in zip(chinese.grades, english.grades).enumerated() {
      for table in [chinese, english] {
        #expect(table.gradeIndices[names.0.name] == index && table.gradeIndices[names.1.name] == index)
        let rules = GradeRules(
          tiers: table, definition: GradeDefinition(), month: try #require(Month(year: 2024, month: 9)))
        for written in [names.0.name, names.1.name] {
          let set = rules.grades(of: "C1", panelGrade: written, assets: { _ in 300_000 }, { _, _ in nil })
          #expect(set?.service == CustomerTier(index: index, name: table.grades[index].name))
          var definition = GradeDefinition()
          definition.highFrom = written
          #expect(definition.highIndex(in: table) == index)
        }
      }
    }
  }

  @Test("a bank's own tiers are called as the bank calls them, in every language")
  func ownNames() {
    let own = TierTable(tiers: [.init(name: "大众级", from: 0), .init(name: "白金级", from: 600_000)])
    #expect(own.named(in: .english) == own && own.gradeNames == ["大众级", "白金级"])
  }
}
