import Calendar
import Configuration
import Messages
import Panel

/// A customer at a snapshot month: one row of variables.
public struct SnapshotRow: Sendable, Equatable, BitwiseCopyable {
  /// Number of the customer in the panel.
  public var customer: UInt32
  /// Index of the snapshot month.
  public var month: Int32

  public init(customer: Int, month: Month) {
    self.customer = UInt32(customer)
    self.month = Int32(month.index)
  }

  /// The population of a month: the customers whom the question of a configuration is about.
  public static func population(
    of panel: CustomerPanel, in month: Month, configuration: BankConfiguration
  ) -> [SnapshotRow] {
    QuestionRule(configuration, panel: panel).members(in: month).map {
      SnapshotRow(customer: $0, month: month)
    }
  }
}

/// What keeps variables from being made.
public struct VariablesError: AskingError, Equatable {
  public var problems: [Sentence]
  public var sentence: Sentence { problems.joined(separator: "\n") }
}
