/// What a person gives a run, as sentences of errors ask for it.
///
/// A room below the program says what is wrong and what to give: `name the column\(RunInput.label.given)` in a ``Sentence``.
/// How it is given is known to whoever is in front of the person, who says so when the sentence is told: “name the column
/// with --label”. Without that the sentence is whole too, “name the column”.
public enum RunInput: String, Sendable, CaseIterable {
  case configuration, panel, table, label, key, timeColumn, positive, weight, reference, folds, foldColumn,
    month, order
  case output, lists, checkpoint, tuning, backtest
  case all, top, share, above
  /// Where an example of the configuration's part for account books is found.
  case aggregationExample
  /// Where the outcomes of a bank's contacts are reported.
  case contactReport

  /// “ with --label”; nothing where nobody says how inputs are given.
  public var given: Sentence.Asking { given() }

  /// The same with an example of a value, “ with --config bank.yaml”, or with other words where nobody says how.
  public func given(as example: String? = nil, else words: String = "") -> Sentence.Asking {
    Sentence.Asking(inputs: [self], before: " with ", after: example.map { " \($0)" } ?? "", otherwise: words)
  }

  /// “ with --config or --panel”; nothing where nobody says how inputs are given.
  public static func given(_ inputs: RunInput...) -> Sentence.Asking {
    Sentence.Asking(inputs: inputs, before: " with ", after: "", otherwise: "")
  }

  /// “--label”, or other words where nobody says how inputs are given.
  public func named(else words: String? = nil) -> Sentence.Asking {
    Sentence.Asking(inputs: [self], before: "", after: "", otherwise: words ?? rawValue)
  }
}
