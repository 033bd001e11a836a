import Configuration
import Messages

extension ReadyTable {
  /// What a column says of each row, for rows to stay together by it; rows without a value by their keys.
  public func groups(by name: String, key: String?) throws(RunError) -> [String] {
    if name == key { return keys }
    if let text = texts.first(where: { $0.name == name }) {
      return keys.indices.map { text.text($0).map { "=\($0)" } ?? keys[$0] }
    }
    if let index = numberColumns.firstIndex(where: { $0.name == name }) {
      let numbers = exact[index]?.floats.view ?? self.numbers.column(index)
      return keys.indices.map { numbers[$0].isNaN ? keys[$0] : "=\(numbers[$0])" }
    }
    let hint = Suggestion.closest(to: name, among: columns.map(\.name)).map { " Did you mean “\($0)”?" }
    throw RunError(
      "The table has no column “\(name)”, which \(RunInput.foldColumn.named(else: "the request")) names.\(hint ?? "")"
    )
  }
}
