import Calendar
import Configuration
import Panel
import Reporting
import SystemIO
import Tabular

/// What was read and what cleaning found, as tables of a report.
struct DataTables {
  let files: [InputFile]
  let cleaning: CleaningReport?
  let columns: [ColumnSummary]
  let language: Language

  private func words(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  var tables: [ReportTable] {
    [filesTable] + (cleaning.map { [cleaningTable($0)] } ?? []) + (columns.isEmpty ? [] : [columnsTable])
  }

  private var filesTable: ReportTable {
    ReportTable(
      title: words("数据文件", "Files"),
      columns: [
        .init(words("文件", "File")), .init(words("行数", "Rows"), isNumber: true),
        .init(words("字节", "Bytes"), isNumber: true), .init(words("编码", "Encoding")), .init("CRC-32"),
      ],
      rows: files.map {
        [
          FilePath.relative($0.path, from: ""), NumberText.count($0.rows), NumberText.count($0.bytes),
          $0.encoding, $0.crc32,
        ]
      })
  }

  private func cleaningTable(_ report: CleaningReport) -> ReportTable {
    let rows: [(String, Int)] = [
      (words("读入行数", "Rows read"), report.rowsRead),
      (words("截止月之后、未使用的行数", "Rows after the cut-off month, not used"), report.rowsAfterCutOff),
      (words("空行", "Empty lines"), report.emptyLines),
      (words("重复的客户与月份", "Repeated customers and months"), report.duplicates),
      (words("不是数字的单元格", "Cells that are no number"), report.unreadableCells),
      (words("资产不明的客户与月份", "Customers and months with unknown assets"), report.unknownAssets),
      (words("不同客户数", "Different customers"), report.customers),
      (words("至少一个月在门槛之上的客户数", "Customers above the floor in some month"), report.customersKept),
    ]
    return ReportTable(
      title: words("清洗结果", "Cleaning"),
      columns: [.init(words("项目", "What")), .init(words("数量", "Count"), isNumber: true)],
      rows: rows.map { [$0.0, NumberText.count($0.1)] },
      note: report.missingMonths.isEmpty
        ? nil
        : words("没有数据的月份：", "Months without any row: ")
          + report.missingMonths.map(\.description).joined(separator: ", "))
  }

  private func word(_ kind: ColumnKind) -> String {
    switch kind {
    case .number: words("数值", "number")
    case .date: words("日期", "date")
    case .text: words("文本", "text")
    }
  }

  private var columnsTable: ReportTable {
    ReportTable(
      title: words("各列", "Columns"),
      columns: [
        .init(words("列", "Column")), .init(words("类型", "Kind")),
        .init(words("缺失", "Missing"), isNumber: true),
        .init(words("零值", "Zero"), isNumber: true), .init(words("负值", "Negative"), isNumber: true),
        .init(words("最小", "Least"), isNumber: true), .init(words("最大", "Greatest"), isNumber: true),
      ],
      rows: columns.map { column in
        let isNumber = column.kind == .number
        return [
          column.name, word(column.kind), NumberText.percent(column.missingShare),
          isNumber ? NumberText.count(column.zero) : "", isNumber ? NumberText.count(column.negative) : "",
          isNumber ? column.least.map(NumberText.amount) ?? "" : "",
          isNumber ? column.greatest.map(NumberText.amount) ?? "" : "",
        ]
      })
  }
}

extension [PopulationFigures] {
  /// The population month by month, as a report shows it.
  func report(_ cleaning: CleaningReport?) -> [PopulationMonth] {
    let customers = Dictionary(
      (cleaning?.months ?? []).map { ($0.month, $0.customers) }, uniquingKeysWith: { first, _ in first })
    return map {
      PopulationMonth(
        snapshot: $0.month, customers: customers[$0.month] ?? 0, population: $0.customers, assets: $0.assets,
        losses: $0.losses + $0.suddenLosses, sudden: $0.suddenLosses)
    }
  }
}
