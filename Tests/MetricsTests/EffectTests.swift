import Parallel
import Testing

@testable import Metrics

@Suite("The effect of contacts")
struct EffectTests {
  @Test("is the difference in the share of money kept, times the treated money")
  func arithmetic() throws {
    let treated = Array(repeating: (before: 100.0, after: 90.0), count: 30)
    let control = Array(repeating: (before: 200.0, after: 150.0), count: 25)
    let kept = try #require(MoneyKept(treated: treated, control: control))
    #expect(abs(kept.amount - (0.9 - 0.75) * 3000) < 1e-9)
    #expect(kept.shareTreated == 0.9 && kept.shareControl == 0.75)
    // Everybody did the same: nothing is left to chance.
    #expect(kept.interval.map { abs($0.lower - 450) < 1e-6 && abs($0.upper - 450) < 1e-6 } == true)
    #expect(MoneyKept(treated: treated, control: []) == nil)
    #expect(MoneyKept(treated: treated, control: Array(control.prefix(19)))?.interval == nil)
    #expect(MoneyKept(treated: [(0, 0)], control: control) == nil)
  }

  @Test("has the variance of Cochran's linearised ratio, as the slow way reckons it")
  func variance() throws {
    var random = RandomStream(seed: 4, stream: 0)
    func group(_ count: Int) -> [(before: Double, after: Double)] {
      (0..<count).map { _ in
        let before = 1000 * random.uniform() + 1
        return (before, before * random.uniform())
      }
    }
    for count in 20..<60 {
      let (treated, control) = (group(count), group(count + 3))
      func slow(_ group: [(before: Double, after: Double)]) -> (
        share: Double, variance: Double, before: Double
      ) {
        let before = group.map(\.before).reduce(0, +)
        let share = group.map(\.after).reduce(0, +) / before
        let residuals = group.map { $0.after - share * $0.before }
        let n = Double(group.count)
        let distribution = residuals.map { $0 * $0 }.reduce(0, +) / (n - 1)
        return (share, distribution / n / ((before / n) * (before / n)), before)
      }
      let (one, two) = (slow(treated), slow(control))
      let reach = 1.959963984540054 * (one.variance + two.variance).squareRoot() * one.before
      let kept = try #require(MoneyKept(treated: treated, control: control))
      let interval = try #require(kept.interval)
      #expect(abs(interval.upper - kept.amount - reach) < 1e-9 * reach)
      #expect(abs(kept.amount - interval.lower - reach) < 1e-9 * reach)
    }
  }

  @Test("on shares agrees with Newcombe's own example, 56 of 70 against 48 of 80")
  func newcombe() throws {
    // Newcombe (1998), table II, method 10, case (a): 0.2000, from 0.0524 to 0.3339.
    let found = try #require(ShareDifference(treatedEvents: 48, treated: 80, controlEvents: 56, control: 70))
    #expect(abs(found.difference - 0.2) < 1e-12)
    #expect(abs(found.interval.lower - 0.0524) < 5e-5 && abs(found.interval.upper - 0.3339) < 5e-5)
    #expect(ShareDifference(treatedEvents: 0, treated: 0, controlEvents: 1, control: 2) == nil)
  }
}
