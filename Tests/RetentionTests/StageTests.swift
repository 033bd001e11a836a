import Calendar
import Configuration
import Testing

@testable import Retention

@Suite("Stages")
struct StageTests {
  private func stage(_ assets: [Double], opened: String? = nil, monthsHeld: Int = 6) -> RelationshipStage? {
    var columns = ["assets": assets]
    if let opened, let day = CalendarDay(parsing: opened) {
      columns["open_date"] = assets.map { _ in Double(day.daysSince1970) }
    }
    return RelationshipStage(
      ruleCustomer(columns), StageRules(floor: 200_000, lossShare: 0.2, window: 6, monthsHeld: monthsHeld))
  }

  @Test("the first hundred days end on the hundredth day after the account was opened")
  func hundredDays() {
    let assets = [3e5, 3e5, 3e5, 3e5, 3e5, 3e5]
    #expect(stage(assets, opened: "2024-06-22") == .firstHundredDays)
    #expect(stage(assets, opened: "2024-06-21") == .mature)
  }

  @Test("without an opening day they are three months of records, where the panel's begin earlier")
  func firstMonths() {
    #expect(stage([.nan, .nan, .nan, 3e5, 3e5, 3e5]) == .firstHundredDays)
    #expect(stage([.nan, .nan, 3e5, 3e5, 3e5, 3e5]) == .mature)
    #expect(stage([.nan, .nan, .nan, 3e5, 3e5, 3e5], monthsHeld: 3) == nil)
  }

  @Test("declining at 90% of three months ago, growing at 110%, mature between")
  func movement() {
    #expect(stage([5e5, 5e5, 400_000, 400_000, 400_000, 360_000]) == .declining)
    #expect(stage([5e5, 5e5, 400_000, 400_000, 400_000, 360_001]) == .mature)
    #expect(stage([5e5, 5e5, 300_000, 300_000, 300_000, 330_001]) == .growing)
    #expect(stage([5e5, 5e5, 300_000, 300_000, 300_000, 329_999]) == .mature)
  }

  @Test("left: on the floor or below, with a fifth of the peak gone; reactivated: above it again")
  func leftAndBack() {
    #expect(stage([250_000, 250_000, 250_000, 250_000, 250_000, 200_000]) == .left)
    #expect(stage([250_000, 250_000, 250_000, 250_000, 250_000, 200_000.01]) == .declining)
    #expect(stage([249_000, 249_000, 249_000, 249_000, 249_000, 200_000]) == .declining)
    #expect(stage([250_000, 200_000, 250_000, 250_000, 250_000, 250_000]) == .reactivated)
    #expect(stage([250_000, 200_000.01, 250_000, 250_000, 250_000, 250_000]) == .mature)
  }

  @Test(
    "of life begin at 25, 35, 50 and 65",
    arguments: [
      (24.0, LifeStage.young), (25, .settling), (34, .settling), (35, .midlife), (49, .midlife),
      (50, .lateCareer),
      (64, .lateCareer), (65, .senior),
    ])
  func life(age: Double, stage: LifeStage) { #expect(LifeStage(age: age) == stage) }

  @Test("dormant after six months without log-in, money in or money out; a cent wakes up")
  func dormant() {
    let still = [0.0, 0, 0, 0, 0, 0]
    #expect(ruleCustomer(["mobile_logins": still, "transfer_in": still]).isDormant == true)
    #expect(ruleCustomer(["mobile_logins": still, "transfer_in": [0.01, 0, 0, 0, 0, 0]]).isDormant == false)
    #expect(ruleCustomer(["transfer_in": [0.01] + still]).isDormant == true)
    #expect(ruleCustomer(["mobile_logins": Array(still.dropFirst()) + [.nan]]).isDormant == nil)
    #expect(ruleCustomer(["age": still]).isDormant == nil)
  }
}
