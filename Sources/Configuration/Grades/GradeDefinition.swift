import Calendar

/// How composite and service grades are kept.
public struct GradeDefinition: Sendable, Equatable, Codable {
  /// Months of the year whose figures set the composite grade anew; between them it stays.
  public var refreshMonths = [1, 4, 7, 10]
  /// The lowest grade that counts as high in the four quadrants; nil: the one in the middle of the table.
  public var highFrom: String?
  /// File of service grades set by hand; nil: none.
  public var overrides: String?
  /// File that keeps the history of both grades; nil: none.
  public var history: String?

  public init() {}

  enum CodingKeys: String, CodingKey, CaseIterable {
    case overrides, history
    case refreshMonths = "refresh_months"
    case highFrom = "high_from"
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    refreshMonths = try container.value(.refreshMonths, else: refreshMonths)
    highFrom = try container.decodeIfPresent(String.self, forKey: .highFrom)
    overrides = try container.decodeIfPresent(String.self, forKey: .overrides)
    history = try container.decodeIfPresent(String.self, forKey: .history)
  }

  /// The month whose figures set the composite grade that holds at the end of `month`.
  public func refresh(before month: Month) -> Month {
    let back = (0..<12).first { refreshMonths.contains((month - $0).monthOfYear) } ?? 0
    return month - back
  }

  /// The index among `tiers` from which on a grade is high.
  public func highIndex(in tiers: [TierTable.Tier]) -> Int {
    highFrom.flatMap { name in tiers.firstIndex { $0.name == name } } ?? tiers.count / 2
  }
}

extension GradeDefinition {
  /// Reads the section `grades` of a configuration.
  mutating func read(_ top: ConfigurationSection, tiers: TierTable) {
    guard let section = top.section("grades", keys: CodingKeys.allCases.map(\.rawValue)) else { return }
    let reader = section.reader
    if let node = section.value("refresh_months") {
      let texts = reader.names(
        node, name: "grades.refresh_months", wanted: "months of the year, from 1 to 12")
      let months = texts.compactMap { Int($0) }.filter { (1...12).contains($0) }
      if months.count == texts.count, !months.isEmpty {
        refreshMonths = months.sorted()
      } else {
        reader.add(
          "“grades.refresh_months” must be months of the year, from 1 to 12, such as [1, 4, 7, 10].", at: node
        )
      }
    }
    highFrom = section.name("high_from", wanted: "the name of a tier")
    if let highFrom, !tiers.grades.contains(where: { $0.name == highFrom }) {
      let names = tiers.grades.map(\.name)
      let hint = Suggestion.closest(to: highFrom, among: names).map { "did you mean “\($0)”?" }
      reader.add(
        "“grades.high_from” is “\(reader.shown(highFrom))”, which is no tier; "
          + (hint ?? "there are \(names.joined(separator: ", "))."), at: section.value("high_from"))
    }
    overrides = section.name("overrides", wanted: "the file of service grades set by hand")
    history = section.name("history", wanted: "the file that keeps the grades' history")
  }

  /// The section as a configuration file has it.
  var yaml: String {
    var lines = ["grades:", "  refresh_months: [\(refreshMonths.map(String.init).joined(separator: ", "))]"]
    if let highFrom { lines.append("  high_from: \(YAMLText.text(highFrom))") }
    if let overrides { lines.append("  overrides: \(YAMLText.text(overrides))") }
    if let history { lines.append("  history: \(YAMLText.text(history))") }
    return lines.joined(separator: "\n")
  }
}
