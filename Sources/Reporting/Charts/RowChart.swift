import Configuration

/// Bars that lie side by side for things with names, two for each thing: what was predicted and the outcome.
struct RowChart {
  struct Row {
    var name: String
    var first: Double?
    var second: Double?
    var text: String
  }

  var id: String
  var title: String
  var description: String
  var rows: [Row]
  var legend: [Chart.Key]
  /// What is written behind a row's bars.
  var label: (Double) -> String

  private static let width = 360.0
  private static let left = 104.0
  private static let right = 44.0
  private static let rowHeight = 26.0
  private static let barHeight = 9.0
  /// Columns of a name that fit; a Chinese character takes two.
  private static let longestName = 14

  var drawing: Markup {
    let (titleID, descriptionID) = ("\(id)-title", "\(id)-description")
    let greatest = max(rows.flatMap { [$0.first ?? 0, $0.second ?? 0] }.max() ?? 0, 1e-9)
    let height = Self.rowHeight * Double(rows.count) + 6
    var parts: [Markup] = [
      .element("title", [("id", titleID)], text: title),
      .element("desc", [("id", descriptionID)], text: description),
    ]
    for (index, row) in rows.enumerated() {
      let top = 3 + Self.rowHeight * Double(index)
      parts.append(
        .element(
          "text",
          [
            ("x", Chart.coordinate(Self.left - 6)), ("y", Chart.coordinate(top + 14)), ("class", "end"),
          ], text: Self.shortened(row.name)))
      for (position, value) in [row.first, row.second].enumerated() {
        guard let value else { continue }
        let length = max(0, value) / greatest * (Self.width - Self.left - Self.right)
        let barTop = top + 2 + Double(position) * (Self.barHeight + 1)
        parts.append(
          .element(
            "rect",
            [
              ("class", "block colour-\(legend[position].colour)"), ("x", Chart.coordinate(Self.left)),
              ("y", Chart.coordinate(barTop)), ("width", Chart.coordinate(max(0.5, length))),
              ("height", Chart.coordinate(Self.barHeight)),
            ],
            .element("title", text: row.text)))
        parts.append(
          .element(
            "text",
            [
              ("x", Chart.coordinate(Self.left + length + 4)), ("y", Chart.coordinate(barTop + 8.2)),
              ("class", "small"),
            ], text: label(value)))
      }
    }
    return .block(
      "svg",
      [
        ("viewBox", "0 0 \(Chart.coordinate(Self.width)) \(Chart.coordinate(height))"), ("role", "img"),
        ("aria-labelledby", "\(titleID) \(descriptionID)"),
      ], parts)
  }

  private static func shortened(_ name: String) -> String {
    var columns = 0
    var kept = ""
    for character in name {
      columns += character.unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1
      if columns > longestName { return kept + "…" }
      kept.append(character)
    }
    return kept
  }
}
