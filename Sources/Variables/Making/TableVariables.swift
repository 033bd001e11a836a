import Calendar
import Messages
import Panel
import Parallel
import Tabular

/// Makes variables of a ready-made table by the recipes of a book: levels of number columns, and categories.
public struct TableVariableMaker: Sendable {
  public let book: RecipeBook
  private let table: ReadyTable
  private let sources: [Source]
  /// The columns that stay in their order; see ``scales``.
  private let ordered: [ExactColumn?]

  /// Where the values of a variable come from.
  private enum Source: Sendable {
    /// A column of the table's matrix of numbers.
    case number(Int)
    /// The same, read otherwise than as an amount.
    case read(Int, NumberReading)
    /// Nothing.
    case nothing
    /// A text column, and the variable's code for each of the table's codes, from 0 (missing).
    case text(Int, codes: [Float])
    /// Text columns, and what their levels are worth together.
    case levels([Int], LevelLookup)
    /// A date's column, and what its days are counted up to.
    case days(Int, Reference)
  }

  /// What days are counted up to.
  private enum Reference: Sendable {
    /// A day, counted from 1970-01-01.
    case day(Double)
    /// The end of the period of each row's time.
    case times([Double], DatePeriod)
    /// The end of the period that a date column names.
    case column(Int, DatePeriod)
  }

  /// Binds the recipes to a table's columns by name and kind.
  ///
  /// - Parameter keepsOrder: whether numbers of a column that Float32s do not hold are to stay in their order, for what needs
  ///   no more than that; else they are the nearest Float32s.
  /// - Throws: ``VariablesError`` naming all columns that the table lacks and all recipes that need a panel's months.
  public init(
    book: RecipeBook, table: ReadyTable, keepsOrder: (_ column: String) -> Bool = { _ in false }
  ) throws(VariablesError) {
    var sources: [Source] = []
    var problems: [Sentence] = []
    let numbers = table.numberColumns
    for recipe in book.recipes {
      let name = recipe.columns.first ?? recipe.name
      if recipe.function == .daysBefore {
        if let source = TableVariableMaker.days(recipe, table: table) {
          sources.append(source)
        } else {
          problems.append(
            "The table lacks the date column “\(recipe.columns.joined(separator: "” or “"))”, which variable "
              + "“\(recipe.name)” is made of.")
        }
        continue
      }
      guard recipe.function.descriptor.isColumnItself else {
        problems.append(
          "Variable “\(recipe.name)” is made of a panel's months (\(recipe.function.rawValue)), which a ready-made table "
            + "does not have; give the model a panel\(RunInput.given(.panel, .configuration)).")
        continue
      }
      if recipe.columns.isEmpty {
        sources.append(.nothing)
      } else if recipe.function.readsLevels {
        if let source = TableVariableMaker.levels(recipe, book.statistics, table, &problems) {
          sources.append(source)
        }
      } else if recipe.function.descriptor.source == .text {
        if let index = table.texts.firstIndex(where: { $0.name == name }) {
          sources.append(.text(index, codes: recipe.codes(ofTexts: table.texts[index].levels)))
        } else {
          problems.append(Self.missingText(name, recipe))
        }
      } else if let index = numbers.firstIndex(where: {
        $0.name == name && $0.thresholds?.thresholds == recipe.thresholds
      }) {
        sources.append(recipe.function == .level ? .number(index) : .read(index, NumberReading(recipe)))
      } else {
        problems.append(
          "The table has no number column “\(name)”, which variable “\(recipe.name)” is made of.")
      }
    }
    guard problems.isEmpty else { throw VariablesError(problems: problems) }
    self.book = book
    self.table = table
    self.sources = sources
    ordered = zip(numbers, table.exact).map { keepsOrder($0.name) ? $1 : nil }
  }

  /// Text columns whose levels are looked up; nil with a problem more where the table or the model lacks something.
  private static func levels(
    _ recipe: Recipe, _ statistics: LevelStatistics?, _ table: ReadyTable, _ problems: inout [Sentence]
  ) -> Source? {
    var columns: [Int] = []
    for name in recipe.columns {
      if let index = table.texts.firstIndex(where: { $0.name == name }) {
        columns.append(index)
      } else {
        problems.append(missingText(name, recipe))
      }
    }
    guard columns.count == recipe.columns.count else { return nil }
    guard let statistics,
      let lookup = LevelLookup(recipe, statistics, texts: columns.map { table.texts[$0].levels })
    else {
      problems.append("The model knows no levels for the variable “\(recipe.name)”.")
      return nil
    }
    return .levels(columns, lookup)
  }

