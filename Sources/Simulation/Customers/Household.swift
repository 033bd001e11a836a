import Parallel

/// What customers of one household share: a couple banks with the same manager, is of like age and wealth, and has
/// the same great expenses.
///
/// Customers 2k and 2k + 1 may be a couple. Both draw the household from its own stream, so each customer can still
/// be made without the other.
struct Household: Sendable {
  /// Number of the first customer of the household.
  let number: Int
  let isCouple: Bool
  /// Standard normal; the couple's part in the wealth of each.
  let wealth: Double
  /// Years of age that the household centres on.
  let age: Double
  let branch: Int
  let manager: Int
  let firstIsMale: Bool
  /// Month from the panel's first in which the couple's great expense begins to be prepared; nil: none.
  let sharedEvent: Int?

  init(customer: Int, options: SimulationOptions, network: BranchNetwork) {
    let pair = UInt64(customer / 2)
    var random = RandomStream(seed: options.seed, stream: RandomStream.households + pair)
    isCouple = random.chance(0.35)
    let own = isCouple ? 0 : UInt64(customer % 2)
    if own == 1 { random = RandomStream(seed: options.seed, stream: RandomStream.singles + pair) }
    number = isCouple ? customer - customer % 2 : customer
    wealth = random.normal()
    age = min(86, max(19, 47 + 14 * random.normal()))
    branch = random.below(network.branches)
    manager = branch * network.managersPerBranch + random.below(network.managersPerBranch)
    firstIsMale = random.chance(0.5)
    sharedEvent = isCouple && random.chance(0.08) ? random.below(24) : nil
  }
}

/// Branches and their managers.
struct BranchNetwork: Sendable {
  let branches: Int
  let managersPerBranch: Int

  /// About 2,000 customers to a branch up to 120 branches, and about 400 to a manager.
  init(customers: Int) {
    branches = min(120, customers / 2000 + 1)
    managersPerBranch = min(60, max(2, customers / (branches * 400)))
  }

  /// `0203`: the third branch of the second district.
  static func code(ofBranch branch: Int) -> String { two(branch / 12 + 1) + two(branch % 12 + 1) }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension RandomStream {
  // A customer's own stream has the customer's number; all other streams begin far above the highest one.
  static let households: UInt64 = 1 << 40
  static let singles: UInt64 = 2 << 40
  static let dirt: UInt64 = 3 << 40
  static let market: UInt64 = 4 << 40
}
