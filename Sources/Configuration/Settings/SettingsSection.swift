import Yams

/// A section of the configuration, made of the settings that it declares.
protocol SettingsSection: Sendable, Equatable, Codable {
  /// The section with all defaults.
  init()

  /// All settings, in the order in which a file has them.
  static var settings: [Setting<Self>] { get }

  /// The keys that may stand in a file, in the order in which messages list them.
  static var keys: [String] { get }

  /// Adds a problem for settings that contradict each other, or what else the section was read with.
  func check(_ section: ConfigurationSection)
}

extension SettingsSection {
  static var keys: [String] { settings.filter(\.isInFile).map(\.key) }

  /// The keys of one word, then those of several.
  static var shortKeysFirst: [String] {
    let all = settings.filter(\.isInFile).map(\.key)
    return all.filter { !$0.contains("_") } + all.filter { $0.contains("_") }
  }

  static var descriptions: [SettingDescription] { settings.filter(\.isInFile).map(\.description) }

  func check(_ section: ConfigurationSection) {}
}

extension SettingsSection {
  /// The section that stands at a node; nil, with problems, where it lacks what it is of no use without.
  static func reading(_ node: Node, _ path: String, _ reader: ConfigurationReader) -> Self? {
    guard let section = ConfigurationSection(node, name: path, keys: keys, reader: reader) else { return nil }
    var read = Self()
    return read.read(section) ? read : nil
  }

  /// Reads what is written over what holds so far, and notes all problems.
  ///
  /// - Returns: false where it lacks what it is of no use without.
  mutating func read(_ section: ConfigurationSection) -> Bool {
    var isUsable = true
    for setting in Self.settings where setting.isInFile {
      if !setting.read(&self, section) { isUsable = false }
    }
    check(section)
    return isUsable
  }

  /// The section's lines in a file.
  var lines: [String] { Self.settings.filter(\.isInFile).flatMap { $0.lines(self) } }

  /// A sentence for each value that is out of its range, for sections that did not come from a file.
  func problems(under path: String) -> [String] { Self.settings.flatMap { $0.problems(self, path) } }
}

extension SettingsSection {
  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    self.init()
    try decode(decoder.container(keyedBy: SettingKey.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: SettingKey.self)
    try encode(&container)
  }

  mutating func decode(_ container: KeyedDecodingContainer<SettingKey>) throws {
    for setting in Self.settings { try setting.decode(&self, container) }
  }

  func encode(_ container: inout KeyedEncodingContainer<SettingKey>) throws {
    for setting in Self.settings { try setting.encode(self, &container) }
  }
}
