import Calendar
import Configuration

/// A small chart as SVG that takes its colours from the page, with a text for those who cannot see it, exact values
/// where it is pointed at, and a table of its values below.
struct Chart {
  typealias Point = (x: Double, y: Double)

  enum Mark {
    case line([Point], colour: Int)
    /// A dashed line to compare with.
    case guide(Point, Point)
    /// A dot with its values.
    case dot(Point, colour: Int, text: String)
    /// A point on a line that shows its values where it is pointed at.
    case spot(Point, colour: Int, text: String)
    case bar(from: Double, to: Double, height: Double, colour: Int, text: String)
    /// Many points of which none is named.
    case cloud([Point], colour: Int)
    case interval(x: Double, lower: Double, upper: Double, colour: Int)
  }

  struct Key {
    var name: String
    /// Number of the colour in the style sheet, 1 or 2.
    var colour: Int
  }

  /// Makes ids unique within a page.
  var id: String
  var title: String
  /// What is to be seen, for those who cannot see it.
  var description: String
  var x: Axis
  var y: Axis
  var marks: [Mark]
  var legend: [Key] = []
  var table: ReportTable?

  private static let width = 360.0
  private static let height = 270.0
  private static let left = 48.0
  private static let right = 19.0
  private static let top = 10.0
  private static let bottom = 44.0

  private func horizontal(_ value: Double) -> Double {
    Self.left + (value - x.from) / (x.to - x.from) * (Self.width - Self.left - Self.right)
  }
  private func vertical(_ value: Double) -> Double {
    Self.height - Self.bottom - (value - y.from) / (y.to - y.from) * (Self.height - Self.top - Self.bottom)
  }

  /// The drawing alone.
  var drawing: Markup {
    let (titleID, descriptionID) = ("\(id)-title", "\(id)-description")
    var parts: [Markup] = [
      .element("title", [("id", titleID)], text: title),
      .element("desc", [("id", descriptionID)], text: description),
    ]
    parts += y.ticks.flatMap(rule)
    parts += x.ticks.map { tick in
      .element(
        "text",
        [
          ("x", Self.coordinate(horizontal(tick.value))),
          ("y", Self.coordinate(Self.height - Self.bottom + 15)),
          ("class", "middle"),
        ], text: tick.label)
    }
    parts += marks.flatMap(drawn)
    parts.append(
      .element(
        "text",
        [
          ("x", Self.coordinate((Self.left + Self.width - Self.right) / 2)),
          ("y", Self.coordinate(Self.height - 8)), ("class", "middle"),
        ], text: x.title))
    parts.append(
      .element(
        "text",
        [
          ("x", Self.coordinate(-(Self.top + Self.height - Self.bottom) / 2)), ("y", "11"),
          ("class", "middle"), ("transform", "rotate(-90)"),
        ], text: y.title))
    return .block(
      "svg",
      [
        ("viewBox", "0 0 \(Self.coordinate(Self.width)) \(Self.coordinate(Self.height))"), ("role", "img"),
        ("aria-labelledby", "\(titleID) \(descriptionID)"),
      ], parts)
  }

  /// A grid line with its label.
  private func rule(_ tick: Axis.Tick) -> [Markup] {
    let height = Self.coordinate(vertical(tick.value))
    return [
      .closed(
        "line",
        [
          ("class", "grid"), ("x1", Self.coordinate(Self.left)), ("y1", height),
          ("x2", Self.coordinate(Self.width - Self.right)), ("y2", height),
        ]),
      .element(
        "text",
        [
          ("x", Self.coordinate(Self.left - 5)), ("y", Self.coordinate(vertical(tick.value) + 3.5)),
          ("class", "end"),
        ], text: tick.label),
    ]
  }

  private func drawn(_ mark: Mark) -> [Markup] {
    switch mark {
    case .line(let points, let colour):
      let corners = points.map { "\(Self.coordinate(horizontal($0.x))),\(Self.coordinate(vertical($0.y)))" }
      return [
        .closed(
          "polyline", [("class", "line colour-\(colour)"), ("points", corners.joined(separator: " "))])
      ]
    case .guide(let from, let to):
      return [line("chance", from, to)]
    case .dot(let point, let colour, let text):
      return [circle("dot colour-\(colour)", point, radius: "3.5", text)]
    case .spot(let point, let colour, let text):
      return [circle("spot colour-\(colour)", point, radius: "6", text)]
    case .bar(let from, let to, let height, let colour, let text):
      let (start, end) = (horizontal(from), horizontal(to))
      let (top, bottom) = (vertical(height), vertical(y.from))
      return [
        .element(
          "rect",
          [
            ("class", "block colour-\(colour)"), ("x", Self.coordinate(start)),
            ("y", Self.coordinate(min(top, bottom))),
            ("width", Self.coordinate(max(0.5, end - start))), ("height", Self.coordinate(abs(bottom - top))),
          ],
          .element("title", text: text))
      ]
    case .cloud(let points, let colour):
      let squares = points.map {
        "M\(Self.coordinate(horizontal($0.x) - 1)) \(Self.coordinate(vertical($0.y) - 1))h2v2h-2z"
      }
      return [.closed("path", [("class", "cloud colour-\(colour)"), ("d", squares.joined())])]
    case .interval(let x, let lower, let upper, let colour):
      return [line("reach colour-\(colour)", (x, lower), (x, upper))]
    }
  }

  private func line(_ style: String, _ from: Point, _ to: Point) -> Markup {
    .closed(
      "line",
      [
        ("class", style), ("x1", Self.coordinate(horizontal(from.x))),
        ("y1", Self.coordinate(vertical(from.y))),
        ("x2", Self.coordinate(horizontal(to.x))), ("y2", Self.coordinate(vertical(to.y))),
      ])
  }

  private func circle(_ style: String, _ point: Point, radius: String, _ text: String) -> Markup {
    .element(
      "circle",
      [
        ("class", style), ("cx", Self.coordinate(horizontal(point.x))),
        ("cy", Self.coordinate(vertical(point.y))), ("r", radius),
      ],
      .element("title", text: text))
  }

  static func coordinate(_ value: Double) -> String { Language.fixed(value, decimals: 1) }
}
