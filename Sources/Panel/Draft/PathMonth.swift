import Calendar

/// What the name of a file and of the folders around it say of the month of its rows.
struct PathMonth: Equatable {
  /// The month, where all of it is said.
  var month: Month?
  /// The month of a year that may stand elsewhere, or nowhere: 7 of `deposits_m7.csv`.
  var monthOfYear: Int?
  /// The year that stands nearest to the file's name, as in `bank-2019q3/deposits_m7.csv`.
  var year: Int?

  /// Folders around the file that are looked at.
  private static let folders = 3
  private static let years = 1950...2200
  private static let names = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let fullNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  init(path: String) {
    let parts = path.split(separator: "/").suffix(PathMonth.folders + 1)
    let tokens = PathMonth.tokens(of: parts.joined(separator: "/").lowercased())
    let nameStart = tokens.lastIndex(of: "/").map { $0 + 1 } ?? 0
    for index in tokens.indices {
      // What stands nearer to the end of the path holds.
      if let found = PathMonth.month(in: tokens, at: index, isInName: index >= nameStart) { month = found }
      if let found = PathMonth.monthOfYear(in: tokens, at: index) { monthOfYear = found }
      if let number = Int(tokens[index]), tokens[index].count == 4, PathMonth.years.contains(number) {
        year = number
      }
    }
    if month == nil, let year, let monthOfYear { month = Month(year: year, month: monthOfYear) }
  }

  /// Runs of digits, of Latin and of other letters, and every other character alone.
  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var last: Int?
    for character in text {
      let kind = ("0"..."9").contains(character) ? 0 : character.isLetter ? (character.isASCII ? 1 : 2) : nil
      if let kind, kind == last {
        tokens[tokens.count - 1].append(character)
      } else {
        tokens.append(String(character))
      }
      last = kind
    }
    return tokens
  }

  /// The month that begins with a token.
  private static func month(in tokens: [String], at index: Int, isInName: Bool) -> Month? {
    let token = tokens[index]
    func following(_ count: Int) -> String? { index + count < tokens.count ? tokens[index + count] : nil }
    guard let number = Int(token) else {
      // Jul2024, jul_2024.
      guard let month = named(token) else { return nil }
      let year = following(1).flatMap(Int.init) ?? following(2).flatMap(Int.init)
      return year.flatMap { years.contains($0) ? Month(year: $0, month: month) : nil }
    }
    switch token.count {
    case 8:
      return Month(parsing: token).flatMap { years.contains($0.year) ? $0 : nil }
    case 6:
      let month = Month(year: number / 100, month: number % 100)
      return month.flatMap { years.contains($0.year) ? $0 : nil }
    case 4 where years.contains(number), 2 where following(1) == "年":
      let year = token.count == 2 ? 2000 + number : number
      guard let between = following(1) else { return nil }
      if let month = named(between) { return Month(year: year, month: month) }
      guard between == "年" || "-_./".contains(between), let next = following(2) else { return nil }
      if let month = named(next) { return Month(year: year, month: month) }
      return next.count <= 2 ? Int(next).flatMap { Month(year: year, month: $0) } : nil
    case 4 where isInName:
      // 2407: no year that anybody has data of.
      return Month(year: 2000 + number / 100, month: number % 100).flatMap { number / 100 < 50 ? $0 : nil }
    default: return nil
    }
  }

  private static func named(_ token: String) -> Int? {
    (names.firstIndex(of: token) ?? fullNames.firstIndex(of: token)).map { $0 + 1 }
  }

  /// The month of a year that a token names: m7, month07, 7月, July.
  private static func monthOfYear(in tokens: [String], at index: Int) -> Int? {
    if let month = named(tokens[index]) { return month }
    guard let number = Int(tokens[index]), tokens[index].count <= 2, (1...12).contains(number) else {
      return nil
    }
    if index + 1 < tokens.count, tokens[index + 1].hasPrefix("月") { return number }
    let before = index > 0 ? tokens[index - 1] : ""
    return ["m", "mon", "month", "mth", "yue", "月"].contains(before) ? number : nil
  }
}
