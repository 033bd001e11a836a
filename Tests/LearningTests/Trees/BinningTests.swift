import Parallel
import Testing

@testable import Learning

@Suite("Bins")
struct BinningTests {
  private let awkward: [Float] = [
    0, -0.0, 1, Float(1).nextUp, Float(1).nextDown, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    .infinity, -.infinity, 3, 1e30,
    .greatestFiniteMagnitude, -.greatestFiniteMagnitude, Float.greatestFiniteMagnitude.nextDown, .nan,
  ]

  @Test("a number is below a threshold exactly where its code is below the split, for any numbers")
  func codesAgreeWithThresholds() {
    var random = RandomStream(seed: 1)
    for round in 0..<300 {
      let column = (0..<1 + random.below(2000)).map { _ -> Float in
        switch random.below(4) {
        case 0: awkward[random.below(awkward.count)]
        case 1: Float(random.below(20))
        default: Float(random.normal())
        }
      }
      let matrix = ColumnMatrix(columns: [column])
      let limit = 2 + random.below(254)
      let bins = VariableBins(column: matrix.column(0), kind: .numeric, limit: limit)
      guard case .numbers(let edges, let valueBinCount, _) = bins else {
        Issue.record("numbers have number bins")
        return
      }
      #expect(valueBinCount <= limit)
      #expect(edges.allSatisfy { $0.isFinite })
      #expect(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 })
      var agree = true
      let codes = AlignedArray<UInt8>(count: column.count)
      BinCoder(bins).code(matrix.column(0), into: codes.view)
      for (row, code) in codes.view.elements.enumerated() {
        if column[row].isNaN {
          agree = agree && Int(code) == valueBinCount
        } else {
          for (bin, edge) in edges.enumerated() {
            agree = agree && (Int(code) <= bin) == (column[row] <= edge)
          }
        }
      }
      #expect(agree, "round \(round)")
    }
  }

  @Test("few distinct values have a bin each, split halfway")
  func distinctValues() {
    let bins = VariableBins.numberBins([1, 1, 1, 2, 5, 5], limit: 255, isBounded: true)
    guard case .numbers(let edges, let count, let isBounded) = bins else { return }
    #expect(edges == [1.5, 3.5] && count == 3 && isBounded)
  }

  @Test("many distinct values are shared out evenly, and frequent ones stand alone")
  func manyValues() {
    let sorted = ([Float](repeating: 0, count: 5000) + (1...5000).map { Float($0) })
    guard case .numbers(let edges, let count, _) = VariableBins.numberBins(sorted, limit: 51, isBounded: true)
    else { return }
    #expect(edges[0] == 0.5)
    #expect((45...51).contains(count))
    let widths = zip(edges.dropFirst(2), edges.dropFirst()).map { $0 - $1 }
    #expect(widths.allSatisfy { $0 >= 90 && $0 <= 110 })
  }

  @Test("rare categories beyond the limit count as missing")
  func categories() {
    let column: [Float] = [0, 0, 0, 2, 2, 4, 5, 5, .nan]
    let matrix = ColumnMatrix(columns: [column])
    let bins = VariableBins(column: matrix.column(0), kind: .category(levels: 7), limit: 3)
    guard case .categories(let codes, let binOfCode) = bins else { return }
    #expect(codes == [0, 2, 5])
    #expect(binOfCode == [0, 3, 1, 3, 3, 2, 3])
  }

  @Test("a table's codes do not depend on the number of threads")
  func threads() throws {
    var tables = RandomTables(seed: 3)
    let set = try tables.table(rows: 9000, numeric: 10, categories: 2)
    let one = BinnedMatrix(set, binLimit: 63, team: ThreadTeam(threadCount: 1))
    let five = BinnedMatrix(set, binLimit: 63, team: ThreadTeam(threadCount: 5))
    for variable in 0..<12 {
      for row in stride(from: 0, to: 9000, by: 7) {
        #expect(one.code(row: row, variable: variable) == five.code(row: row, variable: variable))
      }
    }
  }
}
