import Configuration

extension Page {
  /// A chart with its legend and its table.
  func figure(_ chart: Chart) -> Markup {
    figure(chart.title, chart.drawing, chart.legend, chart.table)
  }

  func figure(_ title: String, _ drawing: Markup, _ legend: [Chart.Key], _ values: ReportTable?) -> Markup {
    let keys = legend.map { key in
      Markup.element(
        "li", [],
        .element("span", [("class", "key colour-\(key.colour)"), ("aria-hidden", "true")], .empty)
          + .text(key.name))
    }
    return .block(
      "figure", [],
      [
        .element("figcaption", text: title), drawing,
        legend.count > 1 ? .block("ul", [("class", "legend")], keys) : .empty,
        values.map { folded($0) } ?? .empty,
      ])
  }

  /// A table that opens when it is wanted; on paper it stays closed.
  func folded(_ values: ReportTable) -> Markup {
    .block(
      "details", [],
      [
        .element("summary", text: say(zh: "数据表", en: "Values")),
        table(values.columns, values.rows, label: values.title),
        values.note.map { note($0) } ?? .empty,
      ])
  }
}
