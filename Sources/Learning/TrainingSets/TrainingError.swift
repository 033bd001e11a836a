import Scoring

/// Why a table cannot be trained on.
public enum TrainingError: Error, Sendable, Hashable {
  case noRows
  /// All rows have the same label.
  case oneClass(rows: Int, label: Int)
  /// Something has another length than the table has rows or columns.
  case unequalSizes(what: String, found: Int, expected: Int)
  case invalidLabel(row: Int, value: Float)
  case invalidWeight(row: Int, value: Float)
  /// The weights of all rows, or of all rows of a class, add up to nothing.
  case noWeight(label: Int)
  case invalidCategory(variable: String, row: Int, value: Float, levels: Int)
  case repeatedVariable(name: String)
  /// The validation table has other variables than the training table.
  case differentVariables(position: Int, training: String, validation: String)
  case tooManyRows(rows: Int, limit: Int)
  /// Options that do not go with the table.
  case unusableOptions(OptionsError)
  /// A snapshot that was taken of another training.
  case foreignSnapshot(what: String)
  /// A score to start from that is no number.
  case invalidStart(row: Int, value: Double)
  /// A value that is no probability in the variable that trees are to go on from.
  case invalidStartingScore(variable: String, row: Int, value: Float)
  /// No variable is informative enough for a scorecard.
  case nothingInformative(least: Double)
  /// A tree was grown that cannot be scored with.
  case unusableTree(ScoringModelError)
}

extension TrainingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noRows:
      return
        "There are no rows to train on. Check the months, the floor and the filters of the configuration."
    case .oneClass(let rows, let label):
      let what = label == 0 ? "kept their assets (label 0)" : "lost assets (label 1)"
      return """
        All \(grouped(rows)) customers to train on \(what): there is nothing to distinguish. Take more months, \
        a lower floor or another loss rule.
        """
    case .unequalSizes(let what, let found, let expected):
      return "There are \(grouped(found)) \(what), but \(grouped(expected)) are needed."
    case .invalidLabel(let row, let value):
      return "The label of row \(grouped(row + 1)) is \(value); only 0 and 1 are labels."
    case .invalidWeight(let row, let value):
      return "The weight of row \(grouped(row + 1)) is \(value); weights are finite and not below 0."
    case .noWeight(let label):
      return "The weights of all rows with label \(label) add up to 0; give some of them a weight."
    case .invalidCategory(let variable, let row, let value, let levels):
      return """
        Variable \(variable) has the value \(value) in row \(grouped(row + 1)); it is a category whose codes go \
        from 0 to \(levels - 1), or are missing.
        """
    case .repeatedVariable(let name):
      return "Two variables are called \(name); every name may be used once."
    case .differentVariables(let position, let training, let validation):
      return """
        Variable \(position + 1) is \(training) in training but \(validation) in validation; both tables need the \
        same variables in the same order.
        """
    case .tooManyRows(let rows, let limit):
      return
        "\(grouped(rows)) rows are more than the \(grouped(limit)) that can be trained on; take a sample."
    case .unusableOptions(let error):
      return error.description
    case .foreignSnapshot(let what):
      return """
        The snapshot was taken of another training: it has \(what). Go on with the same table and options, or begin \
        anew.
        """
    case .invalidStart(let row, let value):
      return "The score to start from in row \(grouped(row + 1)) is \(value); it must be a finite number."
    case .invalidStartingScore(let variable, let row, let value):
      return """
        Variable \(variable) has the value \(value) in row \(grouped(row + 1)); trees that go on from it need \
        probabilities, from 0 to 1.
        """
    case .nothingInformative(let least):
      return """
        No variable has an information value of \(least) and twice what chance gives; lower \
        `training.logistic.least_iv`, give more rows, or fit without `woe`.
        """
    case .unusableTree(let error):
      return "Training made a tree that cannot be scored with. \(error)"
    }
  }
}

/// A whole number with commas between its thousands.
func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude))
  var text = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return text
}
