import Configuration
import Messages

extension ReadyTable {
  /// How often each row counts.
  ///
  /// - Parameter weight: name of the column that says it.
  public func weights(_ weight: String) throws(RunError) -> [Float] {
    guard let index = numberColumns.firstIndex(where: { $0.name == weight }) else {
      if columns.contains(where: { $0.name == weight }) {
        throw RunError(
          "The column “\(weight)” holds texts; \(RunInput.weight.named(else: "the weight")) is a number, how often each row counts."
        )
      }
      let hint = Suggestion.closest(to: weight, among: numberColumns.map(\.name)).map {
        " Did you mean “\($0)”?"
      }
      throw RunError(
        "The table has no column “\(weight)”, which \(RunInput.weight.named(else: "the weight")) names.\(hint ?? "")"
      )
    }
    let column = numbers.column(index)
    if let row = column.elements.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      let found = column[row].isNaN ? "missing" : "\(column[row])"
      throw RunError(
        "The weight (“\(weight)”) of “\(keys[row])” is \(found); weights are numbers from 0 on, one for each row."
      )
    }
    return Array(column.elements)
  }
}
