import Configuration

/// What contacts of several questions would be worth: every customer for whom one of them asks, once.
struct ContactOffers {
  private(set) var candidates: [Assignment.Candidate] = []
  /// For each question and candidate; 0 where the question does not ask, or may not.
  private(set) var money: [[Double]]
  /// The candidate's row in each question's population; below 0 where it is none of it.
  private var rows: [[Int32]]
  private var isSuppressed: [Bool] = []
  private var isCoolingOff: [Bool] = []

  /// Candidates whom a rule keeps off, whichever question asks.
  var suppressed: Int { isSuppressed.count { $0 } }
  /// Candidates whom an earlier list keeps from being contacted about a question that asks.
  var coolingOff: Int { isCoolingOff.count { $0 } }

  /// - Parameter selection: where it is of probabilities above one, the others are no offers.
  init(
    _ questions: [ContactCalendar.Question], above selection: Selection, facts: PanelFacts,
    _ configuration: BankConfiguration
  ) throws(RankingError) {
    let assigner = ListAssigner(configuration: configuration, month: facts.month)
    let least: Double? = if case .above(let least) = selection { least } else { nil }
    rows = questions.map { _ in [] }
    money = questions.map { _ in [] }
    // Of each customer of the panel, the number of the candidate; candidates are in the panel's order.
    var numbers = [Int32](repeating: -1, count: facts.panel.customerCount)
    let places = Self.places(of: questions, among: numbers.count)
    for (customer, place) in places.enumerated() {
      guard let place else { continue }
      numbers[customer] = Int32(candidates.count)
      add(assigner.candidate(place.row, of: questions[place.question].population, facts))
    }
    for (index, question) in questions.enumerated() {
      let population = question.population
      try LossRanking.check(population.probabilities, population.expectedLosses, of: population.customers)
      for row in population.rows.indices {
        let customer = Int(population.rows[row].customer)
        let (number, key) = (Int(numbers[customer]), population.customers[row])
        rows[index][number] = Int32(row)
        if question.kept.suppressed.contains(key) {
          isSuppressed[number] = true
        } else if question.kept.coolingOff.contains(key) {
          isCoolingOff[number] = true
        } else if population.probabilities[row] > least ?? -1 {
          money[index][number] = population.expectedLosses[row] * question.share.worth
        }
      }
    }
  }

  /// For each customer of the panel a question that asks for them, and the row in its population.
  private static func places(of questions: [ContactCalendar.Question], among count: Int) -> [(
    question: Int, row: Int
  )?] {
    var places = [(question: Int, row: Int)?](repeating: nil, count: count)
    for (index, question) in questions.enumerated() {
      for (row, own) in question.population.rows.enumerated() { places[Int(own.customer)] = (index, row) }
    }
    return places
  }

  private mutating func add(_ candidate: Assignment.Candidate) {
    candidates.append(candidate)
    for question in money.indices {
      rows[question].append(-1)
      money[question].append(0)
    }
    isSuppressed.append(false)
    isCoolingOff.append(false)
  }

  /// The row of a candidate in the population of a question that asks for it.
  func row(_ candidate: Int, _ question: Int) -> Int { Int(rows[question][candidate]) }
}
