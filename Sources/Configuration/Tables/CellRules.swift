import Calendar

/// What to do where a customer has two rows in one month of one table.
public enum DuplicateRule: String, Sendable, CaseIterable, Codable {
  /// Stop and name them.
  case error
  /// Keep the first row, in the order of the files and their lines.
  case first
  /// Keep the last row.
  case last
}

/// What a missing cell of an asset column means.
public enum MissingAssetsRule: String, Sendable, CaseIterable, Codable {
  /// The customer's assets are unknown in that month.
  case unknown
  /// It counts as 0.
  case zero
}

/// What to do with a cell of a number column that is no number.
public enum UnreadableRule: String, Sendable, CaseIterable, Codable {
  /// Stop and name it.
  case error
  /// Count it, and take it for missing.
  case missing
}

/// What infinite numbers in a ready-made table are: `inf`, and numbers beyond Float32 such as `1e39`.
public enum InfinityRule: String, Sendable, CaseIterable, Codable {
  /// No numbers, so that ``UnreadableRule`` says what becomes of them.
  case unreadable
  /// As great, or with a minus sign as small, as a number can be.
  case extreme
}

extension SettingForm where Value == DecimalMark {
  /// `comma` or `point`, or the sign itself.
  static var decimal: SettingForm {
    .line(
      .other(
        words: "comma or point", fitting: ["comma", "point"],
        unfitting: ["dot", "\";\"", "[comma]"]),
      text: { $0 == .comma ? "comma" : "point" },
      read: { node, path, reader in
        switch node.scalar?.string {
        case "comma", ",": return .comma
        case "point", ".": return .point
        case _:
          reader.add(
            "“\(path)” must be comma or point: what stands before the decimals of numbers.", at: node)
          return nil
        }
      })
  }
}
