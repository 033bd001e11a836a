import Calendar

/// One strip of a picture of contributions: a point for each customer, as far to the left or right as the variable moved the
/// customer's score, points at one place above each other.
///
/// Strips lie below each other on one scale, behind the names of their variables (after the summary plot of Lundberg et al.,
/// “From local explanations to global understanding with explainable AI for trees”, 2020).
struct SwarmStrip {
  /// The scale that all strips share.
  let from: Double
  let to: Double

  private static let width = 400.0
  private static let height = 30.0
  private static let size = 2.4

  /// - Parameters:
  ///   - points: place on the scale, and number of a colour of the style sheet.
  ///   - description: what is to be seen, for those who cannot see it.
  func drawing(_ points: [(place: Double, colour: Int)], description: String) -> Markup {
    var taken: [Int: Int] = [:]
    var paths: [Int: String] = [:]
    for point in points {
      let x = (point.place - from) / (to - from) * (Self.width - Self.size)
      let column = Int(x / Self.size)
      let position = taken[column, default: 0]
      taken[column] = position + 1
      // Above and below the middle by turns, within the strip's height.
      let offset = Double((position + 1) / 2) * 1.6 * (position.isMultiple(of: 2) ? 1 : -1)
      let reach = (Self.height - Self.size) / 2
      let y = reach + min(max(offset, -reach), reach)
      paths[point.colour, default: ""] +=
        "M\(Chart.coordinate(x)) \(Chart.coordinate(y))h\(Self.size)v\(Self.size)h-\(Self.size)z"
    }
    let zero = Chart.coordinate((0 - from) / (to - from) * Self.width)
    return .block(
      "svg",
      [
        ("viewBox", "0 0 \(Chart.coordinate(Self.width)) \(Chart.coordinate(Self.height))"),
        ("class", "strip"), ("role", "img"), ("aria-label", description),
      ],
      [
        .closed("line", [("class", "grid"), ("x1", zero), ("x2", zero), ("y1", "0"), ("y2", "30")])
      ]
        + paths.sorted { $0.key < $1.key }.map {
          .closed("path", [("class", "cloud colour-\($0.key)"), ("d", $0.value)])
        })
  }

  /// The scale's numbers, as texts that keep their size on narrow screens.
  func scale(_ axis: Axis) -> Markup {
    .block(
      "div", [("class", "ticks")],
      axis.ticks.map { tick in
        let place = Chart.coordinate((tick.value - from) / (to - from) * 100)
        return .element("span", [("style", "left:\(place)%")], text: tick.label)
      })
  }
}