  private static func missingText(_ name: String, _ recipe: Recipe) -> Sentence {
    "The table has no text column “\(name)”, which variable “\(recipe.name)” is made of."
  }

  /// The cells of each variable that a model compares in Float64, where Float32s would read otherwise; nil for all others.
  public var cells: [AlignedArray<Double>?] {
    sources.map { source in
      if case .number(let column) = source { table.cells[column] } else { nil }
    }
  }

  /// A column of texts of the table.
  func text(_ name: String) -> ReadyTable.TextColumn? { table.texts.first { $0.name == name } }

  /// Number of variables.
  public var variableCount: Int { sources.count }

  /// What the Float32s of the matrix stand for; nil for variables whose numbers they are.
  public var scales: [CellScale?] {
    sources.map { source in
      if case .number(let column) = source { ordered[column]?.scale } else { nil }
    }
  }

  /// All variables of all rows, in the table's order; texts that the model does not know are missing (NaN).
  ///
  /// - Complexity: O(rows × variables), in parallel; the result is rows × variables × 4 bytes.
  public func matrix(team: ThreadTeam) -> ColumnMatrix {
    if isTableItself { return table.numbers }
    var matrix = ColumnMatrix(rowCount: table.rowCount, columnCount: sources.count)
    let stride = matrix.columnStride
    let (sources, table, ordered) = (self.sources, self.table, self.ordered)
    matrix.withMutableStorage { storage in
      team.forEach(sources.count) { variable, _ in
        let target = storage[variable * stride..<variable * stride + table.rowCount]
        switch sources[variable] {
        case .number(let column):
          let numbers = ordered[column]?.floats.view ?? table.numbers.column(column)
          for row in 0..<table.rowCount { target[row] = numbers[row] }
        case .read(let column, let reading):
          let numbers = table.numbers.column(column)
          for row in 0..<table.rowCount { target[row] = reading(numbers[row]) }
        case .nothing: target.fill(with: .nan)
        case .text(let column, let codes):
          let levels = table.texts[column].codes
          for row in 0..<table.rowCount { target[row] = codes[Int(levels[row])] }
        case .levels(let columns, let lookup):
          for row in 0..<table.rowCount { target[row] = lookup { table.texts[columns[$0]].codes[row] } }
        case .days(let column, let reference):
          TableVariableMaker.countDays(table.numbers.column(column), up: reference, in: table, into: target)
        }
      }
    }
    return matrix
  }

  /// Whether the variables are the table's numbers, all of them in their order, so that nothing need be copied.
  private var isTableItself: Bool {
    guard sources.count == table.numbers.columnCount, ordered.allSatisfy({ $0 == nil }) else { return false }
    return sources.enumerated().allSatisfy { position, source in
      if case .number(position) = source { true } else { false }
    }
  }

  /// Where the days of a recipe come from; nil where the table lacks a column.
  private static func days(_ recipe: Recipe, table: ReadyTable) -> Source? {
    let dates = table.numberColumns.map { $0.kind == .date ? $0.name : nil }
    guard let date = dates.firstIndex(of: recipe.columns.first), let figure = recipe.figures.first else {
      return nil
    }
    guard recipe.columns.count > 1 else { return .days(date, .day(figure)) }
    guard let period = DatePeriod.allCases.first(where: { Double($0.months) == figure }) else { return nil }
    if let time = table.time, time.name == recipe.columns[1] {
      return .days(date, .times(time.values, period))
    }
    return dates.firstIndex(of: recipe.columns[1]).map { .days(date, .column($0, period)) }
  }

  private static func countDays(
    _ dates: SharedBuffer<Float>, up reference: Reference, in table: ReadyTable,
    into target: SharedBuffer<Float>
  ) {
    // Neighbouring rows are often of the same time.
    var (last, end) = (Double.nan, Double.nan)
    for row in 0..<table.rowCount {
      let (time, period): (Double, DatePeriod) =
        switch reference {
        case .day(let day): (day, .day)
        case .times(let times, let period): (times[row], period)
        case .column(let column, let period): (Double(table.numbers.column(column)[row]), period)
        }
      if time != last {
        (last, end) = (time, time.isNaN ? .nan : Double(period.lastDay(fromFirst: Int(time))))
      }
      target[row] = Float(end - Double(dates[row]))
    }
  }
}
