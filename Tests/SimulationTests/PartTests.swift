import Calendar
import Configuration
import Parallel
import Testing

@testable import Simulation

@Suite struct PartTests {
  private func text(_ body: (inout TextCursor) -> Void) -> String {
    let buffer = TextBuffer()
    buffer.append(atMost: 256, body)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test("Amounts are written as their slow twin writes them")
  func amounts() {
    var random = RandomStream(seed: 5)
    var samples = [0, 1, 9, 10, 99, 100, 101, 999_999, 1_000_000, -1, -100, -12_345, 10_000_000_000_000]
    samples += (0..<2000).map { _ in Int(random.next() >> UInt64(20 + random.below(40))) }
    for cents in samples {
      let rest = String(cents.magnitude % 100)
      let twin = (cents < 0 ? "-" : "") + "\(cents.magnitude / 100)." + (rest.count < 2 ? "0" : "") + rest
      #expect(text { $0.append(cents: cents) } == twin)
      #expect(text { $0.append(number: cents) } == "\(cents)")
    }
  }

  @Test("Odd spellings")
  func spellings() {
    #expect(text { DirtyCells.appendGrouped(cents: 123_456_789, to: &$0) } == "\"1,234,567.89\"")
    #expect(text { DirtyCells.appendGrouped(cents: 99_900, to: &$0) } == "\"999.00\"")
    #expect(text { DirtyCells.appendFullWidth(cents: 10_203, to: &$0) } == "１０２．０３")
  }

  @Test("A buffer that grows keeps what it holds")
  func growth() {
    let buffer = TextBuffer(capacity: 1)
    var twin = ""
    for number in 0..<5000 {
      buffer.append(atMost: 20) { $0.append(number: number) }
      twin += "\(number)"
    }
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == twin)
  }

  @Test("A ladder gives back what was put in, when it falls due or before")
  func ladder() {
    var random = RandomStream(seed: 3)
    var ladder = DepositLadder()
    var twin: [Int: Double] = [:]
    for month in -6..<200 {
      let term = 1 + random.below(36)
      ladder.put(100, until: month + term)
      twin[month + term, default: 0] += 100
      if random.chance(0.2) {
        let wanted = random.uniform(0..<500)
        let there = twin.values.reduce(0, +)
        #expect(abs(ladder.breakOpen(wanted, after: month) - min(wanted, there)) < 1e-6)
        var rest = wanted
        for due in twin.keys.sorted() {
          let part = min(rest, twin[due] ?? 0)
          twin[due, default: 0] -= part
          rest -= part
        }
      }
      #expect(abs(ladder.due(in: month + 1) - (twin[month + 1] ?? 0)) < 0.02)
      #expect(abs(ladder.takeDue(in: month + 1) - (twin.removeValue(forKey: month + 1) ?? 0)) < 0.02)
      #expect(abs(ladder.total - twin.values.reduce(0, +)) < 0.02)
    }
  }

  @Test("The normal quantile undoes the normal distribution")
  func quantile() {
    #expect(abs(normalQuantile(0.5)) < 1e-9)
    #expect(abs(normalQuantile(0.975) - 1.959963984540054) < 1e-9)
    #expect(abs(normalQuantile(0.001) + 3.090232306167813) < 1e-9)
  }

  @Test("Causes are drawn as often as their chances say")
  func chances() {
    var random = RandomStream(seed: 11)
    var chances = LossChances()
    chances[.maturity] = 0.3
    chances[.noise] = 0.1
    #expect(abs(chances.combined - 0.37) < 1e-12)
    let drawn = (0..<100_000).map { _ in chances.draw(from: &random) }
    #expect(abs(drawn.mean { $0 == nil ? 1 : 0 } - 0.63) < 0.006)
    #expect(abs(drawn.mean { $0 == .maturity ? 1 : 0 } - 0.37 * 0.75) < 0.006)
    #expect(drawn.allSatisfy { $0 == nil || $0 == .maturity || $0 == .noise })
  }

  @Test("The lunar new year falls where the calendar has it")
  func newYear() {
    func season(_ year: Int, _ month: Int) -> NewYearSeason? {
      Month(year: year, month: month).map(NewYearSeason.init)
    }
    // 22 January 2023, 10 February 2024, 29 January 2025.
    #expect(
      season(2022, 12) == .before && season(2023, 1) == .newYear && season(2023, 2) == NewYearSeason.none)
    #expect(
      season(2023, 12) == NewYearSeason.none && season(2024, 1) == .before && season(2024, 2) == .newYear)
    #expect(season(2024, 12) == .before && season(2025, 1) == .newYear)
  }

  @Test("Three months are quiet within a band around their median, never fewer")
  func quiet() {
    var recent = RecentAssets()
    for assets in [500.0, 100, 91] { recent.append(assets) }
    #expect(!recent.areQuiet(within: 0.1))
    recent.append(105)
    #expect(recent.areQuiet(within: 0.1))
    recent.append(112)
    #expect(!recent.areQuiet(within: 0.1))
    #expect(!RecentAssets().areQuiet(within: 0.1))
  }
}
