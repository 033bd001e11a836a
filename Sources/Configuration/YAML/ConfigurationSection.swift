import Yams

/// One section of a configuration, its keys checked and its values by key.
struct ConfigurationSection {
  let reader: ConfigurationReader
  /// The section's path, such as `loss.sudden`; empty for the whole file.
  let name: String
  let node: Node
  /// The node of the key that the section stands at; nil for elements of lists and the whole file.
  private(set) var ownKey: Node?
  private var values: [String: (key: Node, value: Node)] = [:]

  /// Nil, with a problem, where the node is no section.
  init?(_ node: Node, name: String, keys: [String], reader: ConfigurationReader) {
    guard let entries = reader.entries(node, name: name, keys: keys) else { return nil }
    self.reader = reader
    self.name = name
    self.node = node
    for entry in entries { values[entry.key] = (entry.keyNode, entry.value) }
  }

  /// The path of a key, for messages.
  func path(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }

  /// The value's node; nil where the key is not written.
  func value(_ key: String) -> Node? { values[key]?.value }

  /// The key's own node, for the place of a problem.
  func keyNode(_ key: String) -> Node? { values[key]?.key }

  func section(_ key: String, keys: [String]) -> ConfigurationSection? {
    guard let node = value(key),
      var section = ConfigurationSection(node, name: path(key), keys: keys, reader: reader)
    else { return nil }
    section.ownKey = keyNode(key)
    return section
  }

  /// The sections of a list; one may stand without being listed.
  func sections(_ key: String, keys: [String]) -> [ConfigurationSection] {
    guard let node = value(key) else { return [] }
    return reader.elements(node, name: path(key)).compactMap {
      ConfigurationSection($0, name: path(key), keys: keys, reader: reader)
    }
  }

  func name(_ key: String, wanted: String) -> String? {
    value(key).flatMap { reader.name($0, name: path(key), wanted: wanted) }
  }

  func number(_ key: String, into number: inout Double, _ range: NumberRange) {
    if let read = value(key).flatMap({ reader.number($0, path(key), range) }) { number = read }
  }
}
