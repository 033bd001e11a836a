/// A piece of HTML or SVG whose texts are escaped; it cannot be made of raw strings from outside.
struct Markup {
  let html: String

  private init(html: String) { self.html = html }

  /// Nothing.
  static let empty = Markup(html: "")

  /// A text, escaped.
  static func text(_ text: String) -> Markup { Markup(html: escaped(text)) }

  /// Pieces one after the other, each on a line of its own.
  static func lines(_ pieces: [Markup]) -> Markup {
    Markup(html: pieces.map(\.html).filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  static func + (left: Markup, right: Markup) -> Markup { Markup(html: left.html + right.html) }

  /// An element with content.
  static func element(_ name: StaticString, _ attributes: [(String, String)] = [], _ content: Markup)
    -> Markup
  {
    Markup(html: "<\(name)\(written(attributes))>\(content.html)</\(name)>")
  }

  /// An element around a text.
  static func element(_ name: StaticString, _ attributes: [(String, String)] = [], text: String)
    -> Markup
  {
    element(name, attributes, .text(text))
  }

  /// An element around pieces on lines of their own.
  static func block(_ name: StaticString, _ attributes: [(String, String)] = [], _ content: [Markup])
    -> Markup
  {
    Markup(html: "<\(name)\(written(attributes))>\n\(lines(content).html)\n</\(name)>")
  }

  /// An element of HTML without content and end tag, such as `meta`.
  static func void(_ name: StaticString, _ attributes: [(String, String)] = []) -> Markup {
    Markup(html: "<\(name)\(written(attributes))>")
  }

  /// An element of SVG without content.
  static func closed(_ name: StaticString, _ attributes: [(String, String)] = []) -> Markup {
    Markup(html: "<\(name)\(written(attributes))/>")
  }

  /// The style sheet, which holds nothing from outside.
  static func style(_ sheet: StaticString) -> Markup { Markup(html: "<style>\n\(sheet)\n</style>") }

  /// A script, which holds nothing from outside.
  static func script(_ text: StaticString) -> Markup { Markup(html: "<script>\n\(text)\n</script>") }

  /// A whole page.
  static func document(language: String, head: [Markup], body: [Markup]) -> Markup {
    let page = block("html", [("lang", language)], [block("head", [], head), block("body", [], body)])
    return Markup(html: "<!DOCTYPE html>\n\(page.html)\n")
  }

  private static func written(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
  }

  /// Replaces what has a meaning in HTML, and control characters that may not stand in it.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        result.unicodeScalars.append("\u{FFFD}")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
