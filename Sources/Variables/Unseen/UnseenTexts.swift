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

/// A column of texts that a model reads, with the texts that it knows.
struct KnownTexts {
  let column: String
  let texts: [String]
  /// The recipe that makes a category of it; nil where the texts are known as they are written.
  private let category: Recipe?

  /// Each column of a book's texts once.
  static func of(_ book: RecipeBook) -> [KnownTexts] {
    var seen: Set<String> = []
    return book.recipes.filter { $0.function.descriptor.source == .text }.flatMap { recipe in
      recipe.columns.filter { seen.insert($0).inserted }.map { column in
        let levels = book.statistics?.columns.first { $0.name == column }?.texts
        return KnownTexts(
          column: column, texts: recipe.levels ?? levels ?? [], category: recipe.isCategory ? recipe : nil)
      }
    }
  }

  /// What there is to say of texts; nil where all of them are known.
  ///
  /// - Parameters:
  ///   - texts: what the codes 1, 2, 3, … of the column stand for.
  ///   - rows: how many rows have each code, from 0 (missing).
  func unseen(among texts: [String], rows: [Int]) -> UnseenTexts? {
    let isKnown: [Bool]
    if let category {
      isKnown = category.codes(ofTexts: texts).dropFirst().map { !$0.isNaN }
    } else {
      let known = Set(self.texts)
      isKnown = texts.map(known.contains)
    }
    return UnseenTexts(
      column: column, known: self.texts,
      unseen: texts.indices.filter { !isKnown[$0] && rows[$0 + 1] > 0 }.map { (texts[$0], rows[$0 + 1]) },
      of: rows.reduce(0, +))
  }
}

extension TableVariableMaker {
  /// The texts of the table that the model does not know.
  ///
  /// - Complexity: O(rows · columns of texts).
  public var unseenTexts: [UnseenTexts] {
    KnownTexts.of(book).compactMap { known in
      guard let column = text(known.column) else { return nil }
      var rows = [Int](repeating: 0, count: column.levels.count + 1)
      for code in column.codes { rows[Int(code)] += 1 }
      return known.unseen(among: column.levels, rows: rows)
    }
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
  /// - Complexity: O(rows · columns of texts).
  public func unseenTexts(of rows: [SnapshotRow]) -> [UnseenTexts] {
    let read = Dictionary(
      zip(book.recipes, texts).flatMap { recipe, texts in zip(recipe.columns, texts).map { ($0, $1) } },
      uniquingKeysWith: { first, _ in first })
    return KnownTexts.of(book).compactMap { known in
      guard let text = read[known.column] else { return nil }
      var counts = [Int](repeating: 0, count: text.levels.count + 1)
      for row in rows { counts[code(of: text, in: row)] += 1 }
      return known.unseen(among: text.levels, rows: counts)
    }
  }
}
