/// XML put together element by element; attributes stand in the order given.
struct XMLBuilder {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
    text += "<\(name)\(Self.text(of: attributes))>\n"
  }

  mutating func close(_ name: String) { text += "</\(name)>\n" }

  /// An element without content.
  mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
    text += "<\(name)\(Self.text(of: attributes))/>\n"
  }

  /// An element that holds a text.
  mutating func leaf(
    _ name: String, _ content: String, _ attributes: KeyValuePairs<String, String> = [:]
  ) {
    text += "<\(name)\(Self.text(of: attributes))>\(Self.escaped(content))</\(name)>\n"
  }

  /// An element around what `content` writes.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: (inout XMLBuilder) -> Void
  ) {
    open(name, attributes)
    content(&self)
    close(name)
  }

  private static func text(of attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
  }

  /// XML has no way to write most control characters: they become spaces.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case _ where scalar.value < 32 || scalar.value & 0xFFFE == 0xFFFE: escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
