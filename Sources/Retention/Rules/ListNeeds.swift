import Configuration
import Panel
import Tabular

/// What the rules of lists ask of a panel besides what the model needs.
public struct ListNeeds: Sendable {
  public let groups: [GroupDefinition]
  /// Months of figures that the rules look at.
  let months: Int
  private let numbers: [String]
  private let texts: [String]

  public init(_ configuration: BankConfiguration) {
    groups = Self.groups(of: configuration)
    months = CustomerViewer.months(window: configuration.window, groups: groups)
    let columns = GroupMatcher.columns(of: groups)
    // A rule that takes a known text for a number, or the other way round, is refused with its line later.
    let numbers =
      columns.filter { !$0.isText }.map(\.name) + configuration.tiers.gradeColumns
      + ["open_date", "age", "loan_balance", "mobile_logins", "transfer_in", "transfer_out"]
    self.numbers = numbers.filter { ColumnKind.ofStandardColumns[$0] != .text && $0 != "assets" }
    texts =
      (columns.filter(\.isText).map(\.name) + ["household_id", "service_grade"]).filter {
        let kind = ColumnKind.ofStandardColumns[$0]
        return kind == nil || kind == .text
      }
  }

  /// The bank's own groups, or else the presets.
  static func groups(of configuration: BankConfiguration) -> [GroupDefinition] {
    configuration.groups ?? GroupDefinition.presets(in: configuration.language)
  }

  /// Asks for what the rules look at, where the panel has it.
  public func extend(_ request: inout PanelRequest) {
    request.optionalNumbers += numbers
    request.optionalTexts += texts
    request.history = months
  }
}
