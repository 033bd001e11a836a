import Calendar
import Parallel
import SystemIO
import Testing

@testable import Tabular

@Suite("Dates as people write them")
struct DateTextTests {
  private static func text(_ cell: String, _ format: DateFormat = DateFormat()) -> String {
    let value = DateCell.value(ofCleaned: cell, format: format, number: NumberCell())
    return value.isNaN ? "none" : CalendarDay(daysSince1970: Int(value)).description
  }

  @Test(
    "mean one day where they begin with the year or name the month",
    arguments: [
      "2024-01-31", "2024/1/31", "2024.1.31", "20240131", "2024年1月31日", "2024年01月31号", "31-Jan-2024",
      "31 January 2024",
      "31Jan2024", "31-jan-24", "Jan 31, 2024", "January 31 2024", "2024-Jan-31", "2024-01-31 12:33:05",
      "2024-01-31T12:33:05.5+08:00", "2024/1/31 5:00 PM", "20240131123305", "20240131 12:00", "20240131.0",
      "２０２４年１月３１日", "2024年1月31日 12:33", "31 Jan. 2024",
    ])
  func days(cell: String) { #expect(DateTextTests.text(cell) == "2024-01-31") }

  @Test(
    "mean a longer time where they name no day",
    arguments: [
      ("2024-07", DatePeriod.month), ("202407", .month), ("2024年7月", .month), ("Jul-2024", .month),
      ("Jul-24", .month),
      ("July 2024", .month), ("7/2024", .month), ("07-2024", .month), ("2024M07", .month),
      ("202407.0", .month),
      ("2024-Jul", .month), ("2024Q3", .quarter), ("2024-Q3", .quarter), ("Q3 2024", .quarter),
      ("3Q2024", .quarter),
      ("2024年3季度", .quarter), ("2024年第三季度", .quarter), ("2024年第3季", .quarter),
    ])
  func periods(cell: String, period: DatePeriod) {
    #expect(DateTextTests.text(cell) == "2024-07-01")
    switch DateText(cell) {
    case .period(_, let found), .digits(_, let found): #expect(found == period)
    case .unordered, nil: Issue.record("no period")
    }
  }

  @Test("are read by the order that a column has")
  func orders() {
    let (day, month) = (DateFormat(order: .dayFirst), DateFormat(order: .monthFirst))
    for cell in ["1/2/2024", "01-02-2024", "01.02.2024", "1/2/2024 10:00"] {
      #expect(DateTextTests.text(cell) == "none")
      #expect(DateTextTests.text(cell, day) == "2024-02-01")
      #expect(DateTextTests.text(cell, month) == "2024-01-02")
    }
    #expect(DateTextTests.text("31/1/2024", month) == "none")
    #expect(DateTextTests.text("1/31/2024", day) == "none")
  }

  @Test("are Excel's numbers in columns of such")
  func serials() {
    let serial = DateFormat(isSerial: true)
    for cell in ["45292", "45292.75", "45,292"] { #expect(DateTextTests.text(cell, serial) == "2024-01-01") }
    #expect(DateTextTests.text("45292") == "none")
    #expect(DateTextTests.text("61", serial) == "1900-03-01")
    #expect(DateTextTests.text("5", serial) == "none")
    #expect(DateTextTests.text("2024-01-01", serial) == "2024-01-01")
  }

  @Test(
    "are none where something is wrong",
    arguments: [
      "2024-02-30", "2024-13", "20241301", "31/02/2024", "32-Jan-2024", "2024-1-1x", "2024Q5", "Janx-2024",
      "1/2/24", "12",
      "2024", "2024年", "2024年13月", "1-2/2024", "13/2024", "abc", "Q1", "May", "2024-", "第1季度",
    ])
  func refused(cell: String) {
    #expect(DateTextTests.text(cell) == (cell == "2024年" ? "2024-01-01" : "none"))
  }

  @Test("are the days that the calendar has, in every dress")
  func dresses() {
    var random = RandomStream(seed: 8)
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    for _ in 0..<2000 {
      let day = CalendarDay(daysSince1970: random.below(60_000) - 20_000)
      let (y, m, d) = (day.month.year, day.month.monthOfYear, day.day)
      let (mm, dd) = (m < 10 ? "0\(m)" : "\(m)", d < 10 ? "0\(d)" : "\(d)")
      let cases: [(String, DateFormat)] = [
        ("\(y)-\(mm)-\(dd)", .init()), ("\(y)\(mm)\(dd)", .init()), ("\(y)年\(m)月\(d)日", .init()),
        ("\(d)-\(names[m - 1])-\(y)", .init()), ("\(d)/\(m)/\(y)", .init(order: .dayFirst)),
        ("\(mm)/\(dd)/\(y)", .init(order: .monthFirst)), ("\(dd).\(mm).\(y)", .init(order: .dayFirst)),
        ("\(day.daysSince1970 + 25_569)", .init(isSerial: true)),
      ]
      for (cell, format) in cases { #expect(DateTextTests.text(cell, format) == day.description, "\(cell)") }
    }
  }

  @Test("print as their periods are called")
  func prints() {
    let day = Double(CalendarDay(parsing: "2024-07-01")?.daysSince1970 ?? 0)
    #expect(DateFormat().text(ofDay: day) == "2024-07-01")
    #expect(DateFormat(period: .month).text(ofDay: day) == "2024-07")
    #expect(DateFormat(period: .month, isCompact: true).text(ofDay: day) == "202407")
    #expect(DateFormat(period: .quarter).text(ofDay: day) == "2024Q3")
    #expect(DateFormat(period: .year).text(ofDay: day) == "2024")
    #expect(
      CalendarDay(daysSince1970: DatePeriod.quarter.lastDay(fromFirst: Int(day))).description == "2024-09-30")
  }
}
