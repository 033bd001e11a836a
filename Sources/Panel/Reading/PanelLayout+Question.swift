import Configuration
import Tabular

extension PanelLayout {
  /// The columns that a question reads are there, and numbers are no texts.
  func checkColumns(of asked: AskedQuestion) throws(TableError) {
    let known = columns.map(\.name) + Condition.Derived.allCases.map(\.rawValue)
    var problems: [String] = []
    for column in asked.columns {
      guard let found = columns.first(where: { $0.name == column.name }) else {
        let hint = Suggestion.closest(to: column.name, among: known.sorted()).map { "did you mean “\($0)”?" }
        problems.append(
          "\(asked.subject) reads the column “\(column.name)”, which the panel does not have; "
            + (hint ?? "say what it is called there with `columns:`."))
        continue
      }
      if column.isText != (found.kind == .text) {
        problems.append(
          "\(asked.subject) takes the \(found.kind == .text ? "text" : "number") “\(column.name)” for a "
            + (found.kind == .text
              ? "number; write “in (…)” or “contains (…)”." : "text; compare it with a number."))
      }
    }
    let unchanging = Set((attributeNumberColumns + attributeTextColumns).map(\.name))
    if case .rules(_, let event) = asked.kind, !event.columns.isEmpty,
      event.columns.allSatisfy({ unchanging.contains($0.name) })
    {
      problems.append(
        "\(asked.subject) has an event of columns that have one value for all months; name a column that changes."
      )
    }
    if !problems.isEmpty { throw TableError(problems: problems.map { .init(message: $0) }) }
  }
}
