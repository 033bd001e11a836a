import Calendar
import Configuration
import Panel
import SystemIO
import Tabular

/// What was read and what cleaning found, as tables of a report.
public struct DataTables: Sendable {
  public let files: [InputFile]
  let cleaning: CleaningReport?
  let columns: [ColumnSummary]
  /// Columns of the tables with a row per customer.
  let attributes: [ColumnSummary]
  let joins: [JoinSummary]
  let language: Language

  /// What was read of a panel.
  public init(_ report: CleaningReport, language: Language) {
    (files, cleaning, self.language) = (report.files, report, language)
    (columns, attributes, joins) = (report.columns, report.attributes, report.joins ?? [])
  }

  /// What was read of a ready-made table.
  public init(_ report: ReadyTableReport, language: Language) {
    (files, cleaning, self.language) = (report.files, nil, language)
    (columns, attributes, joins) = (report.columns, [], report.joins ?? [])
  }

  /// The files, as a report names them for whoever does the same again.
  public var inputs: [FileStamp] {
    files.map {
      FileStamp(path: FilePath.relative($0.path, from: ""), bytes: $0.bytes, crc32: $0.crc32)
    }
  }

  /// Why each column has its kind.
  public var reasons: [String: KindReason] {
    Dictionary(
      (columns + attributes).compactMap { column in column.reason.map { (column.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  public var tables: [ReportTable] {
    [filesTable] + (joins.isEmpty ? [] : [joinsTable]) + (cleaning.map { [cleaningTable($0)] } ?? [])
      + (columns.isEmpty ? [] : [columnsTable])
  }

  private var filesTable: ReportTable {
    ReportTable(
      title: language.text("数据文件", "Files"),
      columns: [
        .init(language.text("文件", "File")), .init(language.text("行数", "Rows"), isNumber: true),
        .init(language.text("字节", "Bytes"), isNumber: true), .init(language.text("编码", "Encoding")),
        .init("CRC-32"),
      ],
      rows: files.map {
        [
          FilePath.relative($0.path, from: ""), NumberText.count($0.rows), NumberText.count($0.bytes),
          $0.encoding, $0.crc32,
        ]
      })
  }

  private var joinsTable: ReportTable {
    let counts: [(String, (JoinSummary) -> Int)] = [
      (language.text("已匹配的行", "Rows with a partner"), \.matched),
      (language.text("键不存在的行", "Rows whose key is not there"), \.withoutPartner),
      (language.text("没有键的行", "Rows without a key"), \.withoutKey),
      (language.text("未被用到的键", "Keys never asked for"), \.unusedKeys),
      (language.text("键重复的行", "Further rows of a key"), \.duplicates),
    ]
    return ReportTable(
      title: language.text("关联的表", "Joins"),
      columns: [.init(language.text("关联", "Join"))] + counts.map { .init($0.0, isNumber: true) },
      rows: joins.map { join in [join.name] + counts.map { NumberText.count($0.1(join)) } })
  }

  private func cleaningTable(_ report: CleaningReport) -> ReportTable {
    let rows: [(String, Int)] = [
      (language.text("读入行数", "Rows read"), report.rowsRead),
      (language.text("截止月之后、未使用的行数", "Rows after the cut-off month, not used"), report.rowsAfterCutOff),
      (language.text("空行", "Empty lines"), report.emptyLines),
      (language.text("重复的客户与月份", "Repeated customers and months"), report.duplicates),
      (language.text("不是数字的单元格", "Cells that are no number"), report.unreadableCells),
      (language.text("资产不明的客户与月份", "Customers and months with unknown assets"), report.unknownAssets),
      (language.text("不同客户数", "Different customers"), report.customers),
      (language.text("至少一个月在门槛之上的客户数", "Customers above the floor in some month"), report.customersKept),
    ]
    return ReportTable(
      title: language.text("清洗结果", "Cleaning"),
      columns: [.init(language.text("项目", "What")), .init(language.text("数量", "Count"), isNumber: true)],
      rows: rows.map { [$0.0, NumberText.count($0.1)] },
      note: report.missingMonths.isEmpty
        ? nil
        : language.text("没有数据的月份：", "Months without any row: ")
          + report.missingMonths.map(\.description).joined(separator: ", "))
  }

  private func word(_ kind: ColumnKind) -> String {
    switch kind {
    case .number: language.text("数值", "number")
    case .date: language.text("日期", "date")
    case .text: language.text("文本", "text")
    }
  }

  private var columnsTable: ReportTable {
    ReportTable(
      title: language.text("各列", "Columns"),
      columns: [
        .init(language.text("列", "Column")), .init(language.text("类型", "Kind")),
        .init(language.text("缺失", "Missing"), isNumber: true),
        .init(language.text("零值", "Zero"), isNumber: true),
        .init(language.text("负值", "Negative"), isNumber: true),
        .init(language.text("最小", "Least"), isNumber: true),
        .init(language.text("最大", "Greatest"), isNumber: true), .init(language.text("类型依据", "Why this kind")),
      ],
      rows: columns.map { column in
        let isNumber = column.kind == .number
        return [
          column.name, word(column.kind), NumberText.percent(column.missingShare),
          isNumber ? NumberText.count(column.zero) : "", isNumber ? NumberText.count(column.negative) : "",
          isNumber ? column.least.map(NumberText.amount) ?? "" : "",
          isNumber ? column.greatest.map(NumberText.amount) ?? "" : "", column.kindWords(in: language),
        ]
      })
  }
}

extension [PopulationFigures] {
  /// The population month by month, as a report shows it.
  public func report(_ cleaning: CleaningReport?) -> [PopulationMonth] {
    let customers = Dictionary(
      (cleaning?.months ?? []).map { ($0.month, $0.customers) }, uniquingKeysWith: { first, _ in first })
    return map {
      PopulationMonth(
        snapshot: $0.month, customers: customers[$0.month] ?? 0, population: $0.customers, assets: $0.assets,
        losses: $0.losses + $0.suddenLosses, sudden: $0.suddenLosses)
    }
  }
}
