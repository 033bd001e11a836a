import Calendar

/// How composite and service grades are kept.
public struct GradeDefinition: SettingsSection {
  public var refreshMonths = [1, 4, 7, 10]
  public var highFrom: String?
  public var overrides: String?
  public var history: String?

  public init() {}

  /// The month whose figures set the composite grade that holds at the end of `month`.
  public func refresh(before month: Month) -> Month {
    let back = (0..<12).first { refreshMonths.contains((month - $0).monthOfYear) } ?? 0
    return month - back
  }

  /// The index among the grades of a table from which on a grade is high.
  public func highIndex(in table: TierTable) -> Int {
    highFrom.flatMap { table.gradeIndices[$0] } ?? table.grades.count / 2
  }
}

extension GradeDefinition {
  static let settings: [Setting<GradeDefinition>] = [
    .init(
      "refresh_months", \.refreshMonths, .monthsOfYear,
      "Months of the year whose figures set the composite grade; between them it stays."),
    .init(
      "high_from", \.highFrom, .optional(.name("the name of a tier")),
      "The lowest grade that counts as high in the four quadrants; without it the one in the middle of the table."
    ),
    .init(
      "overrides", \.overrides, .optional(.name("the file of service grades set by hand")),
      "Without it nothing is set by hand."),
    .init(
      "history", \.history, .optional(.name("the file or table that keeps the grades' history")),
      "Every `churn predict` adds its month; without it no history is kept."),
  ]

  static var keys: [String] { shortKeysFirst }
}

extension SettingForm where Value == [Int] {
  fileprivate static var monthsOfYear: SettingForm {
    let words = "months of the year, from 1 to 12"
    return .line(
      .other(words: words, fitting: ["[1, 4, 7, 10]", "[12]"], unfitting: ["[0]", "[13]", "[]", "[June]"]),
      text: { "[\($0.map(String.init).joined(separator: ", "))]" },
      contains: { !$0.isEmpty && $0.allSatisfy((1...12).contains) },
      read: { node, path, reader in
        let texts = reader.names(node, name: path, wanted: words)
        let months = texts.compactMap { Int($0) }.filter { (1...12).contains($0) }
        if months.count == texts.count, !months.isEmpty { return months.sorted() }
        reader.add("“\(path)” must be \(words), such as [1, 4, 7, 10].", at: node)
        return nil
      })
  }
}
