import CArrow
import Parallel
import Testing

@testable import Arrow
@testable import HandMadeArrow

@Suite("Arrays that lie")
struct HostileArrayTests {
  private let made = HandMade()

  /// Columns of every layout, with their formats.
  private var columns: [(format: String, array: HandMade.Array)] {
    var codes = HandMade.Array.values([Int32(1), nil, 0, 1], absent: 5)
    codes.dictionary = [.texts(["a", "b"], Int32.self)]
    let words = ["a", nil, "a text of more than twelve bytes", "客户"]
    return [
      ("l", .values([Int64(1), nil, 3, 4], absent: 0)), ("b", .truths([true, nil, false, true])),
      ("u", .texts(words, Int32.self)), ("U", .texts(words, Int64.self)), ("vu", .views(words)), ("i", codes),
      ("d:18,2", .values([Int128(1), 2, nil, 4], absent: 0)),
    ]
  }

  private func schema(_ index: Int) -> HandMade.Schema {
    var schema = HandMade.Schema.table([("x", columns[index].format)])
    if !columns[index].array.dictionary.isEmpty {
      schema.children[0].dictionary = [HandMade.Schema(format: "u")]
    }
    return schema
  }

  /// What is said of a table of one column.
  private func problem(_ index: Int, _ array: HandMade.Array, rows: Int = 4) -> ArrowError? {
    problem(schema(index), .table([array], rows: rows))
  }

  private func problem(_ schema: HandMade.Schema, _ table: HandMade.Array) -> ArrowError? {
    do {
      let stream = try ArrowStream(taking: made.stream(schema, [table]))
      if let batch = try stream.next() { touch(batch) }
      return nil
    } catch {
      return error
    }
  }

  /// Reads everything that a batch has.
  private func touch(_ batch: ArrowRecordBatch) {
    for column in batch.columns {
      for row in 0..<column.count {
        let (cells, place) = column.resolved(row)
        if cells.isNull(place) { continue }
        _ = column.texts?[row]?.reduce(0, &+)
        _ = (cells.number(place), cells.numberText(place), cells.day(place), cells.secondOfDay(place))
      }
    }
  }

