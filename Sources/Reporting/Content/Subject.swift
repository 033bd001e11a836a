import Calendar
import Configuration

/// What the model was asked to predict.
public enum Subject: Sendable, Equatable, Codable {
  /// Next month's loss of customers above a floor, in currency units.
  case panel(floor: Double, loss: LossDefinition)
  /// Another question of a panel's customers.
  case question(asked: QuestionSubject)
  /// The label column of a ready-made table.
  case table(label: String, key: String?)
}

/// What a report says of a question.
public struct QuestionSubject: Sendable, Equatable, Codable {
  public var name: String
  /// The event in the report's language.
  public var event: String
  public var plural: String
  /// The rules as they are written; nil where they are not rules over columns.
  public var customers: String?
  public var rule: String?
  public var within: Int
  /// The column whose change is the money of the event.
  public var value: String
  public var money: Question.Money
  public var margin: Double

  /// How the event is called.
  public var words: QuestionWords { QuestionWords(event: event, plural: plural, money: money) }
}

extension Subject {
  /// How the event is called.
  var words: QuestionWords {
    if case .question(let question) = self { question.words } else { .loss }
  }

  /// What a model of a panel was asked.
  public init(_ configuration: BankConfiguration) {
    let asked = configuration.asked
    guard !asked.isLoss else {
      self = .panel(floor: configuration.floor, loss: configuration.loss)
      return
    }
    self = .question(asked: QuestionSubject(asked, configuration.language))
  }
}

extension QuestionSubject {
  /// Nil for the loss, of which pages speak where nothing else is said.
  public static func unlessLoss(_ configuration: BankConfiguration) -> QuestionSubject? {
    configuration.asked.isLoss ? nil : QuestionSubject(configuration.asked, configuration.language)
  }

  init(_ asked: AskedQuestion, _ language: Language) {
    (name, event, plural) = (asked.name, asked.words.event(in: language), asked.words.plural)
    (within, value, money, margin) = (asked.within, asked.value, asked.money, asked.margin)
    if case .rules(let customers, let event) = asked.kind {
      (self.customers, rule) = (customers.description, event.description)
    }
  }
}
