import Yams

extension BankConfiguration {
  /// Reads the text of a configuration file; every key is optional.
  ///
  /// Paths stay as they are written.
  ///
  /// - Parameter file: the name that problems are reported under.
  /// - Throws: all problems of the text at once, sorted by line: unknown keys with a suggestion, values of the wrong
  ///   kind or out of range, contradictions. What is no YAML at all, or uses anchors, is one problem.
  public init(yaml text: String, file: String) throws(ConfigurationError) {
    let (configuration, problems) = BankConfiguration.reading(yaml: text, file: file)
    if !problems.isEmpty { throw ConfigurationError(problems: problems) }
    self = configuration
  }

  /// What is wrong with a configuration that did not come from a file of its own, such as a model's; nil: nothing.
  ///
  /// It is written and read again, so that whatever a file's reader refuses is refused here too.
  public func firstProblem() -> String? {
    problems(under: "").first ?? Self.reading(yaml: yaml(), file: "configuration").1.first?.text
  }

  /// The configuration as far as it can be read, and all problems of the text.
  static func reading(yaml text: String, file: String) -> (BankConfiguration, [ConfigurationError.Problem]) {
    var configuration = BankConfiguration()
    let reader = ConfigurationReader(file: file)
    do {
      let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
      if let root = try YAMLDocument.compose(unmarked), !reader.isNothing(root) {
        configuration = .reading(root, "", reader) ?? configuration
      }
    } catch {
      reader.add(error)
    }
    return (configuration, reader.problems)
  }
}
