/// The parts that schemas are made of, each written once; see the extensions by topic.
///
/// A line at the margin defines an object (`Name: description`), a choice (`Name = one | other: description`) or
/// anything as JSON (`Name: {…}`). An indented line is a key of the object above: `key! type: description`, with a
/// mark where the key is always there. A type is `number`, `integer`, `string`, `boolean`, `month`, `number?`
/// where null stands for a missing one, a definition's name, or any of these in brackets for a list.
enum SchemaDefinitions {
  /// The definitions of all topics by name.
  static var all: [String: SchemaDefinition] {
    var all: [String: SchemaDefinition] = [:]
    for topic in [shared, evaluation, report, monitor, comparison, record, list, explanation, products] {
      var name = ""
      for line in topic.split(separator: "\n") {
        if line.hasPrefix("  ") {
          all[name]?.keys.append(SchemaDefinition.Key(line.drop { $0 == " " }))
        } else {
          let parts = line.split(separator: ": ", maxSplits: 1)
          let head = parts[0].split(separator: " = ")
          name = String(head[0])
          all[name] = SchemaDefinition(
            choices: head.count > 1 ? head[1].split(separator: " | ").map(String.init) : [],
            description: parts.count > 1 ? String(parts[1]) : nil)
        }
      }
    }
    return all
  }
}
