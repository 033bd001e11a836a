import Calendar
import Configuration
import Variables

/// How a column is called in a sentence, and what its numbers are.
struct ColumnWords: Sendable {
  enum Unit: Sendable { case money, times, kinds, number }

  /// For the middle of a sentence; a column that is not ours keeps the name that the user gave it.
  let name: String
  let isPlural: Bool
  let unit: Unit
  let isOurs: Bool

  /// - Parameter given: what the bank calls the column, where it says so.
  init(column: String, isMoney: Bool, language: Language, given: String? = nil) {
    if let given {
      name = given
      isPlural = Self.known[column]?.isPlural ?? false
      unit = Self.known[column]?.unit ?? (isMoney ? .money : .number)
      isOurs = true
    } else if let known = Self.known[column] {
      name = language.text(known.chinese, known.english)
      isPlural = known.isPlural
      unit = known.unit
      isOurs = true
    } else {
      name = column
      isPlural = false
      unit = isMoney ? .money : .number
      isOurs = false
    }
  }

  /// What a recipe is about: its first column, or all of them where their levels are taken together.
  ///
  /// - Parameter names: what the bank calls columns, where it says so.
  init(_ recipe: Recipe, isMoney: Bool, language: Language, names: [String: String] = [:]) {
    let column = recipe.columns.first ?? recipe.name
    guard recipe.function.readsLevels, recipe.columns.count > 1 else {
      self.init(column: column, isMoney: isMoney, language: language, given: names[column])
      return
    }
    let words = recipe.columns.map {
      ColumnWords(column: $0, isMoney: false, language: language, given: names[$0])
    }
    self.init(
      name: words.map(\.name).joined(separator: language.text("、", " and ")),
      isOurs: words.allSatisfy(\.isOurs))
  }

  private init(name: String, isOurs: Bool) {
    (self.name, self.isOurs, isPlural, unit) = (name, isOurs, false, .number)
  }

  /// For the beginning of a sentence.
  var beginning: String { isOurs ? name.prefix(1).uppercased() + name.dropFirst() : name }
  var isOrAre: String { isPlural ? "are" : "is" }
  var wasOrWere: String { isPlural ? "were" : "was" }
  var hasOrHave: String { isPlural ? "have" : "has" }
  /// The verb with or without the s of the singular.
  func verb(_ stem: String) -> String { isPlural ? stem : stem + "s" }

  /// A space between a Chinese word and a name in another script.
  var chineseSpace: String { isOurs ? "" : " " }

  /// A space between a Chinese word and a number without a unit before it.
  var chineseUnitGap: String { unit == .number ? " " : "" }

  func amount(_ value: Double, _ words: Wording) -> String {
    switch unit {
    case .money: words.money(value)
    case .times: words.language.text(words.number(value) + " 次", words.number(value))
    case .kinds: words.language.text(words.number(value) + " 种", words.number(value))
    case .number: words.number(value)
    }
  }

  private struct Known: Sendable {
    var chinese: String
    var english: String
    var isPlural: Bool
    var unit: Unit

    init(_ chinese: String, _ english: String, isPlural: Bool = false, unit: Unit = .money) {
      self.chinese = chinese
      self.english = english
      self.isPlural = isPlural
      self.unit = unit
    }
  }

  private static let known: [String: Known] = [
    "assets": Known("资产", "assets", isPlural: true),
    "demand": Known("活期存款", "demand deposits", isPlural: true),
    "time": Known("定期存款", "time deposits", isPlural: true),
    "wealth": Known("理财", "wealth products", isPlural: true),
    "loan_balance": Known("贷款余额", "the loan balance"),
    "transfer_in": Known("转入", "transfers in", isPlural: true),
    "transfer_out": Known("转出", "transfers out", isPlural: true),
    "own_transfer_out": Known(
      "转往本人他行账户的金额", "transfers to own accounts at other banks", isPlural: true),
    "time_maturing": Known("下月到期的定期存款", "time deposits that fall due next month", isPlural: true),
    "wealth_maturing": Known("下月到期的理财", "wealth products that fall due next month", isPlural: true),
    "mobile_logins": Known("手机银行登录", "mobile log-ins", isPlural: true, unit: .times),
    "product_count": Known("持有产品", "the number of products held", unit: .kinds),
    "payroll": Known("代发工资", "salary payments", isPlural: true),
    "age": Known("年龄", "age", unit: .number),
    "gender": Known("性别", "gender", unit: .number),
    "occupation": Known("职业", "occupation", unit: .number),
    "branch": Known("所属网点", "branch", unit: .number),
    "manager": Known("客户经理", "relationship manager", unit: .number),
    "household_id": Known("家庭", "household", unit: .number),
    "service_grade": Known("服务等级", "service grade", unit: .number),
    "open_date": Known("开户日期", "the opening date", unit: .number),
  ]
}
