import Parallel
import Testing

@testable import Tabular

@Suite("Scanning CSV")
struct CSVScanTests {
  /// The obvious twin: one character after the other, a list of rows of cells.
  static func slowRows(_ text: [UInt8], separator: UInt8) -> [[[UInt8]]] {
    var rows: [[[UInt8]]] = []
    var row: [[UInt8]] = []
    var cell: [UInt8] = []
    var inside = false
    var position = 0
    while position < text.count {
      let byte = text[position]
      if inside {
        cell.append(byte)
        if byte == 0x22 {
          if position + 1 < text.count, text[position + 1] == 0x22 {
            cell.append(0x22)
            position += 1
          } else {
            inside = false
          }
        }
      } else if byte == 0x22, cell.isEmpty {
        inside = true
        cell.append(byte)
      } else if byte == separator || byte == 0x0A {
        if byte == 0x0A, cell.last == 0x0D { cell.removeLast() }
        row.append(cell)
        cell = []
        if byte == 0x0A {
          rows.append(row)
          row = []
        }
      } else {
        cell.append(byte)
      }
      position += 1
    }
    if !cell.isEmpty || !row.isEmpty {
      if cell.last == 0x0D { cell.removeLast() }
      rows.append(row + [cell])
    }
    return rows
  }

  static func rows(path: String, sizes: ReadingSizes, threads: Int) throws -> [[[UInt8]]] {
    let scan = try CSVScan(path: path, sizes: sizes)
    var rows: [[[UInt8]]] = []
    var expectedRow = 0
    try scan.forEachBlocks(team: ThreadTeam(threadCount: threads), memory: WaveMemory(scan.sizes)) { blocks in
      for block in blocks {
        #expect(block.firstRow == expectedRow)
        expectedRow += block.rowCount
        for row in 0..<block.rowCount {
          rows.append(block.cells(ofRow: row).map { Array(block.text.elements[block.cell($0)]) })
        }
      }
    }
    return rows
  }

  /// Random text in which quotes, separators and line feeds are frequent; sometimes with stray quotes.
  static func randomText(_ random: inout RandomStream, strayQuotes: Bool) -> [UInt8] {
    var text = Array("a,b\n".utf8)
    for _ in 0..<random.below(60) {
      for column in 0..<1 + random.below(4) {
        if column > 0 { text.append(0x2C) }
        switch random.below(strayQuotes ? 6 : 5) {
        case 0: break
        case 1: text += Array("\"x,\"\"y\n\"\"z\"".utf8)
        case 2: text += Array("\"\"".utf8)
        case 3: text += Array(repeating: 0x37, count: random.below(90))
        case 4: text += Array("客户".utf8)
        default: text += Array("5\" pipe".utf8)
        }
      }
      if random.below(5) == 0 { text.append(0x0D) }
      text.append(0x0A)
    }
    if random.below(3) == 0 { text += Array("last,row".utf8) }
    return text
  }

  @Test("gives the cells of the slow twin, whatever the sizes of waves and blocks", arguments: [false, true])
  func equalsTwin(strayQuotes: Bool) throws {
    let folder = TemporaryFolder()
    for seed in 0..<1500 {
      var random = RandomStream(seed: UInt64(seed))
      let text = CSVScanTests.randomText(&random, strayQuotes: strayQuotes)
      let path = folder.write(text, as: "scan.csv")
      let expected = Array(CSVScanTests.slowRows(text, separator: 0x2C).dropFirst())
      let sizes = ReadingSizes(wave: 512 + random.below(2000), block: 16 + random.below(300))
      let found = try CSVScanTests.rows(path: path, sizes: sizes, threads: 1 + random.below(3))
      let agrees = found == expected
      #expect(agrees, "seed \(seed)")
      if !agrees { return }
    }
  }

  @Test("knows the line of every byte")
  func lines() throws {
    let folder = TemporaryFolder()
    let path = folder.write(Array("a,b\n1,2\n\"x\ny\",3\n4,5\n".utf8), as: "lines.csv")
    let scan = try CSVScan(path: path)
    #expect(scan.line(ofPlace: 0) == 1)
    #expect(scan.line(ofPlace: 4) == 2)
    #expect(scan.line(ofPlace: 17) == 5)
  }

  @Test("sees separators, byte-order marks and GB18030 by itself")
  func dialects() throws {
    let folder = TemporaryFolder()
    let semicolon = try CSVScan(path: folder.write(Array("\"a;x\";b\n1;2\n".utf8), as: "s.csv"))
    #expect(semicolon.separator == 0x3B && semicolon.header == ["a;x", "b"])
    let marked = try CSVScan(
      path: folder.write([0xEF, 0xBB, 0xBF] + Array("客户号,b\r\n1,2\r\n".utf8), as: "m.csv"))
    #expect(marked.header == ["客户号", "b"])
    let chinese = try CSVScan(
      path: folder.write([0xBF, 0xCD, 0xBB, 0xA7, 0xBA, 0xC5] + Array(",b\n1,2\n".utf8), as: "g.csv"))
    #expect(chinese.header == ["客户号", "b"] && chinese.encoding == .gb18030)
  }

  @Test("refuses what is no CSV text, naming the file and the line")
  func refusals() throws {
    let folder = TemporaryFolder()
    func message(_ bytes: [UInt8]) -> String {
      let path = folder.write(bytes, as: "bad.csv")
      do {
        _ = try CSVScanTests.rows(path: path, sizes: ReadingSizes(wave: 4096, block: 64), threads: 2)
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    #expect(message([]).contains("bad.csv: the file is empty"))
    #expect(message(Array("a,a\n".utf8)).contains("column “a”: the header has this column twice"))
    #expect(message([0xFF, 0xFE, 0x61, 0]).contains("UTF-16"))
    #expect(message(Array("a,b\n1,\"2\n3,4\n5,6\n".utf8)).contains("line 2: a quote is opened"))
    #expect(message(Array("a,b\n1,\"".utf8) + Array(repeating: 0x37, count: 9000)).contains("line 2"))
    #expect(
      message(Array("a,b\n1,2\n".utf8) + [0xFF, 0xFF, 0x0A]).contains("line 3: the text is neither UTF-8"))
    #expect(message([0x61, 0x2C, 0, 0x0A]).contains("zero bytes"))
  }
}
