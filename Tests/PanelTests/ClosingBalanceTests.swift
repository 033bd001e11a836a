import Parallel
import Testing

@testable import Panel

@Suite("The balance at the end of a day")
struct ClosingBalanceTests {
  /// One day's transactions from an opening balance, shuffled, with balances rounded to `rounding` ten-thousandths.
  private func day(
    _ random: inout RandomStream, opening: Int64, rounding: Int64 = 1
  ) -> (rows: [LedgerRow], closing: Int64) {
    var balance = opening
    var rows: [LedgerRow] = []
    for _ in 0..<1 + random.below(7) {
      let amount = Int64(random.below(90_000_000)) - 40_000_000
      balance += amount
      balance = balance / rounding * rounding
      rows.append(LedgerRow(amount: amount, balance: balance, account: 1, day: 0, flows: 0))
    }
    rows.shuffle(using: &random)
    return (rows, balance)
  }

  private func find(_ rows: [LedgerRow], opening: Int128?) -> ClosingBalance.Result {
    rows.withUnsafeBufferPointer { ClosingBalance.find($0, opening: opening) }
  }

  @Test(
    "is the last one, in whatever order the rows stand, with an opening balance or without, rounded or not")
  func shuffledDays() {
    for seed in 0..<4000 {
      var random = RandomStream(seed: UInt64(seed), stream: 61)
      let opening = Int64(random.below(2) == 0 ? 0 : 5_000_000_000 + random.below(1_000_000))
      let (rows, closing) = day(&random, opening: opening, rounding: [1, 100, 1000][random.below(3)])
      let known = find(rows, opening: Int128(opening))
      #expect(known.closing == Int128(closing) && known.fits, "seed \(seed)")
      let unknown = find(rows, opening: nil)
      #expect(unknown.closing == Int128(closing) && unknown.fits, "seed \(seed)")
      #expect((unknown.opening - Int128(opening)).magnitude <= 7000, "seed \(seed)")
    }
  }

  @Test("is found by the chain of transactions where those of another day are missing")
  func missingBefore() {
    for seed in 0..<2000 {
      var random = RandomStream(seed: UInt64(seed), stream: 62)
      let (rows, closing) = day(&random, opening: 5_000_000_000)
      let found = find(rows, opening: 9_000_000_000)
      #expect(found.closing == Int128(closing) && !found.fits, "seed \(seed)")
    }
  }

  @Test("does not depend on the order of rows where it cannot be told")
  func untold() {
    let rows = [(100, 700), (100, 900), (-50, 300)].map {
      LedgerRow(amount: Int64($0.0) * 10_000, balance: Int64($0.1) * 10_000, account: 1, day: 0, flows: 0)
    }
    let results = [rows, rows.reversed(), [rows[1], rows[0], rows[2]]].map { find($0, opening: 0) }
    #expect(results.allSatisfy { $0 == results[0] && !$0.fits })
    // Nothing plus 150 is nearest to 300.
    #expect(results[0].closing == 3_000_000)
  }
}
