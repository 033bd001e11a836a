/// Contacts as a flow from questions to customers to managers to branches, which grows by the path of the greatest gain.
///
/// Between two questions, what the flow may do is one of three steps, and of each the best is kept at hand:
///
/// - a customer of the second goes over to the first;
/// - a customer of a manager who has no room is taken on by the first, and another of the same manager is let go by the
///   second;
/// - the same for a branch that has no room, and a customer whose manager has.
///
/// A path is a chain of such steps that begins at a question below its quota and ends with a customer who is taken on where
/// manager and branch have room: only the questions are its nodes, however many customers there are. Of paths of the same
/// gain one with the fewest steps is taken, so that none comes back to a customer, manager or branch: what lies between two
/// visits is a circle, which gains nothing in a flow of the greatest gain, and without it the path has fewer steps.
struct AllocationNetwork {
  /// What the flow does between two questions.
  private enum Exchange {
    /// A customer goes over from the second question to the first.
    case move(customer: Int)
    /// The best customer of a manager without room is taken on, and the one who is missed least is let go.
    case atManager(Int)
    /// The same at a branch without room.
    case atBranch(Int)
  }

  private struct Path {
    var gain = 0
    /// The questions on the way: each takes on a customer, and all but the last need a customer let go by the next.
    var questions: [Int]
    var exchanges: [Exchange] = []
  }

  private let questionCount: Int
  /// Of each customer and question, customers one after the other; 0 where the question does not ask for the customer.
  private let gains: [Int]
  private let places: WorkPlaces
  /// The managers of each branch, and where each stands among them.
  private let managers: [[Int]]
  private let seats: [Int]
  private var quotas: [Int]
  private var managerRoom: [Int]
  private var branchRoom: [Int]
  private var assigned: [Int?]

  /// Customers who are not contacted and those who are, by manager and question. What no longer holds of their entries is
  /// taken out when it comes first.
  private var waiting: [GainHeap]
  private var taken: [GainHeap]
  /// Customers who could go over, by the question that they would go to and the one that they would leave.
  private var movable: [GainHeap]
  /// The best of each branch's managers: who could be taken on, where the manager has room, and who could be let go.
  private var entering: [GainTournament]
  private var leaving: [GainTournament]
  /// The best of all branches with room, by question.
  private var free: [GainTournament]
  /// The best exchange at a manager or branch without room, by pair of questions.
  private var managerExchange: [GainTournament]
  private var branchExchange: [GainTournament]

  init(gains: [Int], questions: Int, places: WorkPlaces, limits: ContactAllocation.Limits) {
    (self.gains, questionCount, self.places) = (gains, questions, places)
    let (managerCount, branchCount) = (places.branches.count, places.isBranchLimited.count)
    var managers = [[Int]](repeating: [], count: branchCount)
    seats = places.branches.enumerated().map { manager, branch in
      managers[branch].append(manager)
      return managers[branch].count - 1
    }
    self.managers = managers
    quotas = limits.quotas.map { $0 ?? .max }
    managerRoom = places.isManagerLimited.map { $0 ? limits.manager ?? .max : .max }
    branchRoom = places.isBranchLimited.map { $0 ? limits.branch ?? .max : .max }
    assigned = [Int?](repeating: nil, count: places.managers.count)
    waiting = [GainHeap](repeating: GainHeap(), count: managerCount * questions)
    taken = waiting
    movable = [GainHeap](repeating: GainHeap(), count: questions * questions)
    entering = managers.flatMap {
      [GainTournament](repeating: GainTournament(count: $0.count), count: questions)
    }
    leaving = entering
    free = [GainTournament](repeating: GainTournament(count: branchCount), count: questions)
    managerExchange = [GainTournament](
      repeating: GainTournament(count: managerCount), count: questions * questions)
    branchExchange = [GainTournament](
      repeating: GainTournament(count: branchCount), count: questions * questions)
    for customer in places.managers.indices { addToWaiting(customer) }
    for manager in 0..<managerCount { refresh(manager: manager) }
    for branch in 0..<branchCount { refresh(branch: branch) }
  }

  /// The question that a customer is contacted about.
  func question(of customer: Int) -> Int? { assigned[customer] }

  /// Adds a contact by the path of the greatest gain.
  ///
  /// - Returns: false where none gains anything.
  mutating func addContact() -> Bool {
    guard let path = bestPath(), path.gain > 0 else { return false }
    var changes: [(customer: Int, question: Int?)] = []
    for ((from, to), exchange) in zip(zip(path.questions, path.questions.dropFirst()), path.exchanges) {
      switch exchange {
      case .move(let customer): changes.append((customer, from))
      case .atManager(let manager):
        changes.append((entrant(manager: manager, from), from))
        changes.append((leaver(manager: manager, to), nil))
      case .atBranch(let branch):
        changes.append((entrant(branch: branch, from), from))
        changes.append((leaver(branch: branch, to), nil))
      }
    }
    let (first, last) = (path.questions[0], path.questions[path.questions.count - 1])
    changes.append((entrant(branch: free[last].winner, last), last))
    if quotas[first] < .max { quotas[first] -= 1 }
    // All are found before the first of them changes anything.
    for change in changes { assign(change.customer, to: change.question) }
    let managers = Set(changes.map { places.managers[$0.customer] })
    for manager in managers { refresh(manager: manager) }
    for branch in Set(managers.map { places.branches[$0] }) { refresh(branch: branch) }
    return true
  }

