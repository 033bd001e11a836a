/// A question that has been checked: what a model is trained to answer.
public struct AskedQuestion: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// The loss, by `loss:` and `floor:`.
    case loss
    /// Who has left comes back.
    case winBack
    /// By two rules over columns.
    case rules(customers: Condition, event: Condition)
  }

  /// The question as it is asked: a declared name, a preset, or `product:` and a column.
  public let name: String
  public let kind: Kind
  /// Months after the snapshot month in which the event may come.
  public let within: Int
  /// The column whose change is the money of the event; `assets` is the sum of the asset columns.
  public let value: String
  public let money: Question.Money
  public let margin: Double
  public let words: QuestionWords
  /// Where it is declared, for messages.
  public let place: TextPlace

  /// What is asked where nothing else is.
  public static let loss = AskedQuestion(name: QuestionPreset.loss.rawValue, Question(), .loss)

  public var isLoss: Bool { kind == .loss }

  init(name: String, _ question: Question, _ preset: QuestionPreset?) {
    let column = question.column ?? preset?.usualColumn ?? ""
    self.name = name
    switch preset {
    case .loss: kind = .loss
    case .winBack: kind = .winBack
    case .promotion, .product, .wakeUp, nil:
      kind = .rules(
        customers: question.customers ?? preset?.customers(column) ?? .all([]),
        event: question.event ?? preset?.event(column) ?? .any([]))
    }
    within = question.within ?? 1
    value = question.value ?? (preset == .product ? column : "assets")
    money = question.money ?? (preset == .loss ? .lost : .gained)
    margin = question.margin
    place = question.place
    let words = preset?.words
    self.words = QuestionWords(
      chinese: question.title ?? words?.chinese ?? name, english: question.title ?? words?.english ?? name,
      plural: question.title ?? words?.plural ?? name, money: money, isLoss: preset == .loss)
  }

  /// Months up to the snapshot month that must be known to say who is asked about.
  public var monthsBack: Int {
    if case .rules(let customers, _) = kind { customers.months } else { 1 }
  }

  /// Whether it depends on where tiers begin.
  public var readsTiers: Bool {
    guard case .rules(let customers, let event) = kind else { return false }
    let names = [Condition.Derived.tierByAssets, .nearNextTier].map(\.rawValue)
    return (customers.columns + event.columns).contains { names.contains($0.name) }
  }

  /// The columns that its rules read and its money is made of, each once; none where assets say all.
  public var columns: [Condition.Column] {
    guard case .rules(let customers, let event) = kind else { return [] }
    var found: [Condition.Column] = []
    let named = (customers.ownColumns + event.ownColumns) + [Condition.Column(name: value, isText: false)]
    for column in named where column.name != "assets" && !found.contains(column) { found.append(column) }
    return found
  }

  /// Columns that its rules read where the panel has them.
  public var optionalColumns: [Condition.Column] {
    guard case .rules(let customers, let event) = kind else { return [] }
    let derived = (customers.columns + event.columns).compactMap { Condition.Derived(rawValue: $0.name) }
    return Set(
      derived.flatMap { derived in
        derived.columns.map { Condition.Column(name: $0, isText: derived.isOfTexts) }
      }
    ).sorted { $0.name < $1.name }
  }

  /// “bank.yaml, line 7: the question “insurance”” for the beginning of a message.
  public var subject: String {
    let origin = place.file.map { file in file + (place.line.map { ", line \($0)" } ?? "") + ": " }
    return "\(origin ?? "")the question “\(name)”"
  }
}

extension BankConfiguration {
  /// The question that ``question`` names, with its rules.
  public var asked: AskedQuestion { asked(question) ?? .loss }

  /// The same configuration, asking another question.
  ///
  /// - Throws: `QuestionError` where there is no question of that name, or it cannot be asked.
  public func asking(_ name: String?) throws(QuestionError) -> BankConfiguration {
    guard let name else { return self }
    var asking = self
    asking.question = name
    let problems = asking.problemsOfQuestion(named: name).map(\.text)
    if !problems.isEmpty { throw QuestionError(problems: problems) }
    return asking
  }

  /// The same configuration, asking what a model was trained to answer.
  public func asking(asTrained trained: BankConfiguration) -> BankConfiguration {
    var asking = self
    (asking.question, asking.questions) = (trained.question, trained.questions)
    return asking
  }

  /// The question of a name; nil where there is none.
  func asked(_ name: String) -> AskedQuestion? {
    if let declared = questions[name] {
      return AskedQuestion(name: name, declared, declared.preset ?? QuestionPreset(rawValue: name))
    }
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let preset = QuestionPreset(rawValue: String(parts[0])) else { return nil }
    var question = Question()
    if parts.count == 2 {
      guard preset.speaksOfColumn, !parts[1].isEmpty else { return nil }
      question.column = String(parts[1])
    }
    return AskedQuestion(name: name, question, preset)
  }
}

/// A question that cannot be asked.
public struct QuestionError: Error, Sendable, Equatable, CustomStringConvertible {
  public var problems: [String]
  public var description: String { problems.joined(separator: "\n") }
}
