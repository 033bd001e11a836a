import Configuration

/// A small chart of lines over shares, as SVG that takes its colours from the page.
struct LineChart {
  struct Line {
    var name: String
    /// Points from left to right.
    var points: [(x: Double, y: Double)]
    /// Number of the colour in the style sheet, 1 or 2.
    var colour: Int
    var hasDots = false
  }

  var title: String
  /// What is to be seen, for those who cannot see it.
  var description: String
  var xTitle: String
  var yTitle: String
  /// The axes end here; ticks stand at fifths.
  var end: Double
  var lines: [Line]
  /// Decimals of the ticks' percentages.
  var tickDecimals = 0
  /// Makes ids unique within a page.
  var id: String

  private let width = 360.0
  private let height = 270.0
  private let left = 46.0
  private let right = 12.0
  private let top = 10.0
  private let bottom = 44.0

  init(
    id: String, title: String, description: String, xTitle: String, yTitle: String, end: Double, lines: [Line]
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.end = end > 0 ? end : 1
    self.lines = lines
    tickDecimals = (self.end / 5 * 100).rounded() == self.end / 5 * 100 ? 0 : 1
  }

  private func x(_ share: Double) -> String { coordinate(left + share / end * (width - left - right)) }
  private func y(_ share: Double) -> String {
    coordinate(height - bottom - share / end * (height - top - bottom))
  }
  private func coordinate(_ value: Double) -> String { Language.fixed(value, decimals: 1) }

  /// The chart with its legend.
  var markup: Markup {
    let titleID = "\(id)-title"
    let descriptionID = "\(id)-description"
    var parts: [Markup] = [
      .element("title", [("id", titleID)], text: title),
      .element("desc", [("id", descriptionID)], text: description),
    ]
    for fifth in 0...5 { parts += tick(end * Double(fifth) / 5) }
    parts.append(
      .closed("line", [("class", "chance"), ("x1", x(0)), ("y1", y(0)), ("x2", x(end)), ("y2", y(end))]))
    for line in lines { parts += drawn(line) }
    parts.append(
      .element(
        "text",
        [("x", coordinate((left + width - right) / 2)), ("y", coordinate(height - 6)), ("class", "middle")],
        text: xTitle))
    parts.append(
      .element(
        "text",
        [
          ("x", coordinate(-(top + height - bottom) / 2)), ("y", "11"), ("class", "middle"),
          ("transform", "rotate(-90)"),
        ], text: yTitle))
    let drawing = Markup.block(
      "svg",
      [
        ("viewBox", "0 0 \(coordinate(width)) \(coordinate(height))"), ("role", "img"),
        ("aria-labelledby", "\(titleID) \(descriptionID)"),
      ], parts)
    let legend = lines.map { line in
      Markup.element(
        "li", [],
        .element("span", [("class", "key colour-\(line.colour)"), ("aria-hidden", "true")], .empty)
          + .text(line.name))
    }
    return .block(
      "figure", [],
      [
        .element("figcaption", text: title), drawing,
        lines.count > 1 ? .block("ul", [("class", "legend")], legend) : .empty,
      ])
  }

  private func tick(_ share: Double) -> [Markup] {
    let label = Language.fixed(share * 100, decimals: tickDecimals) + "%"
    return [
      .closed("line", [("class", "grid"), ("x1", x(0)), ("y1", y(share)), ("x2", x(end)), ("y2", y(share))]),
      .element(
        "text", [("x", x(share)), ("y", coordinate(height - bottom + 15)), ("class", "middle")], text: label),
      .element(
        "text",
        [
          ("x", coordinate(left - 5)),
          ("y", coordinate(height - bottom - share / end * (height - top - bottom) + 3.5)), ("class", "end"),
        ],
        text: label),
    ]
  }

  private func drawn(_ line: Line) -> [Markup] {
    let points = line.points.map { "\(x($0.x)),\(y($0.y))" }.joined(separator: " ")
    var parts: [Markup] = [
      .closed("polyline", [("class", "line colour-\(line.colour)"), ("points", points)])
    ]
    if line.hasDots {
      parts += line.points.map {
        .closed(
          "circle", [("class", "dot colour-\(line.colour)"), ("cx", x($0.x)), ("cy", y($0.y)), ("r", "3")])
      }
    }
    return parts
  }
}