  /// The path of the greatest gain, and of these the one with the fewest steps (R. Bellman, "On a routing problem", 1958):
  /// circles gain nothing, so that no path that is worth taking has more steps than there are questions.
  private mutating func bestPath() -> Path? {
    var paths = (0..<questionCount).map { quotas[$0] > 0 ? Path(questions: [$0]) : nil }
    let exchanges = bestExchanges()
    for _ in 1..<max(2, questionCount) {
      let before = paths
      for from in 0..<questionCount {
        guard let path = before[from] else { continue }
        for to in 0..<questionCount {
          guard let (gain, exchange) = exchanges[from * questionCount + to] else { continue }
          if let known = paths[to], path.gain + gain <= known.gain { continue }
          paths[to] = Path(
            gain: path.gain + gain, questions: path.questions + [to], exchanges: path.exchanges + [exchange])
        }
      }
    }
    var best: Path?
    for question in 0..<questionCount where free[question].best != GainTournament.none {
      guard var path = paths[question] else { continue }
      path.gain += free[question].best
      if let best, (best.gain, -best.questions.count) >= (path.gain, -path.questions.count) { continue }
      best = path
    }
    return best
  }

  /// The best exchange between each two questions: what the first takes on, and the second gives.
  private mutating func bestExchanges() -> [(gain: Int, Exchange)?] {
    var exchanges = [(gain: Int, Exchange)?](repeating: nil, count: questionCount * questionCount)
    for from in 0..<questionCount {
      for to in 0..<questionCount where to != from {
        let pair = from * questionCount + to
        while let first = movable[pair].first, assigned[first.customer] != to { movable[pair].removeFirst() }
        var best = movable[pair].first.map { (gain: $0.gain, Exchange.move(customer: $0.customer)) }
        func offer(_ gain: Int, _ exchange: Exchange) {
          if gain != GainTournament.none, gain > best?.gain ?? GainTournament.none { best = (gain, exchange) }
        }
        offer(managerExchange[pair].best, .atManager(managerExchange[pair].winner))
        offer(branchExchange[pair].best, .atBranch(branchExchange[pair].winner))
        exchanges[pair] = best
      }
    }
    return exchanges
  }

  private func entrant(manager: Int, _ question: Int) -> Int {
    waiting[manager * questionCount + question].first!.customer
  }

  private func leaver(manager: Int, _ question: Int) -> Int {
    taken[manager * questionCount + question].first!.customer
  }

  private func entrant(branch: Int, _ question: Int) -> Int {
    entrant(manager: managers[branch][entering[branch * questionCount + question].winner], question)
  }

  private func leaver(branch: Int, _ question: Int) -> Int {
    leaver(manager: managers[branch][leaving[branch * questionCount + question].winner], question)
  }

  /// Gives a customer to another question, or to none.
  private mutating func assign(_ customer: Int, to question: Int?) {
    let manager = places.managers[customer]
    let branch = places.branches[manager]
    let change = (assigned[customer] == nil ? 0 : 1) - (question == nil ? 0 : 1)
    if managerRoom[manager] < .max { managerRoom[manager] += change }
    if branchRoom[branch] < .max { branchRoom[branch] += change }
    assigned[customer] = question
    guard let question else { return addToWaiting(customer) }
    let own = gains[customer * questionCount + question]
    taken[manager * questionCount + question].add(.init(gain: -own, customer: customer))
    for other in 0..<questionCount where other != question {
      let gain = gains[customer * questionCount + other]
      if gain > 0 {
        movable[other * questionCount + question].add(.init(gain: gain - own, customer: customer))
      }
    }
  }

  private mutating func addToWaiting(_ customer: Int) {
    for question in 0..<questionCount {
      let gain = gains[customer * questionCount + question]
      if gain > 0 {
        waiting[places.managers[customer] * questionCount + question].add(
          .init(gain: gain, customer: customer))
      }
    }
  }

  /// Brings up to date what is known of a manager's best.
  private mutating func refresh(manager: Int) {
    let (branch, first) = (places.branches[manager], manager * questionCount)
    let hasRoom = managerRoom[manager] > 0
    for question in 0..<questionCount {
      let place = first + question
      while let next = waiting[place].first, assigned[next.customer] != nil { waiting[place].removeFirst() }
      while let next = taken[place].first, assigned[next.customer] != question { taken[place].removeFirst() }
      entering[branch * questionCount + question].update(
        seats[manager], to: hasRoom ? waiting[place].first?.gain : nil)
      leaving[branch * questionCount + question].update(seats[manager], to: taken[place].first?.gain)
    }
    for from in 0..<questionCount {
      let entrant = hasRoom ? nil : waiting[first + from].first?.gain
      for to in 0..<questionCount where to != from {
        managerExchange[from * questionCount + to].update(
          manager, to: entrant.flatMap { gain in taken[first + to].first.map { gain + $0.gain } })
      }
    }
  }

  /// Brings up to date what is known of a branch's best, after its managers.
  private mutating func refresh(branch: Int) {
    let (hasRoom, first) = (branchRoom[branch] > 0, branch * questionCount)
    for from in 0..<questionCount {
      let entrant = entering[first + from].known
      free[from].update(branch, to: hasRoom ? entrant : nil)
      for to in 0..<questionCount where to != from {
        branchExchange[from * questionCount + to].update(
          branch,
          to: hasRoom ? nil : entrant.flatMap { gain in leaving[first + to].known.map { gain + $0 } })
      }
    }
  }
}
