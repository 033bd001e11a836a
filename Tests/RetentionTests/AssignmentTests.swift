import Calendar
import Configuration
import Parallel
import Testing

@testable import Retention

@Suite("Who of the ranked customers goes onto the list")
struct AssignmentTests {
  private typealias Candidate = Assignment.Candidate

  private static func candidates(_ count: Int, managers: Int = 3, branches: Int = 2) -> [Candidate] {
    (0..<count).map { index in
      let manager = index % (managers + 1)
      return Candidate(
        customer: "C\(index)", manager: manager == managers ? nil : "M\(manager)",
        branch: manager == managers ? nil : "B\(manager % branches)",
        tier: ["low", "middle", "high"][index % 3])
    }
  }

  private static func assign(
    _ candidates: [Candidate], selection: Selection = .all, kept: KeptOff = KeptOff(), month: Int = 0,
    _ change: (inout ListDefinition) -> Void
  ) -> Assignment {
    var rules = ListDefinition()
    change(&rules)
    let count = candidates.count
    return Assignment(
      ranking: Array(0..<count), probabilities: (0..<count).map { 1 - Double($0) / Double(count) },
      selection: selection, rules: rules, kept: kept, monthAtRisk: Month(index: 24_288 + month)
    ) { candidates[$0] }
  }

  @Test("without rules it is the selection itself")
  func plain() {
    #expect(Self.assign(Self.candidates(20), selection: .top(5)) { _ in }.rows == [0, 1, 2, 3, 4])
    #expect(Self.assign(Self.candidates(20)) { _ in }.control == nil)
  }

  @Test("a manager with two places gets the two first of his own, the third goes to nobody")
  func managerCapacity() {
    let found = Self.assign(Self.candidates(12)) { $0.capacity.manager = 2 }
    // Managers 0, 1, 2 and nobody in turn; who has no manager is not limited.
    #expect(found.rows == [0, 1, 2, 3, 4, 5, 6, 7, 11])
    #expect(found.passedOver.managerFull == 3 && found.passedOver.branchFull == 0)
  }

  @Test("a branch with three places gets the three first of its managers together")
  func branchCapacity() {
    // Branch 0 has managers 0 and 2, branch 1 has manager 1.
    let found = Self.assign(Self.candidates(12)) { $0.capacity.branch = 3 }
    #expect(found.rows == [0, 1, 2, 3, 4, 5, 7, 9, 11])
    #expect(found.passedOver.branchFull == 3)
  }

  @Test("one of a family is listed; where the first may not be, the next is, unless one was on a list lately")
  func households() {
    var candidates = Self.candidates(8)
    for row in [0, 1, 4] { candidates[row].household = "H1" }
    for row in [2, 3] { candidates[row].household = "H2" }
    let plain = Self.assign(candidates) { _ in }
    #expect(plain.rows == [0, 2, 5, 6, 7] && plain.passedOver.household == 3)
    var kept = KeptOff()
    kept.suppressed = ["C0"]
    kept.coolingOffHouseholds = ["H2"]
    let others = Self.assign(candidates, kept: kept) { _ in }
    #expect(others.rows == [1, 5, 6, 7])
    #expect(others.passedOver.household == 1 && others.passedOver.coolingOff == 2)
    // Manager 2 has customers 2 and 6 and one place, which 0 of another family takes.
    candidates[0].manager = "M2"
    #expect(Self.assign(candidates) { $0.capacity.manager = 1 }.rows.prefix(3) == [0, 3, 5])
  }

  @Test("places of those who are passed over go to the next in rank")
  func filled() {
    var kept = KeptOff()
    kept.suppressed = ["C0", "C19"]
    kept.coolingOff = ["C1", "C0"]
    let found = Self.assign(Self.candidates(20), selection: .top(4), kept: kept) { _ in }
    #expect(found.rows == [2, 3, 4, 5])
    // Suppressed before anything else; what the walk did not reach is not counted.
    #expect(found.passedOver == Assignment.PassedOver(suppressed: 1, coolingOff: 1))
  }

  @Test("above a probability nobody is filled up from below it")
  func above() {
    var kept = KeptOff()
    kept.suppressed = ["C0"]
    // Probabilities are 1, 0.9, …, 0.1: three are above 0.7 in floating point as written.
    let all = Self.assign(Self.candidates(10), selection: .above(0.75)) { _ in }
    #expect(all.rows == [0, 1, 2])
    #expect(Self.assign(Self.candidates(10), selection: .above(0.75), kept: kept) { _ in }.rows == [1, 2])
  }

  @Test("the control group has its share of every tier, to the nearest customer")
  func controlShare() {
    for (count, share) in [(300, 0.1), (301, 0.1), (30, 0.25), (9, 0.5), (4, 0.1), (0, 0.1)] {
      let candidates = Self.candidates(count)
      let found = Self.assign(candidates) { $0.control.share = share }
      let control = found.control ?? []
      for tier in ["low", "middle", "high"] {
        let members = found.rows.filter { candidates[$0].tier == tier }
        let held = members.count { control.contains($0) }
        #expect((Double(held) - share * Double(members.count)).magnitude <= 0.5)
      }
    }
  }

