import Calendar

/// A column that no variable is made of, and why.
public struct LeftOutColumn: Sendable, Hashable, Codable {
  public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    /// No cell has a value.
    case empty
    /// All cells that have a text have the same.
    case oneLevel = "one_level"
    /// More texts than a category may have.
    case manyLevels = "many_levels"
    /// Nearly every row, or customer, has a text of its own.
    case key
    /// It says who looks after a customer or lives with them, not what kind of customer it is.
    case identifier
    /// The header gives it no name.
    case unnamed
  }

  /// Empty where the column has none.
  public var name: String
  public var reason: Reason
  /// Number of different texts; of columns without a name, how many there are.
  public var count: Int?

  public init(name: String, reason: Reason, count: Int? = nil) {
    (self.name, self.reason, self.count) = (name, reason, count)
  }

  /// The greatest number of levels that a category is split by one by one; of more, the losses are counted.
  public static let mostLevels = 255
  /// The greatest number of levels whose losses are counted: codes are passed as Float32.
  static let mostCounted = 1 << 24
  /// Rows from which on texts that are nearly all different are a key.
  static let leastRowsOfKey = 20
  /// Share of different texts from which on they are nearly all different, in percent.
  static let percentOfKey = 95

  /// Why no category is made of a column of texts; nil where one is.
  ///
  /// - Parameters:
  ///   - filled: rows of a table, or customers of a panel, that have a text.
  ///   - isSaid: whether somebody has said that it is a category.
  ///   - takesMany: whether a category may have any number of levels.
  public init?(texts name: String, levels: Int, filled: Int, isSaid: Bool, takesMany: Bool = false) {
    let isKey =
      filled >= LeftOutColumn.leastRowsOfKey && 100 * levels >= LeftOutColumn.percentOfKey * filled
    if levels == 0 {
      self.init(name: name, reason: .empty)
    } else if levels == 1 {
      self.init(name: name, reason: .oneLevel, count: 1)
    } else if isKey, !isSaid || levels > LeftOutColumn.mostLevels {
      self.init(name: name, reason: .key, count: levels)
    } else if levels > (takesMany ? LeftOutColumn.mostCounted : LeftOutColumn.mostLevels) {
      self.init(name: name, reason: .manyLevels, count: levels)
    } else {
      return nil
    }
  }

  /// Columns without a name, where there are any.
  public static func unnamed(_ count: Int) -> [LeftOutColumn] {
    count == 0 ? [] : [LeftOutColumn(name: "", reason: .unnamed, count: count)]
  }

  /// The reason in words.
  public func words(in language: Language) -> String {
    let number = count.map(NumberText.count) ?? ""
    return switch reason {
    case .empty: language.text("没有任何取值", "no cell has a value")
    case .oneLevel: language.text("只有一种取值", "all cells have the same value")
    case .manyLevels:
      language.text(
        "\(number) 种文本，多于 \(LeftOutColumn.mostLevels) 种",
        "\(number) different texts, more than \(LeftOutColumn.mostLevels)")
    case .key: language.text("几乎每行文本各不相同（\(number) 种），是编号", "nearly all texts differ (\(number)), a key")
    case .identifier: language.text("是人员或家庭编号", "it names a person or household")
    case .unnamed: language.text("\(number) 列在表头中没有列名", "\(number) without a name in the header")
    }
  }
}

extension ColumnSummary {
  /// Why no variable is made of the column; nil where one can be.
  ///
  /// - Parameters:
  ///   - keyed: rows of a table, or customers of a panel.
  ///   - takesMany: whether a category may have any number of levels.
  public func leftOut(among keyed: Int, takesMany: Bool = false) -> LeftOutColumn? {
    let isEmpty = cells > 0 && missing + unreadable == cells
    if let levels {
      let filled = min(keyed, cells == 0 ? keyed : cells - missing)
      return LeftOutColumn(
        texts: name, levels: isEmpty ? 0 : levels, filled: filled, isSaid: reason == .said,
        takesMany: takesMany)
    }
    return isEmpty ? LeftOutColumn(name: name, reason: .empty) : nil
  }
}
