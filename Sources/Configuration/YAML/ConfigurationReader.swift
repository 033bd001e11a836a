import Yams

/// Collects the problems of one configuration while its nodes are read.
final class ConfigurationReader {
  let file: String
  private(set) var problems: [ConfigurationError.Problem] = []

  init(file: String) { self.file = file }

  func add(_ text: String, at node: Node?) {
    problems.append(
      ConfigurationError.Problem(file: file, line: node?.mark?.line, column: node?.mark?.column, text: text))
  }

  func add(_ problem: YAMLDocument.Problem) {
    problems.append(
      ConfigurationError.Problem(file: file, line: problem.line, column: problem.column, text: problem.text))
  }

  /// The text of a scalar; otherwise a problem, with what was to stand there.
  func text(_ node: Node, name: String, wanted: String) -> String? {
    guard case .scalar(let scalar) = node else {
      add("“\(name)” must be \(wanted), not a list or a section.", at: node)
      return nil
    }
    guard !isNothing(node) else {
      add("“\(name)” has no value; write \(wanted), or leave the line out.", at: node)
      return nil
    }
    return scalar.string
  }

  /// A text that is not empty, such as the name of a column or file.
  func name(_ node: Node, name: String, wanted: String) -> String? {
    guard let text = text(node, name: name, wanted: wanted) else { return nil }
    if text.isEmpty {
      add("“\(name)” is empty; write \(wanted).", at: node)
      return nil
    }
    return text
  }

  /// Whether nothing is written there.
  func isNothing(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .plain && (scalar.string.isEmpty || scalar.string == "~")
  }

  /// The elements of a list, or the one element that stands there without one.
  func elements(_ node: Node, name: String) -> [Node] {
    switch node {
    case .sequence(let sequence): return Array(sequence)
    case .scalar where isNothing(node):
      add("“\(name)” has no value; write a list such as [a, b], or leave the line out.", at: node)
      return []
    default: return [node]
    }
  }

  /// A list of texts, each once; one text may stand without brackets.
  func names(_ node: Node, name: String, wanted: String) -> [String] {
    var found: [String] = []
    for element in elements(node, name: name) {
      guard let text = self.name(element, name: name, wanted: wanted) else { continue }
      if found.contains(text) {
        add("“\(shown(text))” stands twice in “\(name)”.", at: element)
      } else {
        found.append(text)
      }
    }
    return found
  }

  /// The keys and values of a section, in their order; unknown keys are problems.
  ///
  /// - Parameter keys: the keys that may stand there; nil where any name may.
  func entries(_ node: Node, name: String, keys: [String]?) -> [(key: String, keyNode: Node, value: Node)]? {
    guard case .mapping(let mapping) = node else {
      let example = keys.map { $0.prefix(3).joined(separator: ", ") }.map { " with keys such as \($0)" } ?? ""
      add(
        name.isEmpty
          ? "the file must be a list of keys and values." : "“\(name)” must be a section\(example).", at: node
      )
      return nil
    }
    var entries: [(key: String, keyNode: Node, value: Node)] = []
    for (keyNode, value) in mapping {
      guard case .scalar(let scalar) = keyNode, !scalar.string.isEmpty else {
        add("a key must be a name.", at: keyNode)
        continue
      }
      let key = scalar.string
      if let keys, !keys.contains(key) {
        let place = name.isEmpty ? "here" : "under “\(name)”"
        let way =
          Suggestion.closest(to: key, among: keys).map { "did you mean “\($0)”?" }
          ?? "there are \(keys.joined(separator: ", "))."
        add("“\(shown(key))” is not a key \(place); \(way)", at: keyNode)
      } else {
        entries.append((key, keyNode, value))
      }
    }
    return entries
  }

  /// A text as it may appear in a message.
  func shown(_ text: String) -> String {
    let line = text.replacing("\n", with: " ")
    return line.count > 60 ? line.prefix(60) + "…" : line
  }
}
