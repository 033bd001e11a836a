import Calendar
import Configuration
import Testing
import Variables

@testable import Retention

/// Where several causes fit a customer's numbers, the one that a manager should speak of is told.
@Suite("The likelier of two causes")
struct LikelyCauseTests {
  /// A variable that looks at transfers to own accounts, of a customer with products falling due.
  private func sender(sent: [Double], due: Double, assets: Double = 500_000) -> SampleCustomer {
    customer(
      [
        "assets": sent.map { _ in assets }, "own_transfer_out": sent,
        "wealth_maturing": sent.map { _ in due },
      ],
      .sumAgainstAssets, ["own_transfer_out"], months: 3)
  }

  @Test("sums of at most a fifth of what falls due are a trial of the way, if that is a fifth of the assets")
  func trial() {
    #expect(sender(sent: [0, 0, 20_000], due: 100_000).words().cause == .maturity)
    #expect(sender(sent: [0, 0, 20_001], due: 100_000).words().cause == .ownTransfer)
    #expect(sender(sent: [0, 0, 20_000], due: 100_000, assets: 500_001).words().cause == .ownTransfer)
    let words = sender(sent: [0, 0, 20_000], due: 150_000).words()
    #expect(
      words.en == "Wealth products of 150,000 fall due next month, 30% of assets; "
        + "20,000 moved to own accounts at other banks in August, as much as 4% of today's assets")
    #expect(words.zh == "理财 15.0 万元下月到期，占资产的 30%；8 月转往本人他行账户 2.0 万元，相当于现有资产的 4%")
  }

  @Test("money that falls due within the first hundred days is the welcome money")
  func welcome() {
    for (flag, cause) in [(1.0, Cause.newCustomer), (0, .maturity)] {
      var new = customer(
        ["assets": [300_000, 300_000], "wealth_maturing": [0, 90_000]], .level, ["wealth_maturing"],
        value: 90_000)
      new.add(.firstHundredDays, ["open_date"], contribution: 0, value: flag)
      #expect(new.words().cause == cause)
    }
    var new = customer(
      ["assets": [300_000, 300_000], "wealth_maturing": [0, 90_000]], .tenure, ["open_date"], value: 2)
    new.add(.firstHundredDays, ["open_date"], contribution: 0.5, value: 1)
    #expect(
      new.words().en
        == "A customer for only two months; wealth products of 90,000 fall due next month, 30% of assets")
    #expect(new.words().zh == "新客户，在本行仅 2 个月，理财 9.0 万元下月到期，占资产的 30%")
  }

  /// Demand deposits grow by 100,000 of 400,000 while the whole moves to `now`.
  private func gatherer(
    now: Double, demand: Double = 200_000, _ function: Recipe.Function, _ columns: [String]
  ) -> Cause? {
    customer(
      [
        "assets": [400_000, now], "demand": [100_000, demand], "time": [300_000, now - demand],
        "transfer_in": [0, 0], "transfer_out": [0, max(0, 400_000 - now)],
      ], function, columns, months: 1
    ).words().cause
  }

  @Test(
    "a whole that lacks less than half of what was gathered on demand has begun to pay, one that lacks more falls"
  )
  func gathering() {
    #expect(gatherer(now: 351_000, .ratio, ["assets"]) == .lifeEvent)
    #expect(gatherer(now: 350_000, .ratio, ["assets"]) == .balanceFalling)
    #expect(gatherer(now: 449_000, .ratio, ["demand"]) == .lifeEvent)
    #expect(gatherer(now: 450_000, .ratio, ["demand"]) == .recentInflow)
    #expect(gatherer(now: 390_000, .netFlowAgainstAssets, ["transfer_in", "transfer_out"]) == .lifeEvent)
    #expect(gatherer(now: 390_000, .change, ["time"]) == .lifeEvent)
    // Less than a tenth of the assets came to demand: nothing is gathered.
    #expect(gatherer(now: 390_000, demand: 139_000, .change, ["time"]) == .lifeEvent)
    #expect(gatherer(now: 390_000, demand: 138_999, .change, ["time"]) == .balanceFalling)
  }

  private func cause(
    _ assets: [Double], month: Int, occupation: String? = nil, isNew: Bool = false
  ) -> Cause? {
    var sample = customer(
      ["assets": assets], texts: occupation.map { ["occupation": $0] } ?? [:], .ratio, ["assets"], months: 1)
    sample.snapshot = Month(index: 2024 * 12 + month - 1)
    sample.add(.firstHundredDays, ["open_date"], contribution: 0, value: isNew ? 1 : 0)
    return sample.words().cause
  }

  @Test("a rise at a quarter's end is the season's where it is large or came and went the quarter before")
  func quarterEnd() {
    #expect(cause([300_000, 375_000], month: 9) == .season)
    #expect(cause([300_000, 374_999], month: 9) == .recentInflow)
    #expect(cause([300_000, 375_000], month: 8) == .recentInflow)
    #expect(cause([300_000, 375_000], month: 9, isNew: true) == .recentInflow)
    let visited = [300_000.0, 400_000, 300_000, 300_000, 315_000]
    #expect(cause(visited, month: 9) == .season)
    #expect(cause(visited.dropLast() + [314_999], month: 9) == .unclear)
    #expect(cause([300_000, 400_000, 400_000, 400_000, 440_000], month: 9) == .recentInflow)
  }

  @Test("a rise of farmers' money is the harvest's, one of traders' in December and January the new year's")
  func harvest() {
    #expect(cause([300_000, 330_000], month: 5, occupation: "农民") == .season)
    #expect(cause([300_000, 314_999], month: 5, occupation: "农民") == .unclear)
    #expect(cause([300_000, 330_000], month: 5, occupation: "农业银行职员") == .recentInflow)
    #expect(cause([300_000, 330_000], month: 9, occupation: "Farmer") == .season)
    #expect(cause([300_000, 330_000], month: 12, occupation: "个体工商户") == .season)
    #expect(cause([300_000, 330_000], month: 11, occupation: "个体工商户") == .recentInflow)
    #expect(cause([300_000, 330_000], month: 2, occupation: "个体工商户") == .recentInflow)
  }

  @Test("a rise between two amounts that look alike is told by its share, from a twentieth on")
  func alike() {
    let rose = customer(["assets": [116_000_000, 121_800_000]], .ratio, ["assets"], months: 1).words()
    #expect(rose.zh == "资产近一个月增加 5%，现为 1.2 亿元，新进资金可能再次转出")
    #expect(
      rose.en == "Assets rose 5% in one month, from 116,000,000 to 121,800,000; new money may leave again")
    let level = customer(["assets": [116_000_000, 121_799_999]], .ratio, ["assets"], months: 1).words()
    #expect(level.zh == "没有突出迹象；评分主要依据：资产近一个月基本不变，为 1.2 亿元")
  }

  @Test("a fall over months that ends with a rise is told as the distance from the peak")
  func fallAndRise() {
    let columns = ["assets": [2_000_000.0, 900_000, 780_000, 1_200_000]]
    let words = customer(columns, .ratio, ["assets"], months: 3).words()
    #expect(words.cause == .balanceFalling)
    #expect(words.zh == "资产比 5 月的最高点 200.0 万元低 40%，现为 120.0 万元")
    #expect(words.en == "Assets are 40% below the peak of 2,000,000 in May, at 1,200,000")
    let still = ["assets": [2_000_000.0, 900_000, 1_200_000, 1_200_000]]
    #expect(
      customer(still, .ratio, ["assets"], months: 3).words().zh == "资产近三个月下降 40%，由 200.0 万元降至 120.0 万元")
  }

  @Test("how large assets are is told where nothing else is, set against what most customers have")
  func size() {
    func words(_ amount: Double) -> (cause: Cause?, zh: String, en: String) {
      var sample = customer(["assets": [amount, amount]], .level, ["assets"], value: amount)
      sample.usual = [300_000...900_000]
      return sample.words()
    }
    #expect(words(900_001).cause == .unclear)
    #expect(words(900_001).zh == "没有突出迹象；评分主要依据：资产 90.0 万元，高于多数客户")
    #expect(words(900_000).zh == "没有突出迹象；评分主要依据：资产为 90.0 万元")
    #expect(
      words(299_999).en
        == "No outstanding sign; the score rests most on this: Assets of 299,999, less than most customers have"
    )
  }
}
