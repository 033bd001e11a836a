import Calendar
import Configuration
import Parallel
import Testing

@testable import Panel

@Suite("Customers who have left")
struct DepartureRuleTests {
  private static let january = Month(index: 2024 * 12)

  private func rule(floor: Double = 200_000) -> DepartureRule {
    var configuration = BankConfiguration()
    configuration.floor = floor
    return DepartureRule(configuration)
  }

  @Test("somebody on the floor has left it, somebody a cent above it has not")
  func floor() {
    #expect(rule().peak(before: [500_000], now: 200_000) == 500_000)
    #expect(rule().peak(before: [500_000], now: 200_000.01) == nil)
  }

  @Test("somebody whose peak was on the floor never was above it")
  func peak() {
    #expect(rule().peak(before: [200_000], now: 0) == nil)
    #expect(rule().peak(before: [200_000.01], now: 0) == 200_000.01)
    #expect(rule().peak(before: [300_000, .nan, 400_000], now: 0) == 400_000)
    #expect(rule().peak(before: [] as [Double], now: 0) == nil)
    #expect(rule().peak(before: [.nan], now: 0) == nil)
  }

  @Test("a fall by exactly half counts, a smaller one under the floor does not")
  func share() {
    #expect(rule().peak(before: [400_000], now: 200_000) == 400_000)
    #expect(rule().peak(before: [240_000], now: 120_000.01) == nil)
    #expect(rule().peak(before: [240_000], now: 120_000) == 240_000)
    // From just above the floor to just below it nobody leaves, by whatever share.
    #expect(rule().peak(before: [250_000], now: 190_000) == nil)
  }

  @Test("unknown assets are no departure")
  func unknown() { #expect(rule().peak(before: [500_000], now: .nan) == nil) }

  @Test("somebody is back above the floor, not on it, and with a quarter of what had gone")
  func returned() {
    func isBack(_ after: Double, before: Double = 0, gone: Double = 300_000) -> Bool {
      rule().hasReturned(before: before, gone: gone, after: after)
    }
    #expect(!isBack(200_000) && isBack(200_000.01))
    // A millionaire of whom a fifth of a million is there again has not come back.
    #expect(!isBack(210_000, gone: 10_000_000) && isBack(2_500_000, gone: 10_000_000))
    #expect(!isBack(2_499_999.99, gone: 10_000_000))
    // What had stayed is no return.
    #expect(
      !isBack(250_000, before: 190_000, gone: 310_000) && isBack(270_000, before: 190_000, gone: 310_000))
  }

  @Test("random panels: the same departed customers as found one by one in the cells")
  func twin() throws {
    var random = RandomStream(seed: 41)
    for _ in 0..<200 {
      let (months, customers) = (3 + random.below(6), 1 + random.below(25))
      var cells: [[Double?]] = []
      var text = "customer_id,month,demand,time,wealth\n"
      for customer in 0..<customers {
        // Absent, missing, around the floor, or well above it.
        cells.append(
          (0..<months).map { month in
            let kind = random.below(6)
            guard kind > 0 else { return nil }
            let amount =
              kind == 1 ? .nan : kind < 4 ? Double(80 + random.below(60)) : Double(random.below(500))
            let cell = amount.isNaN ? "" : "\(amount)"
            text += "C\(customer),\(Self.january + month),\(cell),0,0\n"
            return amount
          })
      }
      text += "small,\(Self.january),50,0,0\nsmall,\(Self.january + 1),50,0,0\n"
      var small = SmallPanel(text)
      small.configuration.floor = 100
      small.configuration.window = 2 + random.below(5)
      let expected = Self.slow(cells, small.configuration, snapshot: months - 1)
      let request = PanelRequest(snapshots: .labelledAndLast(until: nil))
      let found = Self.found(
        try small.configuration.asking("win_back"), request, snapshot: Self.january + (months - 1))
      #expect(found == expected)
    }
  }

  /// The keys of those who have left as of the last month; nil where the panel keeps nobody at all.
  private static func found(
    _ configuration: BankConfiguration, _ request: PanelRequest, snapshot: Month
  ) -> [String] {
    guard
      let panel = try? PanelReader(configuration: configuration, request: request).read(
        team: ThreadTeam(threadCount: 2))
    else { return [] }
    guard panel.snapshots.last == snapshot else { return [] }
    return QuestionRule(configuration, panel: panel).members(in: snapshot).map { panel.customers[$0] }
      .sorted()
  }

  private static func slow(_ cells: [[Double?]], _ configuration: BankConfiguration, snapshot: Int)
    -> [String]
  {
    // The last month of the panel is one in which anybody has a row.
    guard cells.contains(where: { $0[snapshot] != nil }) else { return [] }
    var keys: [String] = []
    for (customer, months) in cells.enumerated() {
      let now = months[snapshot] ?? 0
      if now.isNaN || now > configuration.floor { continue }
      var peak = 0.0
      for back in 1..<configuration.window where snapshot - back >= 0 {
        if let assets = months[snapshot - back], assets > peak { peak = assets }
      }
      if peak > configuration.floor, now <= peak / 2 { keys.append("C\(customer)") }
    }
    return keys.sorted()
  }

  @Test("the outcome of those who had left is told where the next month is there")
  func outcomes() throws {
    var small = SmallPanel(
      """
      customer_id,month,demand,time,wealth
      back,2024-01,300000,0,0
      gone,2024-01,300000,0,0
      little,2024-01,900000,0,0
      unknown,2024-01,300000,0,0
      back,2024-02,1000,0,0
      little,2024-02,1000,0,0
      gone,2024-02,1000,0,0
      unknown,2024-02,1000,0,0
      back,2024-03,250000,0,0
      little,2024-03,210000,0,0
      unknown,2024-03,,0,0

      """)
    small.configuration.window = 3
    let request = PanelRequest(snapshots: .labelledAndLast(until: nil))
    let configuration = try small.configuration.asking("win_back")
    let panel = try PanelReader(configuration: configuration, request: request).read(
      team: ThreadTeam(threadCount: 1))
    let february = panel.snapshot(
      of: Self.january + 1, configuration: configuration, team: ThreadTeam(threadCount: 1))
    #expect(february.customers.map { panel.customers[$0] } == ["back", "gone", "little", "unknown"])
    #expect(february.stakes == [299_000, 299_000, 899_000, 299_000])
    #expect(february.outcomes == [.loss, .kept, .kept, .unknown])
    #expect(february.money == [249_000, 0, 0, 0])
    #expect(february.assetsAfter[0] == 250_000 && february.assetsAfter[1] == 0)
    let march = QuestionRule(configuration, panel: panel).members(in: Self.january + 2)
    #expect(march.map { panel.customers[$0] } == ["gone"])
  }
}
