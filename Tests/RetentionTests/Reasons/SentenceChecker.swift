import Calendar
import Foundation

@testable import Retention

/// Reads an English reason and checks every number and claim in it against a customer's own numbers: the slow, obvious
/// twin of the sentences. A sentence that it does not know is wrong.
struct SentenceChecker {
  let sample: SampleCustomer
  /// Names of the sentences that were read.
  private(set) var read: [String] = []

  init(_ sample: SampleCustomer) { self.sample = sample }

  static let numbers = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]
  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
  static let subjects: [String: String] = [
    "assets": "assets", "demand deposits": "demand", "time deposits": "time", "wealth products": "wealth",
    "transfers in": "transfer_in", "transfers out": "transfer_out",
    "transfers to own accounts at other banks": "own_transfer_out",
    "time deposits that fall due next month": "time_maturing",
    "wealth products that fall due next month": "wealth_maturing", "mobile log-ins": "mobile_logins",
    "the number of products held": "product_count", "salary payments": "payroll",
    "the loan balance": "loan_balance", "funds": "funds", "age": "age",
  ]

  /// What is wrong with a reason; nil where all of it is true.
  mutating func fault(in reason: Reason) -> String? {
    let driver = "No outstanding sign; the score rests most on this: "
    if reason.text.hasPrefix(driver) {
      if reason.cause.name != "unclear" { return "a driver of the cause \(reason.cause.name)" }
      return isTrue(String(reason.text.dropFirst(driver.count)), isDriver: true)
        ? nil : "the numbers do not say so"
    }
    return isTrue(reason.text, isDriver: false) ? nil : "the numbers do not say so"
  }

  // The customer's numbers.

  var months: Int { sample.columns.values.map(\.count).max() ?? 1 }

  func value(_ column: String, _ ago: Int = 0) -> Double {
    guard let values = sample.columns[column], ago >= 0, ago < values.count else { return .nan }
    return values[values.count - 1 - ago]
  }

  /// The known values up to the snapshot month, oldest first.
  func known(_ column: String) -> [Double] {
    Array((sample.columns[column] ?? []).reversed().prefix { $0.isFinite }.reversed())
  }

  func sum(_ column: String, _ count: Int) -> Double {
    let known = known(column)
    return known.count >= count ? known.suffix(count).reduce(0, +) : .nan
  }

  var assets: Double { value("assets") }
  var month: Int { sample.snapshot.monthOfYear }

  // What is written.

  private func column(_ subject: some StringProtocol) -> String? {
    Self.subjects[subject.lowercased()]
  }

  func amount(_ text: some StringProtocol) -> Double {
    Double(text.replacingOccurrences(of: ",", with: "")) ?? .nan
  }

  /// Whether a written amount is a number's, to what it is rounded to.
  func shows(_ text: some StringProtocol, _ value: Double) -> Bool {
    abs(amount(text) - value) <= 0.5 + 1e-6
  }

  /// Whether a written percentage is a share's.
  func shows(percent text: some StringProtocol, _ share: Double) -> Bool {
    switch text {
    case "less than 1": share > 0 && share < 0.005
    case "over 99": share >= 0.995 && share < 1
    default: abs(amount(text) - share * 100) <= 0.5 + 1e-6
    }
  }

  /// `three` or `three months`; `nil` for what is no number of months.
  private func count(_ text: some StringProtocol) -> Int? {
    let word = String(text.prefix { $0 != " " })
    if word == "month" { return 1 }
    return Self.numbers.firstIndex(of: word) ?? Int(word)
  }

  private func monthsAgo(_ name: some StringProtocol) -> Int? {
    guard let number = Self.monthNames.firstIndex(of: String(name)) else { return nil }
    return (month - 1 - number + 12) % 12
  }

  /// Whether a fall or a rise is one to speak of.
  private func isNoticeable(_ from: Double, _ to: Double) -> Bool {
    from > 0 ? abs(to - from) >= 0.05 * from - 1e-6 : to > from
  }

  /// Whether what a sentence says of a column's own value lies outside what is usual.
  private func isUnusual(_ sentence: String, isHigher: Bool) -> Bool {
    guard let subject = sentence.components(separatedBy: " is ").first, sentence.contains(" is "),
      let column = column(subject)
    else { return true }
    guard let usual = sample.usualLevel(column) else { return false }
    return isHigher ? value(column) > usual.upperBound : value(column) < usual.lowerBound
  }

  // The sentences.

  private static let percent = #"(less than 1|over 99|[\d,]+)%"#
  private static let money = #"([\d,]+(?:\.\d+)?)"#
  private static let word = #"(\w+)"#

  /// The groups of a pattern that fits the whole text.
  private static func groups(_ pattern: NSRegularExpression, _ text: String) -> [String]? {
    guard let match = pattern.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) else {
      return nil
    }
    return (0..<match.numberOfRanges).map { index in
      Range(match.range(at: index), in: text).map { String(text[$0]) } ?? ""
    }
  }

  private mutating func isTrue(_ text: String, isDriver: Bool) -> Bool {
    for sentence in Self.sentences where (isDriver || !sentence.isOfDriversAlone) && sentence.mayFit(text) {
      guard let groups = Self.groups(sentence.pattern, text) else { continue }
      read.append(sentence.name)
      return sentence.check(&self, groups, isDriver)
    }
    return false
  }

  private struct Sentence: Sendable {
    typealias Check =
      @Sendable (inout SentenceChecker, [String], _ isDriver: Bool) -> Bool

    let name: String
    let pattern: NSRegularExpression
    /// A word of it that is always there: looking for it is much faster than the pattern.
    private let hint: String
    /// Whether it says too little to be a reason.
    let isOfDriversAlone: Bool
    let check: Check

    func mayFit(_ text: String) -> Bool { hint.isEmpty || text.contains(hint) }

    init(name: String, pattern: String, isOfDriversAlone: Bool = false, check: @escaping Check) {
      let filled = pattern.replacingOccurrences(of: "<P>", with: SentenceChecker.percent)
        .replacingOccurrences(of: "<A>", with: SentenceChecker.money)
        .replacingOccurrences(of: "<W>", with: SentenceChecker.word)
      (self.name, self.isOfDriversAlone, self.check) = (name, isOfDriversAlone, check)
      var (depth, part, longest) = (0, "", "")
      for character in pattern {
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        part = depth == 0 && (character.isLetter || character == " ") ? part + String(character) : ""
        // The last character may be an optional one.
        if part.count > longest.count + 1 { longest = String(part.dropLast()) }
      }
      hint = longest
      // Patterns are ours: one that cannot be read ends the tests at once.
      self.pattern = try! NSRegularExpression(pattern: "^(?:" + filled + ")$")
    }
  }

  private static let sentences: [Sentence] = joined + movements + amounts + people + plain

  /// Sentences that hold another one.
  private static let joined: [Sentence] = [
    Sentence(name: "trial", pattern: #"(.* fall due next month.*); (.* moved to own accounts .*)"#) {
      $0.isTrue($1[1], isDriver: $2) && $0.isTrue($1[2], isDriver: $2)
    },
    Sentence(
      name: "new and due", pattern: #"(A (?:new )?customer .*|Records .*); ((?:time|wealth) .* fall due .*)"#
    ) { checker, groups, isDriver in
      let due = groups[2].prefix(1).uppercased() + groups[2].dropFirst()
      return checker.isTrue(groups[1], isDriver: isDriver) && checker.isTrue(due, isDriver: isDriver)
    },
    Sentence(
      name: "new money",
      pattern: #"(Assets rose .*|In the last .* came in and .*); new money may leave again"#
    ) { checker, groups, isDriver in
      let before = checker.value("assets", 1)
      let hasLeft = before > 0 && checker.value("assets") <= 0.95 * before
      return !hasLeft && checker.isTrue(groups[1], isDriver: isDriver)
    },
    Sentence(
      name: "gathering",
      pattern:
        #"(Demand deposits rose (?:.* in <W> months?.*|.*)), while assets did not grow as much: money may be gathered for a large expense"#
    ) { checker, groups, isDriver in
      guard let stretch = checker.count(groups[2]) else { return false }
      let grown = checker.value("demand") - checker.value("demand", stretch)
      let all = abs(checker.assets - checker.value("assets", stretch))
      return grown >= 0.1 * checker.assets && all < grown / 2 && checker.isTrue(groups[1], isDriver: isDriver)
    },
    Sentence(
      name: "harvest",
      pattern: #"Occupation “(.*)”: (assets rose .*); money that follows the harvest may leave again"#
    ) { checker, groups, isDriver in
      let rose = "A" + groups[2].dropFirst()
      return groups[1] == checker.sample.texts["occupation"] && ["农民", "种植户"].contains(groups[1])
        && checker.isTrue(rose, isDriver: isDriver)
    },
    Sentence(
      name: "new year",
      pattern: #"Occupation “(.*)”: (assets rose .*); receipts before the new year may be paid out after it"#
    ) { checker, groups, isDriver in
      let rose = "A" + groups[2].dropFirst()
      return groups[1] == checker.sample.texts["occupation"] && groups[1] == "个体工商户"
        && [12, 1].contains(checker.month) && checker.isTrue(rose, isDriver: isDriver)
    },
    Sentence(
      name: "quarter's end",
      pattern:
        #"(Assets rose .* in one month.*); money that comes in a quarter's last month may leave the month after"#
    ) { checker, groups, isDriver in
      checker.month % 3 == 0 && checker.isTrue(groups[1], isDriver: isDriver)
    },
    Sentence(
      name: "visit",
      pattern:
        #"(Assets rose .* in one month.*); in the last quarter's last month they rose <P>, and fell <P> the month after"#
    ) { checker, groups, isDriver in
      let (before, then, after) = (
        checker.value("assets", 4), checker.value("assets", 3), checker.value("assets", 2)
      )
      return checker.month % 3 == 0 && checker.shows(percent: groups[2], then / before - 1)
        && checker.shows(percent: groups[3], 1 - after / then)
        && checker.isTrue(groups[1], isDriver: isDriver)
    },
    Sentence(name: "risk", pattern: #"(.*?)( \((?:higher|lower) than usual\))?, which raises the risk"#) {
      checker, groups, isDriver in
      // A column of a panel that is compared with nothing has at least moved.
      let isPlain = !groups[2].isEmpty
      if isPlain, !checker.isUnusual(groups[1], isHigher: groups[2].contains("higher")) { return false }
      return checker.isTrue(groups[1], isDriver: isPlain || isDriver)
    },
  ]

  private static let movements: [Sentence] = [
    Sentence(name: "moved by a share", pattern: #"(.*) (fell|rose) <P> in <W> months?, from <A> to <A>"#) {
      checker, groups, isDriver in
      guard let column = checker.column(groups[1]), let stretch = checker.count(groups[4]) else {
        return false
      }
      let (from, to) = (checker.value(column, stretch), checker.value(column))
      return (groups[2] == "fell" ? to < from : to > from) && checker.shows(groups[5], from)
        && checker.shows(groups[6], to) && checker.shows(percent: groups[3], abs(to - from) / from)
        && (isDriver || checker.isNoticeable(from, to))
    },
    Sentence(name: "moved to", pattern: #"(.*) (fell|rose) <P> in <W> months? to <A>"#) {
      checker, groups, isDriver in
      guard let column = checker.column(groups[1]), let stretch = checker.count(groups[4]) else {
        return false
      }
      let (from, to) = (checker.value(column, stretch), checker.value(column))
      return (groups[2] == "fell" ? to < from : to > from) && checker.shows(groups[5], to)
        && checker.shows(percent: groups[3], abs(to - from) / from)
        && (isDriver || checker.isNoticeable(from, to))
    },
    Sentence(name: "moved", pattern: #"(.*) (fell|rose) from <A> to <A> in <W> months?"#) {
      checker, groups, isDriver in
      guard let column = checker.column(groups[1]), let stretch = checker.count(groups[5]) else {
        return false
      }
      let (from, to) = (checker.value(column, stretch), checker.value(column))
      let isCount = column == "mobile_logins"
      return (groups[2] == "fell" ? to < from : to > from) && checker.shows(groups[3], from)
        && checker.shows(groups[4], to) && (isDriver || checker.isNoticeable(from, to))
        && (isDriver || !isCount || abs(to - from) >= 2)
    },
    Sentence(name: "salary fell", pattern: #"Salary payments fell <P> from <A> to <A>"#) {
      checker, groups, _ in
      let known = checker.known("payroll")
      guard let now = known.last, let before = known.dropLast().last(where: { $0 > 0 }) else { return false }
      return now <= 0.95 * before && checker.shows(groups[2], before) && checker.shows(groups[3], now)
        && checker.shows(percent: groups[1], 1 - now / before)
    },
    Sentence(name: "below the peak", pattern: #"(.*) (?:is|are) <P> below the peak of <A> in <W>, at <A>"#) {
      checker, groups, isDriver in
      guard let column = checker.column(groups[1]), let ago = checker.monthsAgo(groups[4]) else {
        return false
      }
      let (peak, now) = (checker.value(column, ago), checker.value(column))
      return checker.known(column).max() == peak && checker.shows(groups[3], peak)
        && checker.shows(groups[5], now) && checker.shows(percent: groups[2], 1 - now / peak)
        && (isDriver || checker.isNoticeable(peak, now))
    },
    Sentence(name: "unsteady", pattern: #"(.*) moved between <A> and <A> in the last (.*)"#) {
      checker, groups, isDriver in
      guard let column = checker.column(groups[1]) else { return false }
      let known = checker.known(column)
      guard known.count == checker.count(groups[4]), let low = known.min(), let high = known.max() else {
        return false
      }
      return checker.shows(groups[2], low) && checker.shows(groups[3], high)
        && (isDriver || high - low >= 0.05 * checker.assets)
    },
    Sentence(
      name: "against the mean", pattern: #"(.*) w(?:as|ere) <A> in <W>, against a monthly mean of <A> before"#
    ) { checker, groups, isDriver in
      guard let column = checker.column(groups[1]), checker.monthsAgo(groups[3]) == 0 else { return false }
      let earlier = checker.known(column).dropLast()
      let mean = earlier.reduce(0, +) / Double(earlier.count)
      return checker.shows(groups[2], checker.value(column)) && abs(checker.amount(groups[4]) - mean) <= 0.5
        && (isDriver || abs(mean - checker.value(column)) >= 2)
    },
    Sentence(
      name: "flows",
      pattern: #"In the last (.*?) <A> (went out|came in) and (nothing|only <A>|<A>) (?:came in|went out)"#
    ) { checker, groups, isDriver in
      guard let stretch = checker.count(groups[1]) else { return false }
      let (inward, outward) = (checker.sum("transfer_in", stretch), checker.sum("transfer_out", stretch))
      let (more, less) = groups[3] == "came in" ? (inward, outward) : (outward, inward)
      let smaller = groups[5] + groups[6]
      return more >= less && checker.shows(groups[2], more)
        && (groups[4] == "nothing" ? less == 0 : checker.shows(smaller, less))
        && (!groups[4].hasPrefix("only") || less < more / 2)
        && (isDriver || more - less >= 0.05 * checker.assets - 1e-6)
    },
  ]

  private static let amounts: [Sentence] = [
    Sentence(
      name: "own transfers",
      pattern:
        #"<A> moved to own accounts at other banks in (<W>|the last .*?)(, more each month|, as much as <P> of today's assets)?"#
    ) { checker, groups, _ in
      let isMonth = checker.monthsAgo(groups[2]) == 0
      guard let stretch = isMonth ? 1 : checker.count(groups[2].dropFirst("the last ".count)) else {
        return false
      }
      let sum = checker.sum("own_transfer_out", stretch)
      let values = checker.known("own_transfer_out").suffix(stretch)
      let isGrowing = zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
      return sum > 0 && checker.shows(groups[1], sum)
        && !(checker.assets > 0 && sum < 0.01 * checker.assets - 1e-6)
        && (groups[4] != ", more each month" || isGrowing)
        && (groups[5].isEmpty || checker.shows(percent: groups[5], sum / checker.assets))
    },
    Sentence(
      name: "due",
      pattern:
        #"(?:Time deposits of <A>)?(?: and )?(?:[Ww]ealth products of <A>)? fall due next month(?:, <P> of assets)?"#
    ) { checker, groups, _ in
      let (time, wealth) = (checker.value("time_maturing"), checker.value("wealth_maturing"))
      let due = (time > 0 ? time : 0) + (wealth > 0 ? wealth : 0)
      return (time > 0 ? checker.shows(groups[1], time) : groups[1].isEmpty)
        && (wealth > 0 ? checker.shows(groups[2], wealth) : groups[2].isEmpty)
        && due >= 0.05 * checker.assets - 1e-6
        && (groups[3].isEmpty || checker.shows(percent: groups[3], due / checker.assets))
    },
    Sentence(
      name: "near the floor or a tier",
      pattern:
        #"Assets(?: and (loans))? of <A> (?:are only <P> above the (?:floor of <A>|start of the tier (\S+) \(<A>\))|only just reach the (?:(floor)|tier (\S+)))"#
    ) { checker, groups, _ in
      let held = checker.assets + (groups[1].isEmpty ? 0 : checker.value("loan_balance"))
      let name = groups[5] + groups[8]
      let tiers = checker.sample.tiers.tiers
      let start = name.isEmpty ? checker.sample.floor : tiers.first { $0.name == name }?.from ?? .nan
      let share = held / start - 1
      return checker.shows(groups[2], held) && share >= 0 && share <= 0.1
        && (groups[3].isEmpty ? share == 0 : checker.shows(percent: groups[3], share))
        && (name.isEmpty || !tiers.contains { $0.from > start && $0.from <= held })
    },
    Sentence(name: "part", pattern: #"(.*) of <A> make up <P> of assets"#) { checker, groups, isDriver in
      guard let column = checker.column(groups[1]) else { return false }
      let share = checker.value(column) / checker.assets
      return checker.shows(groups[2], checker.value(column)) && checker.shows(percent: groups[3], share)
        && (isDriver || share >= 0.5)
    },
    Sentence(name: "size", pattern: #"Assets of <A>, (more|less) than most customers have"#) {
      checker, groups, isDriver in
      guard isDriver, let usual = checker.sample.usualLevel("assets") else { return false }
      return checker.shows(groups[1], checker.assets)
        && (groups[2] == "more" ? checker.assets > usual.upperBound : checker.assets < usual.lowerBound)
    },
    Sentence(name: "loan", pattern: #"A loan balance of <A>, more than most customers have"#) {
      checker, groups, _ in
      guard let usual = checker.sample.usualLevel("loan_balance") else { return false }
      return checker.shows(groups[1], checker.value("loan_balance"))
        && checker.value("loan_balance") > usual.upperBound
    },
  ]

  private static let people: [Sentence] = [
    Sentence(name: "silence", pattern: #"No mobile log-in in the last (.*), after <A> in <W>"#) {
      checker, groups, _ in
      guard let quiet = checker.count(groups[1]), checker.monthsAgo(groups[3]) == quiet else { return false }
      return (0..<quiet).allSatisfy { checker.value("mobile_logins", $0) == 0 }
        && checker.value("mobile_logins", quiet) > 0
        && checker.shows(groups[2], checker.value("mobile_logins", quiet))
    },
    Sentence(
      name: "few log-ins",
      pattern: #"Only (?:(one) mobile log-in|<A> mobile log-ins) in <W>, fewer than most customers have"#
    ) { checker, groups, _ in
      guard let usual = checker.sample.usualLevel("mobile_logins"), checker.monthsAgo(groups[3]) == 0 else {
        return false
      }
      let now = checker.value("mobile_logins")
      return now > 0 && now < usual.lowerBound
        && (groups[1] == "one" ? now == 1 : checker.shows(groups[2], now))
    },
    Sentence(name: "few products", pattern: #"Holds only (one product|two products)"#) { checker, groups, _ in
      checker.value("product_count") == (groups[1] == "one product" ? 1 : 2)
    },
    Sentence(name: "salary ended", pattern: #"Salary payments have stopped; the last was <A>"#) {
      checker, groups, _ in
      guard let last = checker.known("payroll").last(where: { $0 > 0 }) else { return false }
      return checker.value("payroll") == 0 && checker.shows(groups[1], last)
    },
    Sentence(name: "salary flag ended", pattern: #"Salary is no longer paid in"#) { checker, _, _ in
      checker.value("payroll") == 0 && checker.known("payroll").contains(1)
    },
    Sentence(name: "tenure", pattern: #"A customer for only (?:<W> months?)"#) { checker, groups, _ in
      guard let stretch = checker.count(groups[1]), let days = checker.daysSinceOpening else { return false }
      return stretch >= 1 && Int(days / 30.4375) == stretch
    },
    Sentence(name: "this month", pattern: #"A new customer this month"#) { checker, _, _ in
      guard let opened = checker.opened else { return false }
      return CalendarDay(daysSince1970: Int(opened)).month == checker.sample.snapshot
    },
    Sentence(name: "less than a month", pattern: #"A customer for less than a month"#) { checker, _, _ in
      guard let days = checker.daysSinceOpening, let opened = checker.opened else { return false }
      return days < 31 && CalendarDay(daysSince1970: Int(opened)).month < checker.sample.snapshot
    },
    Sentence(name: "hundred days", pattern: #"A customer for less than a hundred days"#) {
      checker, _, isDriver in
      checker.daysSinceOpening.map { $0 >= 0 && $0 <= 100 } ?? false
    },
    Sentence(name: "arrival", pattern: #"Records begin in <W>; none in the (?:<W> months|month) before"#) {
      checker, groups, _ in
      let absent = groups[2].isEmpty ? 1 : checker.count(groups[2])
      guard let ago = checker.monthsAgo(groups[1]), checker.sample.monthsAbsent > 0 else { return false }
      return absent == checker.sample.monthsAbsent && ago == checker.months - 1 - checker.sample.monthsAbsent
    },
  ]

  var opened: Double? { sample.columns["open_date"].flatMap(\.last) }

  var daysSinceOpening: Double? {
    opened.map { Double((sample.snapshot + 1).firstDay - 1) - $0 }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Plain values, of drivers alone.
  private static let plain: [Sentence] = [
    Sentence(
      name: "unchanged", pattern: #"(.*) ha(?:s|ve) hardly changed(?: in <W> months?)? and (?:is|are) <A>"#,
      isOfDriversAlone: true
    ) { checker, groups, _ in
      guard let column = checker.column(groups[1]), let stretch = checker.count(groups[2]) else {
        return false
      }
      return checker.shows(groups[3], checker.value(column))
        && checker.shows(groups[3], checker.value(column, stretch))
    },
    Sentence(
      name: "at zero", pattern: #"(.*) ha(?:s|ve) been at zero for <W> months?"#, isOfDriversAlone: true
    ) {
      checker, groups, _ in
      guard let column = checker.column(groups[1]), let stretch = checker.count(groups[2]) else {
        return false
      }
      return checker.value(column) == 0 && checker.value(column, stretch) == 0
    },
    Sentence(
      name: "none due", pattern: #"No (time deposits|wealth products) fall due next month"#,
      isOfDriversAlone: true
    ) { checker, groups, _ in
      checker.value(groups[1] == "time deposits" ? "time_maturing" : "wealth_maturing") == 0
    },
    Sentence(
      name: "none to own accounts",
      pattern: #"No transfers to own accounts at other banks in the last (.*)"#, isOfDriversAlone: true
    ) { checker, groups, _ in
      checker.count(groups[1]).map { checker.sum("own_transfer_out", $0) == 0 } ?? false
    },
    Sentence(
      name: "nothing flowed", pattern: #"Nothing came in or went out in the last (.*)"#,
      isOfDriversAlone: true
    ) { checker, groups, _ in
      checker.count(groups[1]).map { checker.sum("transfer_in", $0) + checker.sum("transfer_out", $0) == 0 }
        ?? false
    },
    Sentence(
      name: "months counted",
      pattern: #"(.*) w(?:as|ere) (at|above) zero in (?:(each|<W>) of )?the last (.*)"#,
      isOfDriversAlone: true
    ) { checker, groups, _ in
      guard let column = checker.column(groups[1]), let all = checker.count(groups[5]) else { return false }
      let known = checker.known(column)
      let said = groups[3].isEmpty || groups[3] == "each" ? all : checker.count(groups[3])
      return known.count == all && known.count { groups[2] == "at" ? $0 <= 0 : $0 > 0 } == said
    },
    Sentence(name: "sum", pattern: #"(.*) came to <A> in the last (.*)"#, isOfDriversAlone: true) {
      checker, groups, _ in
      guard let column = checker.column(groups[1]), let stretch = checker.count(groups[3]) else {
        return false
      }
      return checker.shows(groups[2], checker.sum(column, stretch))
    },
    Sentence(name: "share", pattern: #"(.*) makes? up <P> of assets"#, isOfDriversAlone: true) {
      checker, groups, _ in
      guard let column = checker.column(groups[1]) else { return false }
      return checker.shows(percent: groups[2], checker.value(column) / checker.assets)
    },
    Sentence(name: "level", pattern: #"(.*) (?:is|are) <A>"#, isOfDriversAlone: true) { checker, groups, _ in
      checker.column(groups[1]).map { checker.shows(groups[2], checker.value($0)) } ?? false
    },
    Sentence(name: "category", pattern: #"(Occupation|Branch) is “(.*)”"#, isOfDriversAlone: true) {
      checker, groups, _ in checker.sample.texts[groups[1].lowercased()] == groups[2]
    },
    Sentence(name: "unknown", pattern: #"(.*) (?:is|are) not known"#, isOfDriversAlone: true) {
      checker, groups, _ in
      checker.column(groups[1]).map { checker.value($0).isNaN } ?? true
    },
    Sentence(name: "few months", pattern: #"Too few months are known of (.*)"#, isOfDriversAlone: true) {
      checker, groups, _ in
      checker.column(groups[1]).map { checker.known($0).count < max(4, checker.months) } ?? false
    },
    Sentence(
      name: "no large outflow", pattern: #"No large outflow from (.*) in the last (.*)"#,
      isOfDriversAlone: true
    ) { checker, groups, _ in
      guard let column = checker.column(groups[1]), let stretch = checker.count(groups[2]) else {
        return false
      }
      return stretch == checker.months
        && (0..<stretch - 1).allSatisfy {
          !(checker.value(column, $0) <= 0.8 * checker.value(column, $0 + 1)
            && checker.value(column, $0 + 1) > 0)
        }
    },
    Sentence(
      name: "outflow", pattern: #"The latest large outflow of (.*) was (this month|<W> months? ago)"#,
      isOfDriversAlone: true
    ) { checker, groups, _ in
      guard let column = checker.column(groups[1]) else { return false }
      let ago = groups[2] == "this month" ? 0 : checker.count(groups[3]) ?? -1
      return checker.value(column, ago) <= 0.8 * checker.value(column, ago + 1)
    },
    Sentence(name: "years", pattern: #"With the bank for (.*)"#, isOfDriversAlone: true) {
      checker, groups, _ in
      guard let days = checker.daysSinceOpening else { return false }
      let whole = Int(days / 30.4375)
      return groups[1] == Wording(language: .english).duration(months: whole)
    },
    Sentence(
      name: "more than a hundred days", pattern: #"A customer for more than a hundred days"#,
      isOfDriversAlone: true
    ) { checker, _, _ in checker.daysSinceOpening.map { $0 > 100 } ?? false },
    Sentence(
      name: "old records", pattern: #"Records reach back to the first month looked at"#,
      isOfDriversAlone: true
    ) { checker, _, _ in checker.sample.monthsAbsent == 0 },
    Sentence(name: "floor", pattern: #"Assets are <P> (above|below) the floor"#, isOfDriversAlone: true) {
      checker, groups, _ in
      let share = checker.assets / checker.sample.floor - 1
      return (groups[2] == "above" ? share >= 0 : share < 0) && checker.shows(percent: groups[1], abs(share))
    },
    Sentence(name: "above the tier", pattern: #"<P> above the start of the tier"#, isOfDriversAlone: true) {
      checker, groups, _ in
      let held = checker.assets + checker.value("loan_balance")
      let own = checker.sample.tiers.tiers.last { $0.from <= held }?.from ?? .nan
      return checker.shows(percent: groups[1], held / own - 1)
    },
    Sentence(name: "next tier", pattern: #"The next tier begins <P> higher"#, isOfDriversAlone: true) {
      checker, groups, _ in
      let held = checker.assets + checker.value("loan_balance")
      let next = checker.sample.tiers.tiers.first { $0.from > held }?.from ?? .nan
      return checker.shows(percent: groups[1], next / held - 1)
    },
    Sentence(name: "lowest tier", pattern: #"In the lowest tier"#, isOfDriversAlone: true) { checker, _, _ in
      let held = checker.assets + checker.value("loan_balance")
      return checker.sample.tiers.tiers.dropFirst().allSatisfy { $0.from > held }
    },
    Sentence(name: "highest tier", pattern: #"Already in the highest tier"#, isOfDriversAlone: true) {
      checker, _, _ in
      let held = checker.assets + checker.value("loan_balance")
      return held == 0 || held.isNaN || checker.sample.tiers.tiers.allSatisfy { $0.from <= held }
    },
    Sentence(name: "age", pattern: #"Age is <A>"#, isOfDriversAlone: true) { checker, groups, _ in
      checker.shows(groups[1], checker.value("age"))
    },
  ]
}
