import Calendar
import Parallel
import Tabular

/// The columns of a file, and what its first rows show of them.
struct FileSample {
  struct Column {
    var name: String
    /// Numbers in the order of the rows, NaN where a cell holds none.
    var numbers: [Double]
    var filled: Int
    var different: Int
    /// Cells that are a month or a day of one.
    var months: Int
    var differentMonths: Int

    /// Whether nearly all filled cells are numbers.
    var holdsNumbers: Bool { filled > 0 && 10 * numbers.count { !$0.isNaN } >= 9 * filled }

    /// Whether the numbers are as large as money on accounts, rather than counts, shares, codes and ages.
    var looksLikeMoney: Bool {
      guard holdsNumbers else { return false }
      let known = numbers.filter { !$0.isNaN }.sorted()
      guard let greatest = known.last, let least = known.first, greatest >= 10_000 else { return false }
      // Days and months as digits fill a narrow range.
      let isDate = least > 19_000_000 && greatest < 22_000_000 || least > 190_000 && greatest < 220_013
      // Numbers of rows, customers and telephones: all different, and close together or of many digits.
      let isKey =
        different == numbers.count && numbers.count > 20 && known.allSatisfy { $0 == $0.rounded() }
        && (greatest - least < 3 * Double(numbers.count) || least >= 1e7)
      return !isDate && !isKey && -least <= greatest
    }
  }

  static let mostRows = 4_000

  let path: String
  let columns: [Column]
  let rows: Int
  /// Texts of a column, for keys.
  private let texts: [[String]]

  init(path: String, missing: [String], sources: ColumnSources, team: ThreadTeam) throws {
    self.path = path
    let source = try sources.open(path)
    let names = source.columnNames
    var found = names.map {
      Column(name: $0, numbers: [], filled: 0, different: 0, months: 0, differentMonths: 0)
    }
    var texts = names.map { _ in [String]() }
    var months = names.map { _ in Set<Int32>() }
    var rows = 0
    let plan = ReadingPlan(columns: Set(names.indices), missing: missing, extent: .beginning)
    try source.forEachWave(plan, team: team) { batches in
      for batch in batches where rows < FileSample.mostRows {
        let room = AlignedArray<UInt32>(count: batch.rowCount)
        let whole = batch.survey(into: room.view).wholeRows
        let taken = room.view[0..<min(whole, FileSample.mostRows - rows)]
        rows += taken.count
        let decimals: [DecimalMark] = source.mayHaveDecimalCommas ? [.point, .comma] : [.point]
        let values = AlignedArray<Double>(count: taken.count)
        let indices = AlignedArray<Int32>(count: taken.count)
        for column in names.indices {
          let readings = decimals.map { decimal in
            batch.numbers(column, decimal: decimal, rows: taken, into: values.view)
            return values.view.elements.map { $0.isNaN ? Double.nan : $0 }
          }
          found[column].numbers += readings.max { $0.count { !$0.isNaN } < $1.count { !$0.isNaN } } ?? []
          batch.months(column, format: DateFormat(), rows: taken, into: indices.view)
          for index in indices.view.elements where index != CellValue.noMonth {
            found[column].months += 1
            months[column].insert(index)
          }
          texts[column] += batch.texts(column, rows: taken).map { $0 ?? "" }
        }
      }
    }
    for column in names.indices {
      found[column].filled = texts[column].count { !$0.isEmpty }
      found[column].different = Set(texts[column]).count
      found[column].differentMonths = months[column].count
    }
    (columns, self.texts, self.rows) = (found, texts, rows)
  }

  func column(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// Whether some row has the same cells in all of some columns as an earlier one.
  func repeats(_ columns: [Int]) -> Bool {
    var seen: Set<[String]> = []
    return !(0..<rows).allSatisfy { row in seen.insert(columns.map { texts[$0][row] }).inserted }
  }

  /// Whether a column is the sum of others, in nearly all rows.
  func isSum(_ total: Int, of parts: [Int]) -> Bool {
    let fitting = (0..<rows).count { row in
      let sum = parts.reduce(0.0) { $0 + (columns[$1].numbers[row].isNaN ? 0 : columns[$1].numbers[row]) }
      let value = columns[total].numbers[row]
      return !value.isNaN && abs(value - sum) <= 0.01 * max(1, abs(value))
    }
    return rows > 0 && parts.count > 1 && 20 * fitting >= 19 * rows
  }
}