  @Test("Good ones are read")
  func good() { for index in columns.indices { #expect(problem(index, columns[index].array) == nil) } }

  @Test("Wrong lengths, offsets, counts and buffers are refused, and given back")
  func wrongCounts() {
    for (index, column) in columns.enumerated() {
      let changes: [(String, (inout HandMade.Array) -> Void)] = [
        ("too short", { $0.length = 3 }), ("negative length", { $0.length = -1 }),
        ("no length", { $0.length = .max }), ("negative offset", { $0.offset = -1 }),
        ("no offset", { $0.offset = .max }), ("too many missing", { $0.nullCount = 5 }),
        ("less than unknown", { $0.nullCount = -2 }), ("buffers", { $0.claimedBuffers = 1 }),
        ("no buffers", { $0.claimedBuffers = 0 }), ("negative buffers", { $0.claimedBuffers = -1 }),
        ("no list of buffers", { $0.hasNoBufferList = true }), ("no values", { $0.buffers[1] = nil }),
        ("no bits", { ($0.buffers[0], $0.nullCount) = (nil, 1) }),
      ]
      for (what, change) in changes {
        var array = column.array
        change(&array)
        let found = problem(index, array)
        #expect(found?.column == "x", "\(column.format): \(what)")
        #expect(found?.message.hasPrefix("what was handed over cannot be right") == true)
      }
    }
    #expect(made.ledger.released["array"] == made.ledger.released["stream"])
  }

  @Test("Texts whose offsets fall, begin below zero or lie nowhere are refused")
  func wrongTexts() {
    for offsets in [[Int32(0), 3, 2, 4, 5], [-1, 0, 1, 2, 3], [0, 1, 1, 1, -5], [0, .max, 0, 0, 0]] {
      var array = columns[2].array
      array.buffers[1] = HandMade.Array.bytes(offsets)
      #expect(problem(2, array)?.column == "x", "\(offsets)")
    }
    for (index, position) in [(2, 2), (3, 2)] {
      var array = columns[index].array
      array.buffers[position] = nil
      #expect(problem(index, array)?.message.contains("bytes of its texts") == true)
    }
    let changes: [(inout [UInt8]) -> Void] = [
      { $0.replaceSubrange(0..<4, with: HandMade.Array.bytes([Int32(-1)])) },
      { $0.replaceSubrange(32..<36, with: HandMade.Array.bytes([Int32(33)])) },
      { $0.replaceSubrange(40..<44, with: HandMade.Array.bytes([Int32(1)])) },
      { $0.replaceSubrange(40..<44, with: HandMade.Array.bytes([Int32(-1)])) },
      { $0.replaceSubrange(44..<48, with: HandMade.Array.bytes([Int32(1)])) },
      { $0.replaceSubrange(44..<48, with: HandMade.Array.bytes([Int32.min])) },
    ]
    for change in changes {
      var array = columns[4].array
      change(&array.buffers[1]!)
      #expect(problem(4, array)?.column == "x")
    }
    var array = columns[4].array
    array.buffers[3] = HandMade.Array.bytes([Int64(-1)])
    #expect(problem(4, array)?.column == "x")
    array = columns[4].array
    array.buffers[2] = nil
    #expect(problem(4, array)?.column == "x")
  }

  @Test("Numbers of values that a dictionary does not have are refused, and missing ones not looked at")
  func wrongDictionaries() {
    for index in [Int32(2), -1, .max, .min] {
      var array = columns[5].array
      array.buffers[1] = HandMade.Array.bytes([index, 0, 0, 0])
      #expect(problem(5, array)?.message.contains("a dictionary of 2") == true)
      array.buffers[1] = HandMade.Array.bytes([0, index, 0, 0])
      #expect(problem(5, array) == nil)
    }
    var array = columns[5].array
    array.dictionary = []
    #expect(problem(5, array)?.column == "x")
    array = columns[5].array
    array.dictionary[0].length = -1
    #expect(problem(5, array)?.column == "x")
  }

  @Test("Tables that are none, were released or lack columns are refused")
  func wrongTables() {
    let array = columns[0].array
    #expect(problem(HandMade.Schema(format: "l"), array)?.message.contains("no table") == true)
    #expect(problem(HandMade.Schema(format: nil), array)?.message.contains("no table") == true)
    #expect(
      problem(.table([("x", "l"), ("y", "l")]), .table([array], rows: 4))?.message.contains("1 columns")
        == true)
    var schema = self.schema(0)
    schema.children[0].format = nil
    #expect(problem(schema, .table([array], rows: 4))?.message == "the column 1 has no type.")
    for change: (inout HandMade.Array) -> Void in [
      { $0.length = -1 }, { $0.length = .max }, { $0.offset = -1 }, { $0.offset = 1 }, { $0.offset = .max },
      { $0.claimedChildren = 2 }, { $0.claimedChildren = -1 }, { $0.lackingChildren = [0] },
      { ($0.nullCount, $0.buffers) = (1, [[0]]) },
    ] {
      var table = HandMade.Array.table([array], rows: 4)
      change(&table)
      #expect(problem(self.schema(0), table) != nil)
    }
    var table = HandMade.Array.table([array], rows: 4)
    table.isReleased = true
    let released = made.array(table)
    #expect(throws: ArrowError("the rows were released already.")) {
      try ArrowRecordBatch(
        taking: released, fields: [ArrowField(name: "x", type: .integer(bytes: 8, isSigned: true))])
    }
    #expect(throws: ArrowError("the stream was released already.")) {
      try ArrowStream(taking: ArrowArrayStream())
    }
  }

  @Test("What is nested or not known is told by its kind, and its buffers are left alone")
  func nested() {
    for (format, words) in [
      ("+l", "lists"), ("+s", "records within records"), ("+m", "maps"), ("z", "bytes"), ("w:16", "bytes"),
      ("ttu", "times of day"), ("tiM", "lengths of time"), ("d:60,2,256", "decimals of more than 38 digits"),
      ("?!", "a type that is not known, “?!”"), ("d:x", "a type that is not known, “d:x”"),
      ("ts", "a type that is not known, “ts”"),
    ] {
      guard case .unreadable(let found) = ArrowType(format: format) else {
        Issue.record("\(format) was taken for something")
        continue
      }
      #expect(found == words)
      let array = HandMade.Array(length: 4, buffers: [], hasNoBufferList: true)
      #expect(problem(.table([("x", format)]), .table([array], rows: 4)) == nil)
    }
  }

  @Test("Thousands of changes at random are refused or read, and all is given back")
  func mutations() {
    var random = RandomStream(seed: 21, stream: 4)
    let interesting: [Int64] = [-1, 0, 1, 2, 3, 4, 5, 8, 9, 63, 64, 65, 1 << 31, .max, .min, -(1 << 31)]
    var refused = 0
    for round in 0..<6_000 {
      let index = random.below(columns.count)
      var array = columns[index].array
      for _ in 0...random.below(3) {
        let value = interesting[random.below(interesting.count)]
        switch random.below(7) {
        case 0: array.length = value
        case 1: array.nullCount = value
        // A later start is only wrong where the buffers do not reach as far, which nobody can see.
        case 2: array.offset = min(value, 0)
        case 3: array.claimedBuffers = value < 4 ? value : nil
        case 4: array.buffers[random.below(array.buffers.count)] = nil
        case 5: if !array.dictionary.isEmpty { array.dictionary[0].length = min(value, 2) }
        default:
          // Offsets and views inside their buffers; bits may be anything.
          let buffer = random.below(2)
          if index >= 4 || buffer == 0, var bytes = array.buffers[buffer], !bytes.isEmpty {
            bytes[random.below(bytes.count)] = UInt8(random.below(256))
            array.buffers[buffer] = bytes
          }
        }
      }
      // Missing bits of a buffer that is there but has none left would be read past its end.
      if problem(index, array) != nil { refused += 1 }
      #expect(made.ledger.released["array"] == round + 1)
    }
    #expect(refused > 2_000 && refused < 6_000)
  }
}
