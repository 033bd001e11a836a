import Calendar
import Configuration
import Foundation
import SystemIO
import Testing

@testable import Retention

@Suite("Composite and service grades")
struct GradeHistoryTests {
  private let tiers = TierTable.standard
  /// Columns of which nothing is known.
  private func unknown(_: String, _: Int) -> Double? { nil }
  private func rules(_ month: String, _ overrides: [ServiceOverride] = []) throws -> GradeRules {
    GradeRules(
      tiers: tiers, definition: GradeDefinition(), month: try #require(Month(parsing: month)),
      overrides: overrides)
  }
  private func override(_ from: String, _ until: String) throws -> ServiceOverride {
    ServiceOverride(
      customer: "C1", grade: "钻石级", who: "王芳", from: try #require(CalendarDay(parsing: from)), why: "企业主",
      until: try #require(CalendarDay(parsing: until)))
  }

  @Test("the composite grade is that of July until the end of September, and October's in October")
  func refresh() throws {
    // Assets by months ago, September's view: 600,000 in July, 400,000 since.
    let assets = [400_000.0, 400_000, 600_000]
    let september = try rules("2024-09").grades(of: "C1", panelGrade: nil, assets: { assets[$0] }, unknown)
    #expect(september?.composite.name == "白金级" && september?.service.name == "白金级")
    let october = try rules("2024-10").grades(of: "C1", panelGrade: nil, assets: { assets[$0] }, unknown)
    #expect(october?.composite.name == "黄金级")
    // Who came in August has August's.
    let late = try rules("2024-09").grades(
      of: "C2", panelGrade: nil, assets: { [50_000, 600_000, .nan][$0] }, unknown)
    #expect(late?.composite.name == "白金级")
  }

  @Test(
    "an override holds from its first day to its last, seen at the month's end, and beats the panel's grade")
  func overrides() throws {
    func service(_ from: String, _ until: String) throws -> String? {
      try rules("2024-09", [override(from, until)]).grades(
        of: "C1", panelGrade: "白金级", assets: { _ in 60_000 }, unknown)?.service.name
    }
    #expect(try service("2024-09-30", "2024-09-30") == "钻石级")
    #expect(try service("2024-10-01", "2024-12-31") == "白金级")
    #expect(try service("2024-01-01", "2024-09-29") == "白金级")
  }

  @Test("quadrants: high from the middle tier on, that tier included")
  func quadrants() throws {
    let rules = try rules("2024-09")
    func quadrant(_ composite: Int, _ service: Int) -> Quadrant {
      rules.quadrant(
        of: CustomerGrades(
          composite: CustomerTier(index: composite, name: ""), service: CustomerTier(index: service, name: "")
        ))
    }
    #expect(quadrant(1, 1) == .ordinary && quadrant(2, 1) == .value)
    #expect(quadrant(1, 2) == .potential && quadrant(2, 2) == .key)
  }

  @Test("the history has a row for every change with who and why; a month that is run again changes nothing")
  func history() throws {
    func grades(_ composite: Int, _ service: Int, _ override: ServiceOverride? = nil) -> CustomerGrades {
      CustomerGrades(
        composite: CustomerTier(index: composite, name: tiers.tiers[composite].name),
        service: CustomerTier(index: service, name: tiers.tiers[service].name), override: override)
    }
    let (july, august) = (try #require(Month(parsing: "2024-07")), try #require(Month(parsing: "2024-08")))
    var history = GradeHistory()
    typealias Row = (customer: String, grades: CustomerGrades, isFromPanel: Bool)
    let before: [Row] = [("C1", grades(1, 1), false), ("C2", grades(2, 3), true)]
    history.add(july, customers: before)
    #expect(history.changes.map(\.by) == ["rule", "rule", "rule", "panel"])
    let set = try override("2024-08-05", "2025-01-31")
    for _ in 0..<2 {
      let after: [Row] = [("C1", grades(1, 3, set), false), ("C2", grades(2, 3), true)]
      history.add(august, customers: after)
      #expect(history.changes.count == 5)
      #expect(
        history.changes.last
          == GradeHistory.Change(
            month: august, customer: "C1", kind: .service, from: "黄金级", to: "钻石级", by: "王芳", why: "企业主",
            until: "2025-01-31"))
    }
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try history.output(to: path, month: august).finish()
    #expect(try GradeHistory(path: path) == history)
  }

  @Test("overrides that are wrong are reported together, each with its line and the way out")
  func badOverrides() throws {
    let file = """
      customer_id,service_grade,who,when,why,until
      C1,钻石,王芳,2024-08-01,老客户,2025-01-31
      C2,钻石级,,2024-08-01,,2025-01-31
      C3,钻石级,王芳,2024-01-01,老客户,2024-09-29
      C4,钻石级,王芳,2024-08-01,老客户,2024-10-31
      C4,白金级,李强,2024-10-31,升级,2024-12-31
      C5,钻石级,王芳,2024-08-01,老客户,2024-07-31
      C6,钻石级,王芳,八月,老客户,2024-12-31
      """
    let today = try #require(CalendarDay(parsing: "2024-09-30"))
    #expect {
      try ServiceOverrideFile.overrides(
        in: Array(file.utf8), file: "o.csv", grades: tiers.tiers.map(\.name), today: today)
    } throws: { error in
      let texts = (error as? ListRuleError)?.problems ?? []
      #expect(texts.map { String($0.prefix { $0 != ":" }.suffix(1)) } == ["2", "3", "3", "4", "6", "7", "8"])
      #expect(texts[0].contains("did you mean “钻石级”?") && texts[3].contains("It ended on 2024-09-29"))
      return texts[4].contains("line 5")
    }
    let good = file.split(separator: "\n")
    let rows = [good[0], good[4], "C4,白金级,李强,2024-11-01,升级,2024-12-31"].joined(separator: "\n")
    let read = try ServiceOverrideFile.overrides(
      in: Array(rows.utf8), file: "o.csv", grades: tiers.tiers.map(\.name), today: today)
    #expect(read.count == 2)
    #expect(throws: ListRuleError.self) {
      try ServiceOverrideFile.overrides(
        in: Array("客户号,综合等级,服务等级,操作人,设定日期,原因,有效期至\n".utf8), file: "o.csv", grades: [], today: today)
    }
  }
}
