import Configuration
import Retention

extension SummaryPage {
  /// The cells of composite grade × service grade: customers, assets and expected loss of each. Grades that nobody has are
  /// left out.
  var grades: Markup {
    let filled = content.cells.filter { $0.contains { $0.customers > 0 } }
    guard let services = filled.first else { return .empty }
    let shown = services.indices.filter { service in filled.contains { $0[service].customers > 0 } }
    let title = say(
      zh: "综合等级 × 服务等级（户数 · 资产 · 预计流失）",
      en: "Composite grade × service grade (customers · assets · expected loss)")
    let columns =
      [ReportTable.Column(say(zh: "综合等级 \\ 服务等级", en: "Composite \\ service"))]
      // Not as numbers, which are kept on one line: three figures in each of five columns must be able to break.
      + shown.map { ReportTable.Column(Self.service(services[$0].name)) }
    let rows = filled.reversed().map { row in
      [row.first.map { Self.composite($0.name) } ?? ""]
        + shown.map { service in
          let cell = row[service]
          return cell.customers == 0
            ? "–"
            : [count(cell.customers), money(cell.assets), money(cell.expectedLoss)].joined(separator: " · ")
        }
    }
    return .block("section", [], [.element("h2", text: title), table(columns, rows, label: title)])
  }

  /// A cell's name is both grades with a slash between.
  private static func composite(_ name: String) -> String { String(name.prefix { $0 != "/" }) }
  private static func service(_ name: String) -> String { String(name.drop { $0 != "/" }.dropFirst()) }
}
