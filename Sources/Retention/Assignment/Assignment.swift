import Calendar
import Configuration
import Parallel

/// Who of the ranked customers goes onto the list.
///
/// The customers are walked in the order of the ranking. Those who are suppressed or were on a list lately are passed over;
/// so is whoever's family has a member on the list already or had one lately, so that it is called once and by one
/// manager, and whoever's manager or branch has as many as they can work through: then the next of the family may be called. The walk ends when the list is as long as the
/// selection asks for, so that the places of those who are passed over go to the next in rank. Managers belong to
/// branches, so the limits are nested and taking the best first gives the list of the greatest value that keeps all of
/// them (the greedy algorithm is optimal on a laminar matroid: Edmonds, "Matroids and the greedy algorithm", 1971).
///
/// From the list a control group is then held out, tier by tier: the share of the tier's customers, rounded to whole ones,
/// chosen by random numbers that depend on the seed, the month and the customer's key alone. They take up capacity like
/// the others, so both groups were ranked and limited alike.
public struct Assignment: Sendable {
  /// A customer who may be listed.
  public struct Candidate: Sendable {
    public var customer: String
    public var manager: String?
    public var branch: String?
    public var tier: String?
    /// The family's name, where it is known.
    public var household: String?

    public init(customer: String, manager: String?, branch: String?, tier: String?, household: String? = nil)
    {
      self.customer = customer
      self.manager = manager
      self.branch = branch
      self.tier = tier
      self.household = household
    }
  }

  /// Why a customer is passed over.
  public enum Obstacle: String, Sendable {
    case suppressed
    case coolingOff = "cooling_off"
    case household
    case branchFull = "branch_full"
    case managerFull = "manager_full"
  }

  /// How many customers were passed over, each counted once, for the first rule that applies.
  public struct PassedOver: Sendable, Equatable {
    public var suppressed = 0
    public var coolingOff = 0
    public var household = 0
    public var managerFull = 0
    public var branchFull = 0

    fileprivate mutating func add(_ obstacle: Obstacle) {
      switch obstacle {
      case .suppressed: suppressed += 1
      case .coolingOff: coolingOff += 1
      case .household: household += 1
      case .branchFull: branchFull += 1
      case .managerFull: managerFull += 1
      }
    }
  }

  /// Rows on the list, the first first.
  public let rows: [Int]
  /// Those of them who are held out; nil where no control group is asked for.
  public let control: Set<Int>?
  public let passedOver: PassedOver
  /// Why the row that was asked about is passed over; nil where it is not, or the list is full before its turn.
  public let obstacle: Obstacle?

  /// - Parameters:
  ///   - ranking: rows in the order of the list.
  ///   - rules: capacities and the control group; nobody is drawn from the files that it names, but from `kept`.
  ///   - kept: who is suppressed, and who was on a list lately.
  ///   - monthAtRisk: names the draw of the control group, so that each month has one of its own.
  ///   - watched: a row whose ``obstacle`` is wanted.
  /// - Complexity: O(rows walked), and O(n log n) of the listed for the control group.
  public init(
    ranking: [Int], probabilities: [Double], selection: Selection, rules: ListDefinition, kept: KeptOff,
    monthAtRisk: Month?, watched: Int? = nil, candidate: (Int) -> Candidate
  ) {
    var (passedOver, watchedObstacle) = (PassedOver(), nil as Obstacle?)
    let wanted = selection.rows(of: ranking, probabilities: probabilities).count
    let least: Double? = if case .above(let least) = selection { least } else { nil }
    var rows: [Int] = []
    var candidates: [Candidate] = []
    var (managers, branches): ([String: Int], [String: Int]) = ([:], [:])
    var households: Set<String> = []
    func obstacle(_ next: Candidate) -> Obstacle? {
      if kept.suppressed.contains(next.customer) { return .suppressed }
      if kept.coolingOff.contains(next.customer)
        || next.household.map(kept.coolingOffHouseholds.contains) == true
      {
        return .coolingOff
      }
      if next.household.map(households.contains) == true { return .household }
      if Self.isFull(next.branch, branches, rules.capacity.branch) { return .branchFull }
      return Self.isFull(next.manager, managers, rules.capacity.manager) ? .managerFull : nil
    }
    for row in ranking {
      if rows.count == wanted { break }
      if let least, probabilities[row] <= least { continue }
      let next = candidate(row)
      if let obstacle = obstacle(next) {
        passedOver.add(obstacle)
        if row == watched { watchedObstacle = obstacle }
      } else {
        if let manager = next.manager { managers[manager, default: 0] += 1 }
        if let branch = next.branch { branches[branch, default: 0] += 1 }
        if let household = next.household { households.insert(household) }
        rows.append(row)
        candidates.append(next)
      }
    }
    self.rows = rows
    self.passedOver = passedOver
    self.obstacle = watchedObstacle
    control =
      rules.control.share > 0
      ? Self.heldOut(rows, candidates, rules.control, month: monthAtRisk?.description ?? "") : nil
  }

  /// Everybody whom the selection takes, where there are no rules.
  public init(rows: [Int]) { (self.rows, control, passedOver, obstacle) = (rows, nil, PassedOver(), nil) }

  private static func isFull(_ name: String?, _ counts: [String: Int], _ capacity: Int?) -> Bool {
    guard let name, let capacity else { return false }
    return counts[name, default: 0] >= capacity
  }

  /// Those of the listed who are held out; see ``Assignment``.
  static func heldOut(
    _ rows: [Int], _ candidates: [Candidate], _ rule: ListDefinition.ControlGroup, month: String
  ) -> Set<Int> {
    var tiers: [String?: [(draw: Double, customer: String, row: Int)]] = [:]
    for (row, candidate) in zip(rows, candidates) {
      var stream = RandomStream(seed: rule.seed, key: "\(month) \(candidate.customer)")
      tiers[candidate.tier, default: []].append((stream.uniform(), candidate.customer, row))
    }
    var held: Set<Int> = []
    for members in tiers.values {
      let count = Int((rule.share * Double(members.count)).rounded())
      let drawn = members.sorted { ($0.draw, $0.customer) < ($1.draw, $1.customer) }
      held.formUnion(drawn.prefix(count).map(\.row))
    }
    return held
  }
}

/// Customers who are kept off the list, whatever their rank.
public struct KeptOff: Sendable, Equatable {
  public var suppressed: Set<String> = []
  public var coolingOff: Set<String> = []
  /// Families of whom a member was on a list lately.
  public var coolingOffHouseholds: Set<String> = []

  public init() {}
}
