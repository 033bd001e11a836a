import Configuration

/// Settings of trees that have been checked, and the seed of what is drawn; only `TreeSettings/validated(seed:)` and
/// `TreeSettings/validated(for:seed:)` make them.
public struct ValidTreeOptions: Sendable, Hashable {
  public let settings: TreeSettings
  public let seed: UInt64

  fileprivate init(settings: TreeSettings, seed: UInt64) { (self.settings, self.seed) = (settings, seed) }
}

extension TreeSettings {
  /// The settings in a form that can be trained with.
  ///
  /// - Throws: all problems together.
  public func validated(seed: UInt64 = 1) throws(OptionsError) -> ValidTreeOptions {
    try OptionsError.throwing(problems)
    return ValidTreeOptions(settings: self, seed: seed)
  }

  /// The settings in a form that can be trained with on a table of these variables.
  ///
  /// - Throws: all problems together, with those of variables that are unknown or of the wrong kind.
  public func validated(for variables: [TrainingVariable], seed: UInt64 = 1) throws(OptionsError)
    -> ValidTreeOptions
  {
    try OptionsError.throwing(problems + problems(with: variables))
    return ValidTreeOptions(settings: self, seed: seed)
  }
}
