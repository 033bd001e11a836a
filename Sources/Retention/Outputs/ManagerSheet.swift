import Calendar
import SystemIO

/// The workbook of a manager or branch: on its first sheet what a call needs, one landscape A4 wide and ready to be
/// filled in; on its second one everything that is known.
///
/// A filled workbook is read back as it is by ``ContactFile``: the columns to fill in have its names, and the two that
/// nobody has to see, the month and that these customers are not the control group, are hidden.
struct ManagerSheet: Sendable {
  /// Of the second sheet.
  let details: ListTable
  let ownsManagerColumn: Bool

  private var language: Language { details.language }

  /// - Parameter entries: the part of the bank's list, in its order; their ranks are the bank's.
  func workbook(_ entries: some Sequence<RankedEntry>, sheet: String) throws(FileError) -> [UInt8] {
    let columns = columns(for: entries)
    let writer = try WorkbookWriter(sheet: sheet, columns: columns.map { $0.workbookColumn(in: language) })
    var rank = 0
    for entry in entries {
      rank += 1
      let own = RankedEntry(rank: rank, entry: entry.entry)
      for column in columns { column.value(own, language).write(to: writer) }
      try writer.endRow()
    }
    try writer.beginTable(
      sheet: language.text("全部信息", "All details"),
      columns: details.columns.map { $0.workbookColumn(in: language) })
    try details.addRows(entries, to: writer)
    return try writer.finish()
  }

  /// Those in which the list has something, and those to be filled in.
  private func columns(for entries: some Sequence<RankedEntry>) -> [ListColumn] {
    let used = Set(details.columns.map(\.key))
    return Self.columns.filter {
      $0.isAlways || used.contains($0.key) && ($0.key != ListColumn.manager.key || ownsManagerColumn)
    }
  }

  private static let columns: [ListColumn] = [
    ListColumn("rank", "序号", "No.", .whole, width: 5, isAlways: true) { entry, _ in
      .number(Double(entry.rank))
    },
    .customer, .manager, .tier,
    ListColumn("assets", "资产（元）", "Assets", .whole, width: 13) { entry, _ in ListCell(entry.entry.assets) },
    ListColumn("likelihood", "流失可能", "Loss", width: 9, isAlways: true) { entry, language in
      .text(Likelihood(entry.entry.probability).name(in: language))
    },
    ListColumn("probability", "流失概率", "Probability", .percent, width: 11, isAlways: true) { entry, _ in
      .number(entry.entry.probability)
    },
    ListColumn("reasons", "原因", "Why", .sentence, width: 36, isAlways: true) { entry, language in
      let texts = entry.entry.reasons.prefix(reasonCount).map(\.text)
      return ListCell(texts.joined(separator: language.text("；", "; ")))
    },
    ListColumn("action", "建议措施", "What to do", .sentence, width: 24) { entry, _ in
      ListCell(entry.entry.action?.text)
    },
    .latest, .offer,
    ListColumn(
      "contacted", "是否联系", "Contacted", width: 10, isAlways: true,
      choices: { [$0.text("是", "yes"), $0.text("否", "no")] }, value: { _, _ in .none }),
    ListColumn(
      "result", "结果", "Result", width: 9, isAlways: true,
      choices: { [$0.text("接受", "accepted"), $0.text("拒绝", "declined")] }, value: { _, _ in .none }),
    ListColumn("note", "备注", "Note", .sentence, width: 18, isAlways: true) { _, _ in .none },
    ListColumn.month.hidden, ListColumn.control.hidden,
  ]

  /// Two sentences are read; the third is on the second sheet.
  private static let reasonCount = 2
}

/// A probability in words, by fixed borders, so that a word means the same in every month.
enum Likelihood: Sendable, CaseIterable {
  case low, possible, high, veryHigh

  init(_ probability: Double) {
    self =
      switch probability {
      case 0.5...: .veryHigh
      case 0.25...: .high
      case 0.1...: .possible
      default: .low
      }
  }

  func name(in language: Language) -> String {
    switch self {
    case .low: language.text("较低", "low")
    case .possible: language.text("中等", "possible")
    case .high: language.text("较高", "high")
    case .veryHigh: language.text("很高", "very high")
    }
  }
}
