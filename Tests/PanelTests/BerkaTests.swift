import Calendar
import Configuration
import Foundation
import Parallel
import SystemIO
import Testing

@testable import Panel

@Suite("The real transactions of 1993")
struct BerkaTests {
  struct Row {
    var account: String
    var day: Int
    var cents: Int
    var balance: Int
    var operation: String
  }

  /// Reads the file in the plainest way: unpacked, cut at line feeds and semicolons.
  private func rows(_ path: String) throws -> [Row] {
    let stream = try GzipReader(path: path)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return try lines.dropFirst().map { line in
      let cells = line.replacing("\"", with: "").split(separator: ";", omittingEmptySubsequences: false).map(
        String.init)
      let (year, month, day) = (
        Int(cells[2].prefix(2)), Int(cells[2].dropFirst(2).prefix(2)), Int(cells[2].suffix(2))
      )
      let calendar = try #require(Month(year: 1900 + (year ?? 0), month: month ?? 0))
      let cents = Int(((Double(cells[5]) ?? .nan) * 100).rounded())
      return Row(
        account: cells[1], day: CalendarDay(calendar, atMost: day ?? 0).daysSince1970,
        cents: cells[3] == "PRIJEM" ? cents : -cents,
        balance: Int(((Double(cells[6]) ?? .nan) * 100).rounded()), operation: cells[4])
    }
  }

  /// The closing balance by trying orders: the transaction that can come next is the one whose balance fits.
  private func closing(_ rows: [Row], opening: Int) -> Int? {
    if rows.isEmpty { return opening }
    for (index, row) in rows.enumerated() where abs(opening + row.cents - row.balance) <= 30 {
      var others = rows
      others.remove(at: index)
      if let found = closing(others, opening: row.balance) { return found }
    }
    return nil
  }

  @Test("give the monthly averages of the slow twin, and losses as often as they are known to")
  func averages() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    guard SharedData.isThere(SharedData.path("berka-1993/trans.asc.gz")) else { return }
    let configuration = try BankConfiguration.load(path: root + "/datasets/berka-1993/berka.yaml")
    let definition = try #require(configuration.aggregate)
    let panel = try AggregatedPanel(definition)
    let all = try rows(SharedData.path("berka-1993/trans.asc.gz"))
    #expect(panel.report.rowsRead == 49_102 && all.count == 49_102 && panel.report.customers == 1_229)
    #expect(panel.report.textsNeverMet.isEmpty && panel.report.accountsOlderThanFirstRow == 0)
    #expect(panel.report.unbalancedDays == 28)

    var (checked, monthEnds, losses) = (0, 0, 0)
    let january = try #require(Month(year: 1993, month: 1))
    for (account, mine) in Dictionary(grouping: all, by: \.account) {
      let byDay = Dictionary(grouping: mine, by: \.day)
      guard let first = byDay.keys.min() else { continue }
      var balance = 0
      var ends: [Int] = []
      for month in (0..<15).map({ january + $0 }) where month >= AccountTruth.month(of: first) {
        var sum = 0
        var out = 0
        var isTold = true
        for number in 1...month.daysInMonth {
          let today = byDay[CalendarDay(month, atMost: number).daysSince1970] ?? []
          if let found = closing(today, opening: balance) { balance = found } else { isTold = false }
          sum += balance
          out += today.reduce(0) { $0 + ($1.operation == "PREVOD NA UCET" ? -$1.cents : 0) }
        }
        ends.append(balance)
        let cells = panel.cells[account]?[month]
        #expect(cells?["transfer_out"] == AccountTruth.amount(out), "\(account), \(month)")
        // Where the file lacks a transaction the twin knows no closing balance, and nothing is compared.
        if !isTold { break }
        let average = Double(sum) / 100 / Double(month.daysInMonth)
        #expect(abs((Double(cells?["demand"] ?? "") ?? .nan) - average) < 0.0051, "\(account), \(month)")
        checked += 1
      }
      for (before, after) in zip(ends, ends.dropFirst()) where before > 100_000 {
        monthEnds += 1
        if 10 * after <= 8 * before { losses += 1 }
      }
    }
    // 10,958 account-months, but for the few that lack a transaction.
    #expect(checked > 10_850)
    #expect(monthEnds > 8_900 && abs(Double(losses) / Double(monthEnds) - 0.126) < 0.002)
  }
}