  @Test(
    "the same seed holds out the same customers whatever the ranking's order; another seed or month others")
  func controlSeed() {
    let candidates = Self.candidates(600)
    func held(_ candidates: [Candidate], seed: UInt64, month: Int = 0) -> Set<String> {
      let found = Self.assign(candidates, month: month) { ($0.control.share, $0.control.seed) = (0.2, seed) }
      return Set((found.control ?? []).map { candidates[$0].customer })
    }
    let first = held(candidates, seed: 1)
    #expect(first.count == 120)
    #expect(held(candidates.reversed(), seed: 1) == first)
    #expect(held(candidates, seed: 2) != first)
    #expect(held(candidates, seed: 1, month: 1) != first)
  }

  @Test("everybody is held out about as often: a thousand seeds, a share of a fifth")
  func controlFairness() {
    let candidates = Self.candidates(30)
    var times = [Int](repeating: 0, count: 30)
    for seed in 0..<1000 {
      let found = Self.assign(candidates) { ($0.control.share, $0.control.seed) = (0.2, UInt64(seed)) }
      for row in found.control ?? [] { times[row] += 1 }
    }
    // 200 each, the standard deviation is below 13.
    #expect(times.allSatisfy { (140...260).contains($0) }, "\(times)")
  }

  @Test(
    "random cases: no capacity is exceeded, no kept-off customer listed, and it is what a slow walk gives")
  func twin() {
    var random = RandomStream(seed: 17)
    for _ in 0..<2000 {
      let count = random.below(40)
      let candidates = Self.candidates(count, managers: 1 + random.below(6), branches: 1 + random.below(3))
      var kept = KeptOff()
      for candidate in candidates {
        if random.chance(0.1) { kept.suppressed.insert(candidate.customer) }
        if random.chance(0.1) { kept.coolingOff.insert(candidate.customer) }
      }
      let (manager, branch) = (1 + random.below(5), 1 + random.below(8))
      let top = 1 + random.below(40)
      let found = Self.assign(candidates, selection: .top(top), kept: kept) {
        ($0.capacity.manager, $0.capacity.branch) = (manager, branch)
      }
      var expected: [Int] = []
      for (row, candidate) in candidates.enumerated() where expected.count < min(top, count) {
        let off = kept.suppressed.union(kept.coolingOff)
        let hisOwn = expected.count { candidates[$0].manager == candidate.manager }
        let itsOwn = expected.count { candidates[$0].branch == candidate.branch }
        if off.contains(candidate.customer) { continue }
        if candidate.manager != nil, hisOwn >= manager { continue }
        if candidate.branch != nil, itsOwn >= branch { continue }
        expected.append(row)
      }
      #expect(found.rows == expected)
    }
  }
}

@Suite("Earlier lists")
struct PastListTests {
  private func read(_ text: String) throws -> PastList {
    try PastList(Array(text.utf8), file: "old.csv")
  }

  @Test("name who was to be contacted, in either language; the control group was not")
  func reading() throws {
    let english = try read("rank,customer_id,month,control\n1,A,2024-09,no\n2,B,2024-09,yes\n")
    #expect(english.members.map(\.customer) == ["A"])
    let chinese = try read("\u{FEFF}序号,客户号,预警月份\r\n1,甲,2024-09\r\n2,'-7,2024-09\r\n")
    #expect(chinese.members.map(\.customer) == ["甲", "-7"])
  }

  @Test(
    "of two months cool off those listed for one of the two months before, not for a third or for this one")
  func cooling() throws {
    let list = try read(
      "customer_id,month\nthis,2024-10\none,2024-09\ntwo,2024-08\nthree,2024-07\nlater,2024-11\n")
    var rule = ListDefinition.CoolingOff()
    rule.months = 2
    #expect(list.customers(rule, before: Month(index: 2024 * 12 + 9), about: "loss") == ["one", "two"])
  }

  @Test(
    "customers of the same question cool off longer, and so do those of a list that does not say its question"
  )
  func sameQuestion() throws {
    let rows =
      "customer_id,month,question\na,2024-09,loss\nb,2024-07,loss\nc,2024-07,promotion\nd,2024-05,loss\n"
    let plain = rows.replacing(#/,(question|loss|promotion)/#, with: "")
    var rule = ListDefinition.CoolingOff()
    (rule.months, rule.sameQuestion) = (1, 3)
    let month = Month(index: 2024 * 12 + 9)
    func kept(_ text: String, _ question: String) throws -> [String] {
      try read(text).customers(rule, before: month, about: question)
    }
    #expect(try kept(rows, "loss") == ["a", "b"])
    #expect(try kept(rows, "promotion") == ["a", "c"])
    #expect(try kept(rows, "wake_up") == ["a"])
    #expect(try kept(plain, "wake_up") == ["a", "b", "c"])
    // A list of expected losses is of the loss.
    #expect(
      try kept(
        plain.replacing("month\n", with: "month,expected_loss\n").replacing("-07\n", with: "-07,\n")
          .replacing("-09\n", with: "-09,\n").replacing("-05\n", with: "-05,\n"), "promotion") == ["a"])
    // A shorter time for the same question does not shorten the one for all.
    (rule.months, rule.sameQuestion) = (3, 1)
    #expect(try kept(rows, "loss") == ["a", "b", "c"])
  }

  @Test("are refused with the line where they are no lists")
  func refusals() {
    func problem(_ text: String) -> String {
      do {
        _ = try read(text)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(problem("a,b\n1,2\n").contains("“old.csv”, line 1: The header names no customer and month"))
    #expect(problem("customer_id,month\nA,soon\n").contains("line 2: “soon” is no month"))
    #expect(problem("customer_id,month\nA\n").contains("line 2: The row has another number of cells"))
    #expect(problem("").contains("line 1"))
  }
}
