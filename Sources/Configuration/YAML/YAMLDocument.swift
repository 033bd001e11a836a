import Yams

/// The text of a configuration as nodes with their places, hostile texts kept out.
enum YAMLDocument {
  /// More bytes than this are no configuration.
  static let largestSize = 1 << 20
  /// Brackets that may lie in each other; a configuration needs five.
  static let deepestNesting = 50

  /// A problem and its place, counted from 1.
  struct Problem: Error {
    let line: Int?
    let column: Int?
    let text: String
  }

  /// The document's root; nil where there is nothing but comments.
  static func compose(_ text: String) throws(Problem) -> Node? {
    try screen(text)
    do {
      let parser = try Parser(yaml: text, encoding: .utf8)
      let root = try parser.singleRoot()
      // The parser owns the nodes' anchors.
      let anchored = withExtendedLifetime(parser) { root.flatMap { firstAnchor(in: $0) } }
      if let anchored {
        throw Problem(
          line: anchored.mark?.line, column: anchored.mark?.column,
          text:
            "an anchor (&) stands here; write the value out where it is needed, or put the text in quotes.")
      }
      return root
    } catch let problem as Problem {
      throw problem
    } catch let error as YamlError {
      throw Problem(error)
    } catch {
      throw Problem(line: nil, column: nil, text: "this is no YAML: \(error).")
    }
  }

  /// Keeps out what would cost the parser more than the text is worth.
  private static func screen(_ text: String) throws(Problem) {
    guard text.utf8.count <= largestSize else {
      throw Problem(
        line: nil, column: nil,
        text: "the file has \(text.utf8.count) bytes; a configuration may have \(largestSize).")
    }
    var line = 1
    var depth = 0
    var references: (anchors: Int, aliases: Int) = (0, 0)
    var previous = UInt8(ascii: "\n")
    var beforePrevious = previous
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: break
      }
      if depth > deepestNesting {
        throw Problem(
          line: line, column: nil, text: "brackets lie more than \(deepestNesting) deep in each other.")
      }
      if isNameByte(byte), mayPrecedeToken(beforePrevious) {
        if previous == UInt8(ascii: "&") { references.anchors += 1 }
        if previous == UInt8(ascii: "*") { references.aliases += 1 }
      }
      (beforePrevious, previous) = (previous, byte)
    }
    // Each reference can at most double what there was before it; a handful does no harm and is named later.
    if references.anchors > 0 && references.aliases > 8 {
      throw Problem(
        line: nil, column: nil,
        text:
          "the file uses anchors (&) and references (*) to them; write the values out where they are needed, "
          + "and put texts that begin with & or * in quotes.")
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Whether an anchor or a reference can begin after this byte.
  private static func mayPrecedeToken(_ byte: UInt8) -> Bool {
    " \t\r\n[]{},:\"'".utf8.contains(byte) || byte >= 0x80
  }

  private static func firstAnchor(in node: Node) -> Node? {
    if node.anchor != nil { return node }
    switch node {
    case .scalar, .alias: return nil
    case .sequence(let sequence):
      for element in sequence { if let found = firstAnchor(in: element) { return found } }
    case .mapping(let mapping):
      for (key, value) in mapping {
        if let found = firstAnchor(in: key) ?? firstAnchor(in: value) { return found }
      }
    }
    return nil
  }
}

extension YAMLDocument.Problem {
  fileprivate init(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      self.init(line: mark.line, column: mark.column, text: Self.sentence(problem, context?.text ?? ""))
    case .reader(let problem, let offset, _, _):
      let place = offset.map { " at byte \($0)" } ?? ""
      self.init(line: nil, column: nil, text: "the file is no text that YAML allows (\(problem)\(place)).")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "“\($0)”" }.joined(separator: ", ")
      self.init(
        line: context.mark.line, column: context.mark.column,
        text: "\(names) \(duplicates.count == 1 ? "stands" : "stand") here more than once; keep one.")
    default: self.init(line: nil, column: nil, text: "this is no YAML: \(error).")
    }
  }

  private static func sentence(_ problem: String, _ context: String) -> String {
    if context.contains("alias") || problem.contains("alias") {
      return "a text that begins with * must stand in quotes, such as \"*.csv\"."
    }
    if context.contains("anchor") { return "a text that begins with & must stand in quotes." }
    let situation = context.isEmpty ? "" : " \(context)"
    return
      "this is no YAML: \(problem)\(situation). Check indents (blanks, no tabs), colons, quotes and brackets."
  }
}
