import SystemIO

extension BankConfiguration {
  /// The configuration for panel files of which nothing else is said.
  public static func forPanel(files: [String]) -> BankConfiguration {
    var configuration = BankConfiguration()
    configuration.panel = [PanelSource(files: .patterns(files))]
    return configuration
  }

  /// Reads a configuration file, UTF-8 or GB18030; relative paths in it are then seen from the file's folder.
  public static func load(path: String) throws(ConfigurationError) -> BankConfiguration {
    let (configuration, problems) = try loadPart(path: path)
    if !problems.isEmpty { throw ConfigurationError(problems: problems) }
    return configuration
  }

  /// The configuration that a text gives; paths are as they stand there.
  ///
  /// - Parameter name: what errors call the text.
  /// - Throws: all problems of the text at once.
  public static func parse(yaml text: String, name: String) throws(ConfigurationError) -> BankConfiguration {
    let (configuration, problems) = reading(yaml: text, file: name)
    if !problems.isEmpty { throw ConfigurationError(problems: problems) }
    return configuration
  }

  /// The configuration as far as the file can be read, and all its problems, for who looks on in the files that it
  /// names to tell what is wrong there as well.
  ///
  /// - Throws: the problem of a file that cannot be opened or is no text.
  public static func loadPart(path: String) throws(ConfigurationError)
    -> (configuration: BankConfiguration, problems: [ConfigurationError.Problem])
  {
    let text: String
    do {
      text = try decoded(PlainReader.wholeFile(path, limit: YAMLDocument.largestSize), path: path)
    } catch {
      throw ConfigurationError(problems: [
        .init(file: path, line: nil, column: nil, text: error.textWithoutPath)
      ])
    }
    let folder = FilePath.folder(of: path)
    let (configuration, problems) = reading(yaml: text, file: path)
    return (configuration.mapPaths { FilePath.join(folder, $0) }, problems)
  }

  private static func decoded(_ bytes: [UInt8], path: String) throws(FileError) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let converter = try GB18030Converter(path: path)
    var converted = [UInt8](repeating: 0, count: GB18030Converter.capacity(for: bytes.count))
    let result = bytes.withUnsafeBytes { input in
      converted.withUnsafeMutableBytes { output in
        Result { () throws(FileError) in try converter.convert(input, into: output) }
      }
    }
    let count = try result.get()
    try converter.finish()
    return String(decoding: converted[..<count], as: UTF8.self)
  }

  /// Every path and pattern that the configuration names.
  public var files: [String] {
    var files: [String] = []
    _ = mapPaths {
      files.append($0)
      return $0
    }
    return files
  }

  /// Every path and pattern of what rules of lists are given besides the panel. The history of grades is not among them: runs
  /// write it themselves.
  public var ruleFiles: [String] {
    list.files + [grades.overrides, playbook].compactMap { $0 }
  }

  /// The same configuration with every path changed.
  public func mapPaths(_ change: (String) -> String) -> BankConfiguration {
    var changed = self
    // Tables may lie in databases, and those in files.
    func changeTable(_ name: String) -> String { TableAddress.changingFile(of: name, change) }
    for index in changed.panel.indices {
      switch changed.panel[index].files {
      case .patterns(let patterns): changed.panel[index].files = .patterns(patterns.map(changeTable))
      case .byMonth(let paths): changed.panel[index].files = .byMonth(paths.mapValues(changeTable))
      }
      changed.panel[index].stored = panel[index].stored.changingFile(change)
    }
    for index in changed.attributes.indices {
      changed.attributes[index].files = attributes[index].files.map(changeTable)
      changed.attributes[index].stored = attributes[index].stored.changingFile(change)
    }
    if let table {
      changed.table?.files = table.files.map(changeTable)
      changed.table?.stored = table.stored.changingFile(change)
    }
    changed.joins = joins.mapValues { join in
      var join = join
      join.files = join.files.map(changeTable)
      return join
    }
    changed.list.suppress = list.suppress.map(change)
    changed.list.coolingOff.lists = list.coolingOff.lists.map(changeTable)
    changed.grades.overrides = grades.overrides.map(change)
    changed.grades.history = grades.history.map(changeTable)
    changed.playbook = playbook.map(change)
    if let aggregate { changed.aggregate?.files = aggregate.files.map(changeTable) }
    return changed
  }
}
