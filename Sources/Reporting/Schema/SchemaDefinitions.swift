/// The parts that schemas are made of, each written once; see the extensions by topic.
enum SchemaDefinitions {
  /// The definitions of all topics by name, without a comma at their end.
  static var all: [String: String] {
    var definitions: [String: String] = [:]
    for topic in [shared, evaluation, report, monitor, comparison] {
      var name = ""
      for line in topic.split(separator: "\n") {
        // A definition begins with its name at the start of a line.
        if line.first == "\"" {
          name = String(line.dropFirst().prefix { $0 != "\"" })
          definitions[name] = String(line)
        } else {
          definitions[name, default: ""] += "\n" + line
        }
      }
    }
    return definitions
  }

  /// The names that a text refers to, in its order.
  static func references(in text: String) -> [String] {
    text.split(separator: "#/$defs/").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  /// The text with blanks before every line.
  static func indented(_ text: String, by width: Int) -> String {
    let blanks = String(repeating: " ", count: width)
    return text.split(separator: "\n").map { blanks + $0 }.joined(separator: "\n")
  }
}
