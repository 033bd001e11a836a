import Configuration
import Panel
import Retention
import Tabular

/// What the rules of lists ask of a panel besides what the model needs.
struct ListNeeds {
  let groups: [GroupDefinition]
  /// Months of figures that the rules look at.
  let months: Int
  private let numbers: [String]
  private let texts: [String]

  init(_ configuration: BankConfiguration) {
    groups = configuration.groups ?? GroupDefinition.presets(in: configuration.language)
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

  func extend(_ request: inout PanelRequest) {
    request.optionalNumbers += numbers
    request.optionalTexts += texts
    request.history = months
  }
}
