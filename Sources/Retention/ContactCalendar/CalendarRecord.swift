import Calendar
import Configuration
import SystemIO

/// What was run to make a calendar of contacts: the JSON beside it. Each question's own list has a ``RunRecord`` besides.
public struct CalendarRecord: Sendable, Equatable, Encodable {
  /// What a question has of it.
  public struct Question: Sendable, Equatable, Encodable {
    public var question: String
    public var model: RunRecord.Model
    /// The name of the question's own list, beside the calendar.
    public var list: String
    /// Most contacts that the configuration gives it; nil: any number.
    public var quota: Int?
    public var worth: Double
    /// Customers for whom it asks.
    public var scored: Int
    public var contacts: Int
    /// Of its contacts, in currency units times what one is worth.
    public var expectedMoney: Double
    /// Contacts of its control group; nil where there is none.
    public var control: Int?

    public init(
      question: String, model: RunRecord.Model, list: String, quota: Int?, worth: Double, scored: Int,
      contacts: Int, expectedMoney: Double, control: Int?
    ) {
      (self.question, self.model, self.list) = (question, model, list)
      (self.quota, self.worth, self.scored) = (quota, worth, scored)
      (self.contacts, self.expectedMoney, self.control) = (contacts, expectedMoney, control)
    }

    enum CodingKeys: String, CodingKey {
      case question, model, list, quota, worth, scored, contacts, control
      case expectedMoney = "expected_money"
    }
  }

  public var program: String
  /// The configuration's file; nil where none was given and the models' own holds.
  public var configuration: FileStamp?
  /// All that was read besides: the panel, and the files that rules of lists name.
  public var inputs: [FileStamp]
  public var snapshotMonth: Month
  public var monthAtRisk: Month
  public var counts: [RunRecord.Count]
  public var questions: [Question]
  public var selection: Selection
  public var language: Language
  /// All that the run has warned of, in sentences.
  public var warnings: [String]
  /// Why somebody went on where the delivery would have stopped the run; nil where nobody had to.
  public var accepted: String?

  enum CodingKeys: String, CodingKey {
    case program, configuration, inputs, counts, questions, selection, language, warnings, accepted
    case snapshotMonth = "snapshot_month"
    case monthAtRisk = "month_at_risk"
  }

  public init(
    program: String, configuration: FileStamp?, inputs: [FileStamp], month: Month, counts: [RunRecord.Count],
    questions: [Question], selection: Selection, language: Language, warnings: [String], accepted: String?
  ) {
    (self.program, self.configuration, self.inputs) = (program, configuration, inputs)
    (snapshotMonth, monthAtRisk, self.counts, self.questions) = (month, month + 1, counts, questions)
    (self.selection, self.language) = (selection, language)
    (self.warnings, self.accepted) = (warnings, accepted)
  }

  /// - Parameter lists: the records of the questions' own lists, in the order of the calendar's questions; they agree in all
  ///   but the model, the counts and the question.
  public init(_ calendar: ContactCalendar, lists: [RunRecord], paths: CalendarPaths, month: Month) {
    let first = lists[0]
    self.init(
      program: first.program, configuration: first.configuration, inputs: first.inputs, month: month,
      counts: [
        .init(step: "customers asked for", count: calendar.customers),
        .init(step: "customers suppressed", count: calendar.suppressed),
        .init(step: "customers on a list lately", count: calendar.coolingOff),
        .init(step: "customers contacted", count: calendar.contacts.count),
      ],
      questions: calendar.questions.enumerated().map { index, question in
        Question(
          question: question.name, model: lists[index].model, list: FilePath.name(of: paths.lists[index]),
          quota: question.share.quota, worth: question.share.worth, scored: question.population.count,
          contacts: calendar.rows(of: index).count, expectedMoney: calendar.money(of: index),
          control: calendar.control?[index].count)
      }, selection: first.selection, language: first.language, warnings: first.warnings,
      accepted: first.accepted)
  }
}
