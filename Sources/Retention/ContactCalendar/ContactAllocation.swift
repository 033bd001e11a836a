/// Which question each customer is contacted about in a month, where several questions ask for the same customers.
///
/// Every customer is contacted once at most; every question has a quota, every manager and every branch a capacity, and the
/// month a number of contacts. Of all allocations that keep these, this is one of the greatest expected money in all.
///
/// Taking the greatest money first would not find it: customers and questions are partitions that cross each other, and
/// the best on the intersection of two matroids is not what is best at each step (a customer whom two questions want belongs to
/// the one with room, so that the other's place goes to somebody whom it alone wants). It is a flow of the greatest gain:
/// from questions to customers to managers to branches. Contacts are added one by one, each along the path of the greatest
/// gain, which may hand customers from one question to another on its way (successive shortest paths: R. Busacker,
/// P. Gowen, "A procedure for determining a family of minimal-cost network flow patterns", 1961). As gains never rise from
/// one path to the next, it ends where the next one gains nothing. See `AllocationNetwork`.
///
/// Money is counted in hundredths of its unit, so that sums are exact: the same customers give the same allocation in
/// whatever order they come. Of allocations that are worth the same, customers with lower keys go first.
///
/// Managers belong to branches. Where a manager's customers belong to several, all of the manager's contacts count for the
/// branch that most of them belong to.
public struct ContactAllocation: Sendable, Equatable {
  /// What an allocation has to keep; nil: no limit.
  public struct Limits: Sendable, Equatable {
    /// Most contacts in all.
    public var contacts: Int?
    /// Most contacts of each question.
    public var quotas: [Int?]
    /// Most contacts of a manager, and of a branch.
    public var manager: Int?
    public var branch: Int?

    public init(contacts: Int? = nil, quotas: [Int?], manager: Int? = nil, branch: Int? = nil) {
      (self.contacts, self.quotas, self.manager, self.branch) = (contacts, quotas, manager, branch)
    }
  }

  /// Somebody who may be contacted.
  public struct Customer: Sendable {
    public var key: String
    public var manager: String?
    public var branch: String?

    public init(key: String, manager: String? = nil, branch: String? = nil) {
      (self.key, self.manager, self.branch) = (key, manager, branch)
    }
  }

  /// The question of each customer, by its number; nil: not contacted.
  public let questions: [Int?]
  /// Customers whose contacts count for another branch than their own, because of their manager.
  public let strayCustomers: Int

  /// - Parameters:
  ///   - customers: each once.
  ///   - money: what a contact is expected to be worth, for each question and customer; not above zero, or NaN, where the
  ///     question does not ask for the customer. A contact worth less than half a hundredth is not made.
  /// - Complexity: O((customers · questions + contacts · questions²) · log customers), and at most questions³ for each contact.
  public init(_ customers: [Customer], money: [[Double]], limits: Limits) {
    precondition(
      money.count == limits.quotas.count && money.allSatisfy { $0.count == customers.count },
      "Every question has a quota or none, and money for each customer.")
    let order = Self.order(of: customers)
    let places = WorkPlaces(
      order.map { customers[$0] }, byManager: limits.manager != nil, byBranch: limits.branch != nil)
    var network = AllocationNetwork(
      gains: order.flatMap { customer in money.map { Self.hundredths($0[customer]) } },
      questions: money.count, places: places, limits: limits)
    var left = limits.contacts ?? customers.count
    while left > 0, network.addContact() { left -= 1 }
    var questions = [Int?](repeating: nil, count: customers.count)
    for (place, customer) in order.enumerated() { questions[customer] = network.question(of: place) }
    self.questions = questions
    strayCustomers = places.strayCustomers
  }

  /// The customers by their keys, in which order a panel has them already.
  private static func order(of customers: [Customer]) -> [Int] {
    func isBefore(_ one: Int, _ other: Int) -> Bool {
      customers[one].key.utf8.lexicographicallyPrecedes(customers[other].key.utf8)
    }
    let isOrdered = customers.indices.dropFirst().allSatisfy { isBefore($0 - 1, $0) }
    return isOrdered ? Array(customers.indices) : customers.indices.sorted(by: isBefore)
  }

  /// Hundredths of the unit of money; more than a hundred million million counts as that.
  static func hundredths(_ money: Double) -> Int {
    money > 0 ? Int((min(money, 1e14) * 100).rounded()) : 0
  }
}

/// Who works with which customers, and where.
struct WorkPlaces {
  /// The manager of each customer, by number; customers without one share a place for each branch, which has no capacity.
  private(set) var managers: [Int] = []
  /// The branch of each manager.
  private(set) var branches: [Int] = []
  /// Whether each manager and each branch has a capacity.
  private(set) var isManagerLimited: [Bool] = []
  private(set) var isBranchLimited: [Bool] = []
  private(set) var strayCustomers = 0

  /// - Parameters:
  ///   - customers: in the order of their keys.
  ///   - byManager, byBranch: whether there is a capacity; otherwise all work in one place.
  init(_ customers: [ContactAllocation.Customer], byManager: Bool, byBranch: Bool) {
    func manager(_ customer: ContactAllocation.Customer) -> String? { byManager ? customer.manager : nil }
    func branch(_ customer: ContactAllocation.Customer) -> String? { byBranch ? customer.branch : nil }
    var counts: [String: [String?: Int]] = [:]
    for customer in customers {
      if let name = manager(customer) { counts[name, default: [:]][branch(customer), default: 0] += 1 }
    }
    let home = counts.mapValues { branches -> String? in
      branches.min { ($1.value, $0.key ?? "") < ($0.value, $1.key ?? "") }?.key
    }
    var (branchNumbers, managerNumbers): ([String?: Int], [Place: Int]) = ([:], [:])
    for customer in customers {
      let name = manager(customer)
      let place = Place(manager: name, branch: name.map { home[$0] ?? nil } ?? branch(customer))
      if place.branch != branch(customer) { strayCustomers += 1 }
      let branchNumber = branchNumbers[place.branch] ?? isBranchLimited.count
      if branchNumber == isBranchLimited.count {
        branchNumbers[place.branch] = branchNumber
        isBranchLimited.append(place.branch != nil)
      }
      let number = managerNumbers[place] ?? branches.count
      if number == branches.count {
        managerNumbers[place] = number
        branches.append(branchNumber)
        isManagerLimited.append(name != nil)
      }
      managers.append(number)
    }
  }

  private struct Place: Hashable {
    var manager: String?
    var branch: String?
  }
}
