/// One definition of a schema, written as JSON; see ``SchemaDefinitions`` for how it is declared.
struct SchemaDefinition {
  /// One key of an object.
  struct Key {
    var name: String
    var type: Substring
    var isRequired: Bool
    var description: String?

    init(_ line: Substring) {
      let parts = line.split(separator: ": ", maxSplits: 1)
      let words = parts[0].split(separator: " ")
      isRequired = words[0].hasSuffix("!")
      name = String(words[0].prefix { $0 != "!" })
      type = words[1]
      description = parts.count > 1 ? String(parts[1]) : nil
    }

    var json: String { "\"\(name)\": {\(Self.json(type))\(SchemaDefinition.described(description))}" }

    private static func json(_ type: Substring) -> String {
      switch type {
      case "number", "integer", "string", "boolean": "\"type\": \"\(type)\""
      case "number?": "\"type\": [\"number\", \"null\"]"
      case "month": "\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}$\""
      case _ where type.hasPrefix("["):
        "\"type\": \"array\", \"items\": {\(json(type.dropFirst().dropLast()))}"
      default: "\"$ref\": \"#/$defs/\(type)\""
      }
    }
  }

  /// The texts that a choice allows; empty for an object.
  var choices: [String]
  var description: String?
  var keys: [Key] = []

  /// The names of the definitions that this one refers to.
  var references: [String] {
    keys.map { $0.type.filter { $0 != "[" && $0 != "]" } }
      + (raw ?? "").split(separator: "#/$defs/").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  /// What stands there as JSON already.
  private var raw: String? { description.flatMap { $0.hasPrefix("{") ? $0 : nil } }

  private static func described(_ text: String?) -> String {
    text.map { ", \"description\": \"\($0)\"" } ?? ""
  }

  private static func list(_ texts: [String]) -> String {
    "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }

  private var required: String { Self.list(keys.filter(\.isRequired).map(\.name)) }

  func json(indentation: Int) -> String {
    if let raw { return raw }
    let ends = Self.described(description)
    if !choices.isEmpty { return "{\"type\": \"string\", \"enum\": \(Self.list(choices))\(ends)}" }
    let margin = String(repeating: " ", count: indentation)
    return """
      {
      \(margin)  "type": "object", "additionalProperties": false, "required": \(required)\(ends),
      \(properties(margin + "  "))
      \(margin)}
      """
  }

  /// The members of the whole schema, a line for each.
  var membersOnLines: String {
    """
      "type": "object",
      "additionalProperties": false,
      "required": \(required),
      "description": "\(description ?? "")",
    \(properties("  "))
    """
  }

  private func properties(_ margin: String) -> String {
    let lines = keys.map { margin + "  " + $0.json }.joined(separator: ",\n")
    return "\(margin)\"properties\": {\n\(lines)\n\(margin)}"
  }
}
