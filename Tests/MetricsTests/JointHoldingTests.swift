import Foundation
import Parallel
import Testing

@testable import Metrics

@Suite("What is held together")
struct JointHoldingTests {
  @Test(
    "lift is 1 where two have nothing to do with each other, and the share of both over the product of the shares else"
  )
  func arithmetic() throws {
    let free = try #require(JointHolding(both: 20, first: 40, second: 50, of: 100))
    #expect(abs(free.lift - 1) < 1e-12)
    let close = try #require(JointHolding(both: 30, first: 40, second: 50, of: 100))
    #expect(abs(close.lift - 1.5) < 1e-12)
    let interval = try #require(close.interval)
    #expect(interval.lower > 1 && interval.lower < 1.5 && interval.upper > 1.5)
    // All of the one hold the other: what is certain of the lift is how many hold the other.
    let within = try #require(JointHolding(both: 40, first: 40, second: 50, of: 100))
    #expect(abs(within.lift - 2) < 1e-12)
    let never = try #require(JointHolding(both: 0, first: 40, second: 50, of: 100))
    #expect(never.lift == 0 && never.interval == nil)
    #expect(JointHolding(both: 0, first: 0, second: 50, of: 100) == nil)
    let everybody = try #require(JointHolding(both: 9, first: 9, second: 9, of: 9))
    #expect(everybody.lift == 1 && everybody.interval == Interval(lower: 1, upper: 1))
  }

  @Test("the interval holds the true lift in about 95 of 100 samples")
  func coverage() {
    var random = RandomStream(seed: 31, stream: 1)
    let shares = [(both: 0.2, one: 0.1, other: 0.3), (both: 0.05, one: 0.15, other: 0.2)]
    for share in shares {
      let truth = share.both / ((share.both + share.one) * (share.both + share.other))
      var held = 0
      for _ in 0..<1000 {
        var counts = (both: 0, one: 0, other: 0)
        for _ in 0..<400 {
          let drawn = random.uniform()
          if drawn < share.both {
            counts.both += 1
          } else if drawn < share.both + share.one {
            counts.one += 1
          } else if drawn < share.both + share.one + share.other {
            counts.other += 1
          }
        }
        let found = JointHolding(
          both: counts.both, first: counts.both + counts.one, second: counts.both + counts.other, of: 400)
        if let interval = found?.interval, (interval.lower...interval.upper).contains(truth) { held += 1 }
      }
      #expect((920...980).contains(held), "\(held)")
    }
  }
}
