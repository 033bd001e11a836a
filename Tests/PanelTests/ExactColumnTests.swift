import Parallel
import Tabular
import Testing

@testable import Panel

@Suite("Columns of a ready-made table that Float32s do not hold")
struct ExactColumnTests {
  private func read(_ files: [[Double]], borders: [Double] = [], threads: Int = 2) throws -> ReadyTable {
    let folder = TemporaryFolder()
    for (place, numbers) in files.enumerated() {
      let rows = numbers.map { ($0.isNaN ? "" : "\($0)") + ",a\n" }.joined()
      folder.write("number,other\n" + rows, as: "\(place).csv")
    }
    return try ReadyTableReader(patterns: [folder.path + "/*.csv"], borders: { _ in borders }).read(
      team: ThreadTeam(threadCount: threads))
  }

  @Test("keep their order and their numbers, whichever files hold what")
  func order() throws {
    var random = RandomStream(seed: 5)
    for round in 0..<60 {
      let files = (0..<1 + random.below(3)).map { _ in
        let kind = random.below(5)
        return (0..<1 + random.below(30)).map { _ in
          switch kind {
          case 0: Double(random.below(200))
          case 1: Double(random.below(9000)) / 1000
          case 2: (20_000_000 + Double(random.below(60))) / 100
          case 3: Double(Float(random.below(9000)) / 1000)
          default: random.below(4) == 0 ? .nan : 20_240_101 + Double(random.below(40))
          }
        }
      }
      let numbers = files.flatMap { $0 }
      let borders = [[], [0.3, 20_240_110], [8.0001]][random.below(3)]
      let table = try read(files, borders: borders, threads: 1 + round % 3)
      let different = Set(numbers.filter { !$0.isNaN })
      guard let exact = table.exact[0] else {
        #expect(Set(different.map { Float($0) }).count == different.count)
        for border in borders {
          #expect(different.allSatisfy { ($0 <= border) == (Float($0) <= Float(border)) })
          #expect(different.allSatisfy { ($0 == border) == (Float($0) == Float(border)) })
        }
        continue
      }
      #expect(exact.floats.count == numbers.count)
      for (row, number) in numbers.enumerated() {
        let float = exact.floats.view[row]
        #expect(number.isNaN ? float.isNaN : exact.scale.cell(ofFloat: float) == number)
        #expect(number.isNaN || table.numbers[row, 0] == Float(number))
        for (other, second) in zip(numbers, exact.floats.view.elements) where !number.isNaN {
          #expect((number < other) == (float < second))
        }
      }
    }
  }

  @Test("that are infinite stop the reading, or are beyond all others, as the configuration says")
  func infinities() throws {
    let folder = TemporaryFolder()
    let cells = ["inf", "1", "-Infinity", "1e308", "", "-2", "1e999", "3"]
    let path = folder.write("number,other\n" + cells.map { "\($0),a\n" }.joined(), as: "t.csv")
    let team = ThreadTeam(threadCount: 2)
    #expect(throws: TableError.self) { try ReadyTableReader(patterns: [path]).read(team: team) }
    let extreme = ReadyTableReader(patterns: [path], infinities: .extreme, borders: { _ in [1e300, -1e300] })
    // The column is valid while the table lives.
    let table = try extreme.read(team: team)
    let found = withExtendedLifetime(table) { Array(table.numbers.column(0).elements) }
    let greatest = Float.greatestFiniteMagnitude
    #expect(found.count == cells.count && found[4].isNaN)
    #expect([0, 1, 2, 3, 5, 6, 7].map { found[$0] } == [greatest, 1, -greatest, greatest, -2, greatest, 3])
  }

  @Test("are none where Float32s hold the cells, or nobody asks")
  func plain() throws {
    let plain = [[1, 2.5, 131_071.99, -0.384, .nan], [8_000_000, 0.25]]
    #expect(try read(plain, borders: [2.5, -0.384, 99_999_999]).exact.allSatisfy { $0 == nil })
    #expect(try read(plain, borders: [0.3830000001]).exact[0] != nil)
    let folder = TemporaryFolder()
    let path = folder.write("number\n62220000000\n62220000001\n", as: "t.csv")
    let table = try ReadyTableReader(patterns: [path]).read(team: ThreadTeam(threadCount: 1))
    #expect(table.exact.allSatisfy { $0 == nil })
  }
}
