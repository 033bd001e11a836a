import Parallel
import Tabular

extension ReadyTable {
  /// How many of the commonest texts of a column are told.
  static let mostCommonTexts = 5

  /// The columns with how their cells are distributed: quantiles, outliers and the commonest texts, all of them exact.
  ///
  /// - Complexity: O(rows · log rows) for each column, in parallel.
  public func describedColumns(team: ThreadTeam) -> [ColumnSummary] {
    let numbers = Dictionary(
      numberColumns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let texts = Dictionary(
      self.texts.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    return team.map(report.columns.count) { index, _ in
      var summary = report.columns[index]
      if let number = numbers[summary.name] {
        summary.describe(filledCells(ofNumber: number), format: numberColumns[number].format)
      } else if let text = texts[summary.name] {
        summary.commonTexts = self.texts[text].commonTexts(most: ReadyTable.mostCommonTexts)
      }
      return summary
    }
  }

  /// The filled cells of a column of ``numbers``.
  private func filledCells(ofNumber column: Int) -> FilledCells {
    let floats = exact[column]?.floats.view ?? numbers.column(column)
    return FilledCells(
      sorted: floats.elements.filter { !$0.isNaN }.sorted(), scale: exact[column]?.scale)
  }
}

/// The filled cells of a column of numbers or dates.
private struct FilledCells {
  /// What stands for them, rising.
  let sorted: [Float]
  /// What these stand for; nil: for themselves.
  let scale: CellScale?

  /// The cell at a place, for figures.
  func value(_ index: Int) -> Double { scale?.cell(ofFloat: sorted[index]) ?? Double(sorted[index]) }

  /// The cell at a place, as it was written: the shortest decimal of its Float32.
  func written(_ index: Int) -> Double {
    scale?.cell(ofFloat: sorted[index]) ?? NumberForm.decimals.number(sorted[index])
  }

  /// The place of the cell below or at which a share of the cells lies.
  func place(of share: Double) -> Int {
    max(0, min(sorted.count - 1, Int((share * Double(sorted.count)).rounded(.up)) - 1))
  }

  /// Cells further than three interquartile ranges outside the quartiles.
  var outliers: Int {
    let (lower, upper) = (value(place(of: 0.25)), value(place(of: 0.75)))
    let reach = 3 * (upper - lower)
    return reach == 0
      ? 0 : sorted.indices.count { value($0) < lower - reach || value($0) > upper + reach }
  }

  var differentValues: Int {
    sorted.indices.dropFirst().reduce(1) { sorted[$1] != sorted[$1 - 1] ? $0 + 1 : $0 }
  }
}

extension ReadyTable.TextColumn {
  /// The texts that most rows have, those of as many rows in the order of their bytes.
  func commonTexts(most: Int) -> [TextCount] {
    var counts = [Int](repeating: 0, count: levels.count)
    for code in codes where code > 0 { counts[Int(code) - 1] += 1 }
    let order = counts.indices.filter { counts[$0] > 0 }.sorted {
      counts[$0] != counts[$1]
        ? counts[$0] > counts[$1] : levels[$0].utf8.lexicographicallyPrecedes(levels[$1].utf8)
    }
    return order.prefix(most).map { TextCount(text: levels[$0], rows: counts[$0]) }
  }
}

extension ColumnSummary {
  /// Adds what the cells of a number or date column show.
  fileprivate mutating func describe(_ filled: FilledCells, format: CellFormat?) {
    guard let last = filled.sorted.indices.last else { return }
    if kind == .date {
      let dates = format?.dates ?? DateFormat()
      (earliest, latest) = (dates.text(ofDay: filled.value(0)), dates.text(ofDay: filled.value(last)))
      return
    }
    quantiles = ColumnSummary.quantileShares.map { filled.written(filled.place(of: $0)) }
    quantilesAreExact = true
    outliers = filled.outliers
    differentValues = filled.differentValues
    areWholeNumbers = filled.sorted.indices.allSatisfy { filled.value($0) == filled.value($0).rounded() }
  }

  /// Whether a column of numbers may be a key: each row has a whole number of its own.
  public var looksLikeKey: Bool {
    areWholeNumbers == true && cells >= LeftOutColumn.leastRowsOfKey && differentValues == cells
  }

  /// Whether a column of numbers may be one of codes: whole numbers under a name that ends as those of codes do.
  public var looksLikeCode: Bool {
    guard kind == .number, areWholeNumbers == true, reason != .said, !looksLikeKey else { return false }
    let name = name.lowercased()
    return ColumnSummary.endingsOfCodes.contains { name.hasSuffix($0) }
  }

  private static let endingsOfCodes = ["_id", "_code", "_type", "code", "编号", "代码", "编码", "类型"]
}
