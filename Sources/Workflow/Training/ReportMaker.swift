import Configuration
import Panel
import Reporting
import Retention
import Variables

/// Gathers what a model's report says.
struct ReportMaker {
  let trained: TrainedModel
  let name: String
  let commandLine: String

  private static let topVariables = 30

  private var language: Language { trained.configuration.language }
  private func words(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  func content(modelFile: Reproduction.File) -> ReportContent {
    let configuration = trained.configuration
    let inputs = (trained.cleaning?.files ?? trained.tableReport?.files ?? []).map {
      Reproduction.File(path: $0.path, bytes: $0.bytes, crc32: $0.checksum)
    }
    return ReportContent(
      language: language, program: ProgramVersion.text, model: name,
      algorithm: configuration.training.algorithm,
      subject: trained.kind == .panel
        ? .panel(floor: configuration.floor, loss: configuration.loss)
        : .table(label: trained.labelColumn ?? "", key: trained.keyColumn),
      data: dataTables, population: population, split: split, variables: variables, judgements: judgements,
      sudden: trained.figures.sudden,
      reproduction: Reproduction(
        command: "churn \(commandLine)", seed: configuration.training.seed, inputs: inputs, model: modelFile))
  }

  private var population: [PopulationMonth] {
    let customers = Dictionary(
      (trained.cleaning?.months ?? []).map { ($0.month, $0.customers) },
      uniquingKeysWith: { first, _ in first })
    return trained.figures.population.map {
      PopulationMonth(
        snapshot: $0.month, customers: customers[$0.month] ?? 0, population: $0.customers, assets: $0.assets,
        losses: $0.losses + $0.suddenLosses, sudden: $0.suddenLosses)
    }
  }

  private var judgements: [JudgedSet] {
    let figures = trained.figures
    guard let split = trained.split else {
      return [
        JudgedSet(role: .training, months: [], judgement: figures.training),
        JudgedSet(role: .test, months: [], judgement: figures.judged),
      ]
    }
    let role: JudgedSet.Role =
      split.caution == .customersSplitAtRandom ? .test : (split.outOfTime.isEmpty ? .validation : .outOfTime)
    return [
      JudgedSet(role: .training, months: split.training, judgement: figures.training),
      JudgedSet(role: role, months: split.judged, judgement: figures.judged),
    ]
  }

  private var split: SplitReport {
    let figures = trained.figures
    var parts = judgements.map {
      SplitReport.Part(
        role: $0.role, months: $0.months, rows: $0.judgement.customers, losses: $0.judgement.losses)
    }
    if let split = trained.split, !split.outOfTime.isEmpty {
      let months = figures.population.filter { split.validation.contains($0.month) }
      parts.insert(
        SplitReport.Part(
          role: .validation, months: split.validation,
          rows: months.reduce(0) { $0 + $1.customers - $1.suddenLosses - $1.unknown },
          losses: months.reduce(0) { $0 + $1.losses }), at: 1)
    }
    var notes: [String] = []
    switch trained.split?.caution {
    case .validationAlsoJudges:
      notes.append(
        words(
          "有结果的月份只有两个：决定何时停止训练的月份同时用于评判，因此各项指标略偏乐观。",
          "Only two months have outcomes: the month that decided when to stop also judges, so the figures are a little too good."
        ))
    case .customersSplitAtRandom:
      notes.append(
        words(
          "有结果的月份只有一个：评判用的是随机留出的四分之一客户，不能说明模型在其他月份的表现。",
          "Only one month has outcomes: the figures are of a quarter of the customers, held out at random, and say nothing about other months."
        ))
    case nil: break
    }
    return SplitReport(parts: parts, notes: notes, refitted: trained.configuration.training.refit)
  }

  private var variables: VariablesReport {
    let order = trained.importance.indices.sorted {
      (trained.importance[$1], $0) < (trained.importance[$0], $1)
    }
    return VariablesReport(
      count: trained.book.recipes.count,
      top: order.prefix(ReportMaker.topVariables).map {
        VariablesReport.Variable(
          name: trained.book.recipes[$0].name, meaning: trained.book.recipes[$0].meaning(in: language),
          importance: trained.importance[$0])
      },
      measure: trained.configuration.training.algorithm == .trees
        ? words(
          "重要性为该变量各次分裂所带来的增益之和占全部增益的比例。",
          "Importance is the share of a variable's splits in the gain of all splits.")
        : words(
          "重要性为该变量标准化系数绝对值之和所占的比例。",
          "Importance is the share of a variable's standardised coefficients in the sum of all, by size."))
  }

  private var dataTables: [ReportTable] {
    var tables = [filesTable]
    if let cleaning = trained.cleaning {
      tables.append(cleaningTable(cleaning))
      tables.append(columnsTable(cleaning.columns))
    } else if let report = trained.tableReport {
      tables.append(columnsTable(report.columns))
    }
    return tables
  }

  private var filesTable: ReportTable {
    let files = trained.cleaning?.files ?? trained.tableReport?.files ?? []
    return ReportTable(
      title: words("数据文件", "Files"),
      columns: [
        .init(words("文件", "File")), .init(words("行数", "Rows"), isNumber: true),
        .init(words("字节", "Bytes"), isNumber: true), .init(words("编码", "Encoding")), .init("CRC-32"),
      ],
      rows: files.map {
        [$0.path, NumberText.count($0.rows), NumberText.count($0.bytes), $0.encoding, $0.crc32]
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

  private func columnsTable(_ columns: [ColumnSummary]) -> ReportTable {
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
          column.name, column.kind.rawValue, NumberText.percent(column.missingShare),
          isNumber ? NumberText.count(column.zero) : "", isNumber ? NumberText.count(column.negative) : "",
          isNumber ? column.least.map(NumberText.amount) ?? "" : "",
          isNumber ? column.greatest.map(NumberText.amount) ?? "" : "",
        ]
      })
  }
}
