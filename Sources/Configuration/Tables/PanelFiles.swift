import Calendar

/// The files of one table.
public enum PanelFiles: Sendable, Equatable, Codable {
  /// Paths or glob patterns; the month is a column.
  case patterns([String])
  /// A path for each month; the month is not in the file.
  case byMonth([Month: String])
}

extension PanelFiles {
  /// All paths and patterns.
  var all: [String] {
    switch self {
    case .patterns(let patterns): patterns
    case .byMonth(let paths): Array(paths.values)
    }
  }

  /// Reads a list of patterns or a mapping from month to path.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.unkeyedContainer() {
      var remaining = container
      var patterns: [String] = []
      while !remaining.isAtEnd { patterns.append(try remaining.decode(String.self)) }
      self = .patterns(patterns)
    } else {
      self = .byMonth(try decoder.singleValueContainer().decode([Month: String].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .patterns(let patterns): try container.encode(patterns)
    case .byMonth(let paths): try container.encode(paths)
    }
  }
}

extension SettingForm where Value == PanelFiles {
  /// A file, a list of files or a file for each month.
  static var panelFiles: SettingForm {
    let wanted = "a file or a pattern such as panel_*.csv"
    return .line(
      .other(
        words: "files or patterns, or a file for each month",
        fitting: ["[panel_a.csv, b.csv]", "{ 2024-07: panel_m7.csv, 2024-08: panel_m8.csv }"],
        unfitting: ["{ 2024-07: [a.csv] }", "[\"\"]"]),
      text: { files in
        switch files {
        case .patterns(let patterns): YAMLText.texts(patterns)
        case .byMonth(let paths):
          YAMLText.mapping(
            paths.sorted { $0.key < $1.key }.map { ($0.key.description, YAMLText.text($0.value)) })
        }
      },
      read: { node, path, reader in
        guard case .mapping = node else {
          return .patterns(reader.names(node, name: path, wanted: wanted))
        }
        var paths: [Month: String] = [:]
        for entry in reader.entries(node, name: path, keys: nil) ?? [] {
          let file = reader.name(entry.value, name: "\(path).\(entry.key)", wanted: "the month's file")
          guard let month = Month(parsing: entry.key) else {
            reader.add("“\(reader.shown(entry.key))” is not a month; write it as 2024-07.", at: entry.keyNode)
            continue
          }
          if paths[month] != nil {
            reader.add("the month \(month) stands twice under “\(path)”.", at: entry.keyNode)
          }
          paths[month] = file ?? ""
        }
        return .byMonth(paths)
      })
  }
}
