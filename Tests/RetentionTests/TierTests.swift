import Configuration
import Testing

@testable import Retention

@Suite("A customer's tier")
struct TierTests {
  @Test("begins at its own start and ends just below the next one's")
  func boundaries() {
    let table = TierTable.standard
    for (index, tier) in table.tiers.enumerated() {
      #expect(table.tier(assets: tier.from) == CustomerTier(index: index, name: tier.name))
      if index > 0 { #expect(table.tier(assets: tier.from.nextDown)?.index == index - 1) }
    }
    #expect(table.tier(assets: 1e12)?.name == "私行级")
    #expect(table.tier(assets: -5)?.index == 0)
  }

  @Test("counts loans as well as assets, and a missing loan as none")
  func loans() {
    #expect(TierTable.standard.tier(assets: 300_000, loans: 200_000)?.name == "白金级")
    #expect(TierTable.standard.tier(assets: 300_000, loans: 199_999.99)?.name == "黄金级")
    #expect(TierTable.standard.tier(assets: 500_000, loans: .nan)?.name == "白金级")
  }

  @Test("is unknown without assets or without tiers")
  func unknown() {
    #expect(TierTable.standard.tier(assets: .nan) == nil)
    #expect(TierTable(tiers: []).tier(assets: 1) == nil)
  }
}
