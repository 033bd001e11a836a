import Calendar
import Testing

@testable import Configuration

@Suite("Questions")
struct QuestionTests {
  private func configuration(_ yaml: String) throws -> BankConfiguration {
    try BankConfiguration(yaml: yaml, file: "bank.yaml")
  }

  @Test("the loss is asked where nothing else is, and is written nowhere")
  func loss() throws {
    let configuration = BankConfiguration()
    #expect(configuration.asked.isLoss && configuration.asked.money == .lost)
    #expect(configuration.asked.within == 1 && configuration.asked.columns.isEmpty)
    #expect(!configuration.yaml().contains("question"))
  }

  @Test("presets are rules over columns, and a declaration changes what it names")
  func presets() throws {
    let plain = BankConfiguration()
    func rules(_ name: String, _ configuration: BankConfiguration) throws -> [String] {
      guard case .rules(let customers, let event) = try configuration.asking(name).asked.kind else {
        return []
      }
      return [customers.description, event.description]
    }
    #expect(try rules("promotion", plain) == ["near_next_tier = 1", "rise(tier_by_assets) > 0"])
    #expect(try rules("product:insurance", plain) == ["insurance <= 0", "insurance > 0"])
    #expect(try rules("wake_up", plain) == ["greatest(mobile_logins, 3) <= 0", "mobile_logins > 0"])
    #expect(try plain.asking("win_back").asked.kind == .winBack)
    #expect(try plain.asking("product:insurance").asked.value == "insurance")
    let own = try configuration(
      """
      question: fund
      questions:
        fund: { preset: product, column: funds, event: funds >= 50000, within: 3, margin: 0.01 }
        wake_up: { column: visits }
      """)
    #expect(try rules("fund", own) == ["funds <= 0", "funds >= 50000"])
    #expect(own.asked.within == 3 && own.asked.margin == 0.01 && own.asked.value == "funds")
    #expect(own.asked.columns == [.init(name: "funds", isText: false)])
    #expect(try rules("wake_up", own) == ["greatest(visits, 3) <= 0", "visits > 0"])
    #expect(own.asked.subject == "bank.yaml, line 3: the question “fund”")
    #expect(try BankConfiguration(yaml: own.yaml(), file: "bank.yaml") == own)
  }

  @Test(
    "a bad declaration is refused with its line",
    arguments: [
      ("a: { customers: wealth <= 0 }", "is no preset and needs both rules"),
      ("a: { preset: product }", "needs the product's column"),
      ("a: { preset: promotion, column: x }", "speaks of no column"),
      ("loss: { within: 2 }", "stands under `loss:` and `floor:`"),
      ("win_back: { event: wealth > 0 }", "whose rules are made of `floor:`"),
      ("a: { customers: a > 5 and a < 3, event: a > 0 }", "its rule of customers contradicts itself"),
      ("a: { customers: not (a <= 5 or a > 1), event: a > 0 }", "its rule of customers contradicts itself"),
      ("a: { customers: a > 0, event: a > 1 and a = 1 }", "has an event that cannot come"),
      ("a: { customers: a > 0, event: \"b in (x, y) and b in (z)\" }", "has an event that cannot come"),
      ("a: { customers: gender = 女, event: gender = 男 and a > 0 }", "contradicts its rule of customers"),
      ("a: { customers: a > 0, event: 'sum(a, 3) > 5' }", "an event that looks at the present"),
      ("a: { customers: a > 0, event: 'sum(a, 3) > 5', within: 2 }", "an event that looks at the present"),
      (
        "a: { customers: seasonal_inflow = 1, event: seasonal_inflow = 0, within: 12 }",
        "looks at the present"
      ),
      ("a: { customers: rise(a) > 0, event: a > 0 }", "compares with the snapshot month"),
      ("a: { customers: group x, event: a > 0 }", "write that group's rule here instead"),
      ("a: { customers: a >, event: a > 0 }", "cannot be read"),
    ])
  func refused(declaration: String, problem: String) {
    let found = problems("floor: 5\nquestions:\n  \(declaration)\n")
    #expect(found.contains { $0.hasPrefix("bank.yaml, line 3: ") && $0.contains(problem) }, "\(found)")
  }

  @Test("what can be met is not refused")
  func possible() throws {
    for declaration in [
      "a: { customers: a >= 5 and a <= 5, event: a > 0 }",
      "a: { customers: a > 5 or a < 3, event: 'sum(a, 3) > 5', within: 3 }",
      "a: { customers: gender = 女, event: \"gender in (女, 男) and a > 0\" }",
      "a: { customers: not a = 3 and a = 2, event: growth(a) >= 0.2 }",
    ] {
      #expect(problems("questions:\n  \(declaration)\n") == [])
    }
  }

  @Test("questions that do not exist are refused with what there is")
  func unknown() {
    #expect(problems("question: promotoin").first?.contains("did you mean “promotion”?") == true)
    #expect(problems("question: xyzzy").first?.contains("there are loss, promotion, product:COLUMN") == true)
    #expect(problems("question: product").first?.contains("ask `product:COLUMN`") == true)
    #expect(problems("question: \"loss:x\"").first?.contains("there is no question") == true)
    #expect(throws: QuestionError.self) { try BankConfiguration().asking("nothing") }
    #expect(
      problems("question: promotion\ntiers: { preset: icbc }").first?.contains("not by points") == true)
  }

  @Test("a calendar's shares are of questions that there are")
  func calendar() throws {
    let shares = try configuration(
      "questions: { big: { customers: wealth <= 0, event: wealth > 9 } }\n"
        + "calendar: { big: { quota: 40, worth: 0.5 }, \"product:time\": {}, loss: { quota: 7 } }"
    ).calendar
    #expect(shares["big"]?.quota == 40 && shares["big"]?.worth == 0.5 && shares["loss"]?.quota == 7)
    #expect(shares["product:time"] == CalendarShare())
    #expect {
      try configuration("floor: 1\ncalendar: { promotoin: { quota: 4 } }")
    } throws: { error in
      "\(error)".contains("bank.yaml, line 2") && "\(error)".contains("did you mean “promotion”?")
    }
  }

  @Test("groups read no figures of questions")
  func groups() {
    #expect(
      problems("groups: { a: rise(x) > 0 }").first?.contains("for the rules of questions alone") == true)
    #expect(
      problems("groups: { a: near_next_tier = 1 }").first?.contains("for the rules of questions alone")
        == true)
    #expect(problems("groups: { a: rise > 0 and growth < 3 }") == [])
  }

  @Test("words about a loss are told of another event, and data in them are left alone")
  func words() throws {
    let promotion = try BankConfiguration().asking("promotion").asked.words
    let column = "loss_流失"
    #expect(
      promotion.text(.english, "", "The losses of \(column): log-loss, expected loss, Loss rate")
        == "The promotions of loss_流失: log-loss, expected gain, Promotion rate")
    #expect(promotion.text(.chinese, "\(column) 的流失率与流失金额", "") == "loss_流失 的提升率与带来金额")
    #expect(QuestionWords.loss.text(.english, "", "losses of \(column)") == "losses of loss_流失")
  }
}
