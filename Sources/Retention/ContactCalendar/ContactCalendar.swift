import Calendar
import Configuration

/// What a customer of a calendar is to be contacted about.
public struct QuestionContact: Sendable, Equatable {
  /// The question's name, as the configuration has it.
  public var question: String
  /// What the contact is expected to be worth: the question's expected money times what a unit of it is worth.
  public var money: Double
}

/// A month's contacts over several questions: each customer at most once, by the expected money of all contacts together (see
/// ``ContactAllocation``), within what the bank's rules of lists allow.
///
/// From each question's contacts a control group is held out, as from a list of its own (see ``Assignment``).
public struct ContactCalendar: Sendable {
  /// A question with the customers whom it asks for.
  public struct Question: Sendable {
    public let name: String
    public let population: ScoredPopulation
    /// Who is not to be contacted about it.
    public let kept: KeptOff
    public let share: CalendarShare

    /// - Parameter configuration: that asks the question.
    public init(_ configuration: BankConfiguration, _ population: ScoredPopulation, kept: KeptOff) {
      name = configuration.asked.name
      (self.population, self.kept) = (population, kept)
      share = configuration.calendar[name] ?? CalendarShare()
    }
  }

  /// A customer who is to be contacted.
  public struct Contact: Sendable, Equatable {
    /// The question, by its number.
    public var question: Int
    /// The customer's row in the question's population.
    public var row: Int
    /// What the contact is expected to be worth.
    public var money: Double
  }

  public let questions: [Question]
  /// By their money, the greatest first; ties by probability, assets (highest first) and customer.
  public let contacts: [Contact]
  /// The rows of each question that are held out; nil where nobody is to be.
  public let control: [Set<Int>]?
  /// Customers for whom a question asks at all, and those of them whom the rules keep off.
  public let customers: Int
  public let suppressed: Int
  public let coolingOff: Int
  private let strayCustomers: Int

  /// - Parameters:
  ///   - selection: how many contacts there are; a share is one of all customers for whom a question asks.
  ///   - configuration: with the rules of lists, whichever question it asks.
  /// - Throws: ``RankingError`` where a probability or an amount is no number that contacts can be ordered by.
  public init(
    _ questions: [Question], selection: Selection, facts: PanelFacts, _ configuration: BankConfiguration
  ) throws(RankingError) {
    let rules = configuration.list
    let offers = try ContactOffers(questions, above: selection, facts: facts, configuration)
    let candidates = offers.candidates
    let allocation = ContactAllocation(
      candidates.map { .init(key: $0.customer, manager: $0.manager, branch: $0.branch) },
      money: offers.money,
      limits: .init(
        contacts: selection.most(of: candidates.count), quotas: questions.map(\.share.quota),
        manager: rules.capacity.manager, branch: rules.capacity.branch))
    let contacted = candidates.indices.filter { allocation.questions[$0] != nil }
    contacts = contacted.map { number in
      let question = allocation.questions[number] ?? 0
      return Contact(
        question: question, row: offers.row(number, question), money: offers.money[question][number])
    }.sorted { Self.isBefore($0, $1, questions) }
    control =
      rules.control.share > 0
      ? questions.indices.map { question in
        let own = contacted.filter { allocation.questions[$0] == question }
        return Assignment.heldOut(
          own.map { offers.row($0, question) }, own.map { candidates[$0] }, rules.control,
          month: (facts.month + 1).description)
      } : nil
    (self.questions, customers, strayCustomers) = (questions, candidates.count, allocation.strayCustomers)
    (suppressed, coolingOff) = (offers.suppressed, offers.coolingOff)
  }

  private static func isBefore(_ left: Contact, _ right: Contact, _ questions: [Question]) -> Bool {
    if left.money != right.money { return left.money > right.money }
    let (one, other) = (questions[left.question].population, questions[right.question].population)
    if one.probabilities[left.row] != other.probabilities[right.row] {
      return one.probabilities[left.row] > other.probabilities[right.row]
    }
    if one.assets[left.row] != other.assets[right.row] {
      return one.assets[left.row] > other.assets[right.row]
    }
    return one.customers[left.row].utf8.lexicographicallyPrecedes(other.customers[right.row].utf8)
  }

  /// The rows of a question's population that are to be contacted about it, in the order of the calendar.
  public func rows(of question: Int) -> [Int] { contacts.filter { $0.question == question }.map(\.row) }

  /// Expected money of all contacts, or of those of one question.
  public func money(of question: Int? = nil) -> Double {
    contacts.reduce(0) { $0 + (question ?? $1.question == $1.question ? $1.money : 0) }
  }

  /// The entries of all contacts, in their order, of those of each question.
  public func entries(_ own: [[LossEntry]]) -> [LossEntry] {
    var next = own.map(\.startIndex)
    return contacts.map { contact in
      var entry = own[contact.question][next[contact.question]]
      next[contact.question] += 1
      entry.contact = QuestionContact(question: questions[contact.question].name, money: contact.money)
      return entry
    }
  }

  /// What a careful person would want to be told.
  public func remarks(facts: PanelFacts, _ configuration: BankConfiguration) -> [Remark] {
    var remarks = ListAssigner(configuration: configuration, month: facts.month).remarks(
      listed: contacts.count, control: control.map { $0.reduce(0) { $0 + $1.count } }, facts)
    for name in configuration.calendar.keys.sorted() where !questions.contains(where: { $0.name == name }) {
      remarks.append(
        Remark(
          chinese: "`calendar.\(name)` 没有作用：没有给出该问题的模型。",
          english: "`calendar.\(name)` does nothing: no model of that question is given."))
    }
    for question in questions where question.population.count == 0 {
      remarks.append(
        Remark(
          chinese: "问题“\(question.name)”在 \(facts.month) 没有任何客户。",
          english: "The question “\(question.name)” asks for nobody in \(facts.month)."))
    }
    if strayCustomers > 0 {
      remarks.append(
        Remark(
          chinese: "\(strayCustomers) 户的客户经理主要服务于另一机构：其联系计入那一机构的 `list.capacity.branch`。",
          english:
            "\(strayCustomers) customers have a manager most of whose customers belong to another branch: their contacts "
            + "count for that branch's `list.capacity.branch`."))
    }
    return remarks
  }
}
