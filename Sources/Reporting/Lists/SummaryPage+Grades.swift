import Configuration

extension SummaryPage {
  /// The cells of composite grade × service grade: customers, assets and expected loss of each.
  var grades: Markup {
    guard !content.cells.isEmpty, let services = content.cells.first else { return .empty }
    let title = say(
      zh: "综合等级 × 服务等级（户数 · 资产 · 预计流失）",
      en: "Composite grade × service grade (customers · assets · expected loss)")
    let columns =
      [ReportTable.Column(say(zh: "综合等级 \\ 服务等级", en: "Composite \\ service"))]
      // Not as numbers, which are kept on one line: three figures in each of five columns must be able to break.
      + services.map { ReportTable.Column(Self.service($0.name)) }
    let rows = content.cells.reversed().map { row in
      [row.first.map { Self.composite($0.name) } ?? ""]
        + row.map { cell in
          cell.customers == 0
            ? "–"
            : [
              count(cell.customers), money(cell.assets), money(cell.expectedLoss),
            ].joined(separator: " · ")
        }
    }
    return .block("section", [], [.element("h2", text: title), table(columns, rows, label: title)])
  }

  /// A cell's name is both grades with a slash between.
  private static func composite(_ name: String) -> String { String(name.prefix { $0 != "/" }) }
  private static func service(_ name: String) -> String { String(name.drop { $0 != "/" }.dropFirst()) }
}
