import Calendar

/// Texts of a column that training did not know, among the rows that are scored.
public struct UnseenTexts: Sendable, Hashable, Codable {
  /// One of these texts.
  public struct Text: Sendable, Hashable, Codable {
    public var text: String
    /// Rows that hold it.
    public var rows: Int
    /// The text of training that it would be, but for the way it is written; nil where there is none.
    public var like: String?
    /// In what it differs from that text; nil where there is none.
    public var differences: [WritingDifference]?
  }

  /// Texts that are named.
  static let named = 5

  public var column: String
  /// Rows that hold such a text.
  public var rows: Int
  /// Share of all rows that are scored.
  public var share: Double
  /// Number of different texts.
  public var count: Int
  /// The commonest of them.
  public var texts: [Text]

  /// What there is to say of a column; nil where training knew all of its texts.
  ///
  /// - Parameters:
  ///   - known: the texts of training.
  ///   - unseen: each other text with its rows.
  ///   - rows: all rows that are scored.
  public init?(column: String, known: [String], unseen: [(text: String, rows: Int)], of rows: Int) {
    guard !unseen.isEmpty else { return nil }
    let order = unseen.sorted {
      $0.rows != $1.rows ? $0.rows > $1.rows : $0.text.utf8.lexicographicallyPrecedes($1.text.utf8)
    }
    let likeness = TextLikeness(known: known)
    self.column = column
    self.rows = unseen.reduce(0) { $0 + $1.rows }
    share = Double(self.rows) / Double(max(1, rows))
    count = unseen.count
    texts = order.prefix(Self.named).map { entry in
      let like = likeness.like(entry.text)
      return Text(text: entry.text, rows: entry.rows, like: like?.known, differences: like?.differences)
    }
  }

  /// The finding in a sentence.
  public var remark: Remark {
    func names(_ language: Language) -> String {
      let named = texts.map { entry in
        guard let like = entry.like, let differences = entry.differences else {
          return language.text("“\(entry.text)”（\(entry.rows) 行）", "“\(entry.text)” (\(entry.rows))")
        }
        let ways = differences.map { $0.words(in: language) }.joined(separator: language.text("、", " and "))
        return language.text(
          "“\(entry.text)”（\(entry.rows) 行，除\(ways)外就是“\(like)”）",
          "“\(entry.text)” (\(entry.rows); it is “\(like)” but for \(ways))")
      }
      let more = count > texts.count ? [language.text("等 \(count) 种", "\(count - texts.count) more")] : []
      return (named + more).joined(separator: language.text("、", ", "))
    }
    let percent = NumberText.percent(share)
    return Remark(
      chinese: "“\(column)”有 \(NumberText.count(rows)) 行（\(percent)）的文本在训练中从未出现：\(names(.chinese))。",
      english:
        "“\(column)” holds texts in \(NumberText.count(rows)) rows (\(percent)) that training never saw: "
        + "\(names(.english)).")
  }
}

extension [UnseenTexts] {
  /// Columns that several variables are made of stand once.
  var byColumn: [UnseenTexts] {
    var seen: Set<String> = []
    return filter { seen.insert($0.column).inserted }
  }
}

extension TableVariableMaker {
  /// The texts of the table that the model does not know.
  ///
  /// - Complexity: O(rows · categories).
  public var unseenTexts: [UnseenTexts] {
    categories.compactMap { recipe, column, codes in
      var rows = [Int](repeating: 0, count: codes.count)
      for code in column.codes { rows[Int(code)] += 1 }
      return UnseenTexts(
        column: column.name, known: recipe.levels ?? [],
        unseen: column.levels.indices.filter { codes[$0 + 1].isNaN && rows[$0 + 1] > 0 }
          .map { (column.levels[$0], rows[$0 + 1]) }, of: column.codes.count)
    }.byColumn
  }
}

extension VariableMaker {
  /// The panel's code of a text; 0 is missing.
  private func code(of text: Text, in row: SnapshotRow) -> Int {
    let (cells, customer) = (panel.cells, Int(row.customer))
    if text.isAttribute {
      return Int(cells.attributeTexts.view[customer * panel.attributeTexts.count + text.column])
    }
    let month = customer * panel.monthCount + Int(row.month) - panel.firstMonth.index
    return Int(cells.texts.view[month * panel.textColumns.count + text.column])
  }

  /// The texts of some rows that the model does not know.
  ///
  /// - Complexity: O(rows · categories).
  public func unseenTexts(of rows: [SnapshotRow]) -> [UnseenTexts] {
    book.recipes.indices.compactMap { index in
      guard let text = texts[index] else { return nil }
      var counts = [Int](repeating: 0, count: text.codes.count)
      for row in rows { counts[code(of: text, in: row)] += 1 }
      let levels = text.isAttribute ? panel.attributeLevels[text.column] : panel.textLevels[text.column]
      return UnseenTexts(
        column: book.recipes[index].columns.first ?? book.recipes[index].name,
        known: book.recipes[index].levels ?? [],
        unseen: levels.indices.filter { text.codes[$0 + 1].isNaN && counts[$0 + 1] > 0 }
          .map { (levels[$0], counts[$0 + 1]) }, of: rows.count)
    }.byColumn
  }
}
