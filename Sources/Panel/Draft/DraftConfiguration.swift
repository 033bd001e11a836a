import Calendar
import Configuration
import Messages
import SystemIO

/// A first draft of a configuration from what the files' names and headers show.
public enum DraftConfiguration {
  /// Fills in months that stand in file names and the asset columns that there are.
  public static func make(from configuration: BankConfiguration) throws -> BankConfiguration {
    var draft = configuration
    var names: Set<String> = []
    for (index, source) in draft.panel.enumerated() {
      guard case .patterns(let patterns) = source.files else { continue }
      let paths = try patterns.flatMap { try FilePattern.expand($0, relativeTo: "") }
      guard let first = paths.first else { continue }
      let header = try PanelHeader.columns(ofFile: first)
      let ours = header.map { theirs in
        source.columns.first { $0.value == theirs }?.key ?? ColumnNames.canonical(for: theirs) ?? theirs
      }
      names.formUnion(ours)
      if source.month == nil, !ours.contains("month") {
        var byMonth: [Month: String] = [:]
        for path in paths {
          guard let month = month(inName: FilePath.name(of: path)) else { continue }
          byMonth[month] = path
        }
        if byMonth.count == paths.count { draft.panel[index].files = .byMonth(byMonth) }
      }
    }
    let present = draft.assets.filter { names.contains($0) }
    if present.isEmpty {
      throw RunError(
        "None of the asset columns (\(draft.assets.joined(separator: ", "))) is in the files, whose columns are "
          + "\(names.sorted().joined(separator: ", ")). Write the configuration by hand: `assets:` names the columns "
          + "that add up to a customer's assets, `columns:` says what they are called in the files.")
    }
    draft.assets = present
    return draft
  }

  /// A month written in a file name as 2024-07, 2024_07 or 202407.
  static func month(inName name: String) -> Month? {
    let characters = Array(name)
    for start in characters.indices {
      for length in [7, 6] where start + length <= characters.count {
        let piece = characters[start..<start + length].map { $0 == "_" ? "-" : $0 }
        let isBounded =
          (start == 0 || !characters[start - 1].isNumber)
          && (start + length == characters.count || !characters[start + length].isNumber)
        guard isBounded, let month = Month(parsing: String(piece)), (1950...2200).contains(month.year) else {
          continue
        }
        return month
      }
    }
    return nil
  }
}
