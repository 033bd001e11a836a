import Synchronization

/// What a person gives a run, as sentences of errors ask for it.
///
/// A room below the program says what is wrong and what to give, `name the column\(RunInput.label.given)`. How it is
/// given is known to whoever is in front of the person: a program says so once with ``give(by:)`` before its first run,
/// and the sentence reads “name the column with --label”. Without it the sentence is whole, “name the column”.
public enum RunInput: String, Sendable, CaseIterable {
  case configuration, panel, table, label, key, timeColumn, positive, weight, month, order
  case output, lists, checkpoint, tuning, backtest
  case all, top, share, above
  /// Where an example of the configuration's part for account books is found.
  case aggregationExample
  /// Where the outcomes of a bank's contacts are reported.
  case contactReport

  private static let naming = Mutex<(@Sendable (RunInput) -> String)?>(nil)

  /// Says how each input is given, such as `--label`.
  public static func give(by naming: @escaping @Sendable (RunInput) -> String) {
    Self.naming.withLock { $0 = naming }
  }

  private var name: String? { Self.naming.withLock { $0 }.map { $0(self) } }

  /// “ with --label”; nothing where nobody said how inputs are given.
  public var given: String { given() }

  /// The same with an example of a value, “ with --config bank.yaml”, or with other words where nobody said how.
  public func given(as example: String? = nil, else words: String = "") -> String {
    name.map { " with \($0)" + (example.map { " \($0)" } ?? "") } ?? words
  }

  /// “ with --config or --panel”; nothing where nobody said how inputs are given.
  public static func given(_ inputs: RunInput...) -> String {
    let names = inputs.compactMap(\.name)
    return names.isEmpty ? "" : " with " + names.joined(separator: " or ")
  }

  /// “--label”, or other words where nobody said how inputs are given.
  public func named(else words: String? = nil) -> String { name ?? words ?? rawValue }
}
