import Calendar
import Configuration
import Panel

extension DraftConfiguration {
  /// The keys that say something of a ready-made table.
  public static let keysOfTables: Set<String> = [
    "table", "joins", "columns", "derive", "ignore", "unreadable", "infinities", "missing", "decimal",
    "dates",
    "training", "binning", "monitor", "deliveries", "language",
  ]

  /// A configuration of a ready-made table with what was found.
  ///
  /// - Parameter relative: a path as seen from the folder that the draft is to lie in.
  public static func text(
    of description: TableDescription, _ selection: TableSelection, _ configuration: BankConfiguration,
    relative: (String) -> String
  ) -> String {
    var draft = configuration
    draft.panel = []
    draft.table = TableSource(
      files: selection.patterns, label: selection.label, positive: selection.positive, key: selection.key,
      timeColumn: selection.timeColumn)
    addKinds(of: description.report.columns, to: &draft)
    return draft.mapPaths(relative).yaml(only: keysOfTables)
      + remarks(on: description.report.columns, in: draft.language)
      + remarks(on: description, in: draft.language)
  }

  /// Comments on what has to be decided: columns that may be keys or give the label away, and those left out.
  public static func remarks(on description: TableDescription, in language: Language) -> String {
    var lines = description.likelyKeys.map {
      language.text("“\($0)”：每行各不相同，是否为主键？", "“\($0)” differs in every row: is it a key?")
    }
    lines += description.likelyCodes.map {
      language.text("“\($0)”：按列名可能是代码，若是请列入 category", "“\($0)” may be codes by its name: if so, a category")
    }
    lines += description.leaks.map { $0.remark.text(in: language) }
    lines += description.leftOut.filter { !$0.name.isEmpty }.map {
      language.text("“\($0.name)”不使用：", "“\($0.name)” is left out: ") + $0.words(in: language)
    }
    if lines.isEmpty { return "" }
    let head = language.text("请决定：", "To decide:")
    return (["", "# \(head)"] + lines.map { "#   \($0)" })
      .map { $0.replacing("\n", with: " ") + "\n" }.joined()
  }
}
