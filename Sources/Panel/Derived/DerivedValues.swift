import Calendar
import Configuration
import Glibc
import Parallel
import Tabular

/// The values of a derived column in some rows, computed in Float64 of the cells as they are written.
struct DerivedValues {
  /// ``CellValue/missing`` where there is none, ``CellValue/unreadable`` where a cell that it is made of is.
  let values: [Double]

  init(batch: DerivingBatch, column: DerivingSource.Column, rows: RowNumbers) {
    var maker = Maker(batch: batch, column: column, rows: rows)
    let made = maker.values(of: column.expression)
    values = zip(made, maker.isUnreadable).map { value, isUnreadable in
      isUnreadable ? CellValue.unreadable : value.isFinite ? value : CellValue.missing
    }
  }

  /// Makes the values of an expression, part after part.
  private struct Maker {
    let batch: DerivingBatch
    let column: DerivingSource.Column
    let rows: RowNumbers
    var isUnreadable: [Bool]

    init(batch: DerivingBatch, column: DerivingSource.Column, rows: RowNumbers) {
      (self.batch, self.column, self.rows) = (batch, column, rows)
      isUnreadable = Array(repeating: false, count: rows.count)
    }

    mutating func values(of expression: DerivedExpression) -> [Double] {
      switch expression {
      case .number(let number): return Array(repeating: number, count: rows.count)
      case .column(let name): return numbers(name)
      case .negative(let part): return values(of: part).map { -$0 }
      case .binary(let left, let operation, let right):
        return zip(values(of: left), values(of: right)).map { operation.result($0, $1) }
      case .call(let function, let parts): return function.results(parts.map { values(of: $0) })
      case .year(let name):
        return days(name).map { $0.isNaN ? .nan : Double(CalendarDay(daysSince1970: Int($0)).month.year) }
      case .span(let unit, let from, let to):
        return zip(days(from), to.map { days($0) } ?? monthEnds()).map { unit.count(from: $0, to: $1) }
      case .comparison(let left, let comparison, let right):
        return zip(values(of: left), values(of: right)).map {
          $0.isNaN || $1.isNaN ? .nan : comparison.holds($0, $1) ? 1 : 0
        }
      case .text(let name, let wanted, let isPart): return tests(name, wanted, isPart: isPart)
      case .not(let part): return values(of: part).map { $0.isNaN ? .nan : $0 == 0 ? 1 : 0 }
      case .all(let parts): return decided(parts, by: 0)
      case .any(let parts): return decided(parts, by: 1)
      }
    }

    /// The truth that one side alone decides; where none does, missing if a side is, else the other truth.
    private mutating func decided(_ parts: [DerivedExpression], by truth: Double) -> [Double] {
      let sides = parts.map { values(of: $0).map { $0.isNaN ? .nan : $0 == 0 ? 0 : 1 } }
      return rows.elements.indices.map { row in
        if sides.contains(where: { $0[row] == truth }) { return truth }
        return sides.contains { $0[row].isNaN } ? .nan : 1 - truth
      }
    }

    private mutating func read(_ read: (SharedBuffer<Double>) -> Void) -> [Double] {
      let room = AlignedArray<Double>(count: rows.count)
      read(room.view)
      for position in 0..<rows.count where CellValue.isUnreadable(room.view[position]) {
        isUnreadable[position] = true
      }
      return Array(room.view.elements)
    }

    private func index(_ name: String) -> Int { column.indices[name] ?? 0 }

    private mutating func numbers(_ name: String) -> [Double] {
      let (batch, rows, index) = (batch, rows, index(name))
      return read { batch.numbers(index, decimal: .point, rows: rows, into: $0) }
    }

    private mutating func days(_ name: String) -> [Double] {
      let (batch, rows, index) = (batch, rows, index(name))
      return read { batch.days(index, form: .written(DateFormat()), rows: rows, into: $0) }
    }

    /// The last day of each row's month.
    private func monthEnds() -> [Double] {
      if let month = batch.source.month { return Array(repeating: Self.end(month), count: rows.count) }
      guard let column = batch.source.monthColumn else { return Array(repeating: .nan, count: rows.count) }
      let indices = AlignedArray<Int32>(count: rows.count)
      batch.months(column, format: DateFormat(), rows: rows, into: indices.view)
      return indices.view.elements.map { $0 == CellValue.noMonth ? .nan : Self.end(Month(index: Int($0))) }
    }

    private static func end(_ month: Month) -> Double {
      Double(CalendarDay(month, atMost: 31).daysSince1970)
    }

    private func tests(_ name: String, _ wanted: [String], isPart: Bool) -> [Double] {
      let marks = batch.source.missingInColumns[index(name)] ?? .inTexts
      return batch.texts(index(name), rows: rows).map { text in
        guard let text, !marks.texts.contains(text.lowercased()) else { return .nan }
        return wanted.contains { isPart ? text.contains($0) : text == $0 } ? 1 : 0
      }
    }
  }
}

extension DerivedExpression.Operation {
  /// What is not finite, as a division by zero, is missing in the end.
  fileprivate func result(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .plus: left + right
    case .minus: left - right
    case .times: left * right
    case .over: right == 0 ? .nan : left / right
    }
  }
}

extension DerivedExpression.Function {
  fileprivate func results(_ parts: [[Double]]) -> [Double] {
    switch self {
    case .min:
      parts.dropFirst().reduce(parts[0]) {
        zip($0, $1).map { $0.isNaN || $1.isNaN ? .nan : Swift.min($0, $1) }
      }
    case .max:
      parts.dropFirst().reduce(parts[0]) {
        zip($0, $1).map { $0.isNaN || $1.isNaN ? .nan : Swift.max($0, $1) }
      }
    case .abs: parts[0].map(\.magnitude)
    case .log: parts[0].map { $0 > 0 ? Glibc.log($0) : .nan }
    case .choice:
      parts[0].indices.map { parts[0][$0].isNaN ? .nan : parts[0][$0] != 0 ? parts[1][$0] : parts[2][$0] }
    }
  }
}

extension DerivedExpression.Unit {
  /// Whole days or months from a day to another one; the last day of a month completes it.
  fileprivate func count(from: Double, to: Double) -> Double {
    if from.isNaN || to.isNaN { return .nan }
    switch self {
    case .days: return to - from
    case .months:
      let isForward = from <= to
      let (first, last) = (
        CalendarDay(daysSince1970: Int(min(from, to))), CalendarDay(daysSince1970: Int(max(from, to)))
      )
      let isComplete = last.day >= first.day || last.day == last.month.daysInMonth
      let months = Double(last.month.index - first.month.index - (isComplete ? 0 : 1))
      return isForward ? months : -months
    }
  }
}
