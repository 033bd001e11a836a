import Calendar
import Configuration
import Parallel

@testable import Panel

/// Random accounts whose true balances are known, and the files that a bank would export of them.
struct AccountTruth {
  struct Transaction {
    var customer: String
    var account: String
    var day: Int
    /// Hundredths, below zero where money leaves.
    var cents: Int
    /// Hundredths after the transaction.
    var balance: Int
    var kind: String
  }

  let firstDay: Int
  let lastDay: Int
  /// In the order in which they happened.
  var transactions: [Transaction] = []
  /// Hundredths that accounts held before their first transaction.
  var openings: [String: Int] = [:]

  static let kinds = ["salary", "card", "transfer", "fee; \"small\""]

  init(_ random: inout RandomStream, olderAccounts: Bool) {
    firstDay = Month(index: 2023 * 12 + random.below(12)).firstDay
    lastDay = firstDay + 45 + random.below(120)
    for customer in 0..<1 + random.below(6) {
      for account in 0..<1 + random.below(3) {
        let name = "\(customer)/\(account)"
        var balance = olderAccounts && random.below(2) == 0 ? 100_000_000 + random.below(10_000_000) : 0
        openings[name] = balance
        var day = firstDay + random.below(lastDay - firstDay)
        while day <= lastDay {
          for _ in 0..<1 + random.below(4) {
            var cents = 1 + random.below(900_000)
            if balance > cents, random.below(2) == 0 { cents = -cents }
            balance += cents
            transactions.append(
              Transaction(
                customer: "c\(customer)", account: name, day: day, cents: cents, balance: balance,
                kind: AccountTruth.kinds[random.below(4)]))
          }
          day += 1 + random.below(random.below(4) == 0 ? 60 : 9)
        }
      }
    }
  }

  /// A cell of the expected panel: hundredths × days, and the flows' hundredths and numbers.
  struct Cell: Equatable {
    var centDays = 0
    var flows: [String: Int] = [:]
    var counts: [String: Int] = [:]
  }

  /// The slow twin: walks through every single day of every account.
  func panel() -> [String: [Month: Cell]] {
    var cells: [String: [Month: Cell]] = [:]
    let last = transactions.map(\.day).max() ?? firstDay
    let lastMonth = AccountTruth.month(of: last)
    for account in Set(transactions.map(\.account)) {
      let mine = transactions.filter { $0.account == account }
      let byDay = Dictionary(grouping: mine, by: \.day)
      guard let first = mine.first else { continue }
      var balance = openings[account] ?? 0
      var month = AccountTruth.month(of: first.day)
      while month <= lastMonth {
        var cell = cells[first.customer]?[month] ?? Cell()
        for number in 1...month.daysInMonth {
          for transaction in byDay[CalendarDay(month, atMost: number).daysSince1970] ?? [] {
            balance = transaction.balance
            cell.flows[transaction.kind, default: 0] += abs(transaction.cents)
            cell.counts[transaction.kind, default: 0] += 1
          }
          cell.centDays += balance
        }
        cells[first.customer, default: [:]][month] = cell
        month = month + 1
      }
    }
    return cells
  }

  static func month(of day: Int) -> Month {
    var month = Month(index: 1990 * 12)
    while (month + 1).firstDay <= day { month = month + 1 }
    return month
  }

  /// Days as a bank may write them.
  static func text(ofDay day: Int, form: Int) -> String {
    let month = month(of: day)
    let number = day - month.firstDay + 1
    let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    return switch form {
    case 0: "\(month)-\(two(number))"
    case 1: "\(month.year)\(two(month.monthOfYear))\(two(number))"
    case 2: "\(two(month.year % 100))\(two(month.monthOfYear))\(two(number))"
    default: "\"\(month.year)/\(month.monthOfYear)/\(number) 10:45:00\""
    }
  }

  static func amount(_ cents: Int) -> String {
    let (sign, magnitude) = (cents < 0 ? "-" : "", abs(cents))
    return "\(sign)\(magnitude / 100).\(magnitude % 100 < 10 ? "0" : "")\(magnitude % 100)"
  }
}
