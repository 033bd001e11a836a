/// A ready-made table.
public struct TableSelection: Sendable {
  public var patterns: [String]
  public var label: String?
  /// The label's text that counts as a loss; nil: the column holds 0 and 1.
  public var positive: String?
  public var key: String?
  public var timeColumn: String?

  public init(patterns: [String], label: String?, positive: String?, key: String?, timeColumn: String?) {
    self.patterns = patterns
    self.label = label
    self.positive = positive
    self.key = key
    self.timeColumn = timeColumn
  }
}
