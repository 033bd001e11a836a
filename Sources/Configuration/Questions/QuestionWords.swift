import Calendar

/// How a question's event is called. Words are written for the loss, and told of another event by putting its name in the
/// place of the loss's; what stands in them of data is never touched.
public struct QuestionWords: Sendable, Equatable {
  /// The event as a noun.
  public let chinese: String
  public let english: String
  public let plural: String
  let money: Question.Money
  let isLoss: Bool

  /// The words of the loss, as they are written.
  public static let loss = AskedQuestion.loss.words

  /// The words of an event whose name is known in one language.
  public init(event: String, plural: String, money: Question.Money) {
    self.init(chinese: event, english: event, plural: plural, money: money, isLoss: false)
  }

  init(chinese: String, english: String, plural: String, money: Question.Money, isLoss: Bool) {
    (self.chinese, self.english, self.plural) = (chinese, english, plural)
    (self.money, self.isLoss) = (money, isLoss)
  }

  /// The name of the event.
  public func event(in language: Language) -> String { language.text(chinese, english) }

  /// The one of two phrases about a loss that is in a language, told of the event.
  public func text(
    _ language: Language, _ chinese: @autoclosure () -> Phrase, _ english: @autoclosure () -> Phrase
  ) -> String {
    switch language {
    case .chinese: isLoss ? chinese().description : chinese().told { told($0, chineseWords) }
    case .english: isLoss ? english().description : english().told { told($0, englishWords) }
    }
  }

  private func told(_ text: String, _ words: [(String, String)]) -> String {
    var told = text
    for (own, other) in words { told = told.replacing(own, with: other) }
    return told
  }

  /// Longer words first, so that none is taken for a part of another.
  private var chineseWords: [(String, String)] {
    let gained = money == .gained
    return [
      ("客户资产流失预警", "客户\(chinese)预测"), ("流失预警", "\(chinese)预测"), ("预期损失", gained ? "预期收益" : "预期损失"),
      ("预计流失金额", gained ? "预计带来金额" : "预计流出金额"), ("流失金额", gained ? "带来金额" : "流出金额"),
      ("预计流失（元）", gained ? "预计带来（元）" : "预计流出（元）"), ("高风险", "高可能"), ("推高流失风险", "提高\(chinese)的可能"),
      ("资产流失的概率", "\(chinese)的概率"), ("流失", chinese), ("预警月份", "预测月份"),
    ]
  }

  private var englishWords: [(String, String)] {
    let (gained, capital, capitalPlural) = (money == .gained, Self.capital(english), Self.capital(plural))
    return [
      ("log-loss", "\u{1}"), ("Log-loss", "\u{2}"), ("customers who will lose assets", plural),
      ("may lose assets", "may be a \(english)"), ("that assets will be lost next month", "of a \(english)"),
      ("expected loss", gained ? "expected gain" : "expected outflow"),
      ("Expected loss", gained ? "Expected gain" : "Expected outflow"),
      ("lost money", gained ? "gained money" : "lost money"),
      ("Lost money", gained ? "Gained money" : "Lost money"),
      ("Lost", capitalPlural), ("Assets lost", gained ? "Money gained" : "Assets lost"),
      ("customers was lost", "customers had a \(english)"),
      ("of them lost", "of them with a \(english)"), ("lost assets in", "had a \(english) in"),
      (" lost)", " \(plural))"), ("were lost", "had a \(english)"),
      ("was lost", gained ? "was gained" : "went"),
      ("loss list", "list of \(plural)"), ("Loss list", "List of \(plural)"),
      ("losses", plural), ("Losses", capitalPlural), ("loss", english), ("Loss", capital), ("risk", "chance"),
      ("\u{1}", "log-loss"), ("\u{2}", "Log-loss"),
    ]
  }

  private static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

/// A text that knows which of its parts were written by the program and which are data put into it.
public struct Phrase: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
  fileprivate enum Part: Sendable {
    case words(String)
    case data(String)
  }

  private var parts: [Part]

  /// Words alone, none of them data.
  public init(stringLiteral text: String) { parts = [.words(text)] }

  /// Words alone, none of them data.
  public init(_ words: String) { parts = [.words(words)] }

  public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  public static func + (before: Phrase, after: Phrase) -> Phrase {
    var phrase = before
    phrase.parts += after.parts
    return phrase
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ text: String) { parts.append(.words(text)) }
    public mutating func appendInterpolation(_ phrase: Phrase) { parts += phrase.parts }
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      parts.append(.data(value.description))
    }
  }

  public var description: String { told { $0 } }

  /// The whole, with other words in the place of its own.
  func told(_ words: (String) -> String) -> String {
    parts.map {
      switch $0 {
      case .words(let text): words(text)
      case .data(let text): text
      }
    }.joined()
  }
}
