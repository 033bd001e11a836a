import CKernels
import Parallel
import SystemIO

extension CSVScan {
  /// Reads the file from its start and calls `body` with the blocks of one wave after another.
  ///
  /// A wave is as much text as fits the buffer, cut after its last whole row; what is left over starts the next
  /// wave. Its blocks are split in parallel and handed over together, so `body` can work on them in parallel and
  /// still combine their results in the file's order. Memory is one wave, however long the file.
  ///
  /// - Parameters:
  ///   - limit: the number of waves to read.
  ///   - memory: the wave's memory, for callers that read several files of the same sizes.
  func forEachBlocks(
    team: ThreadTeam, atMost limit: Int = .max, memory: WaveMemory, _ body: ([CSVBlock]) throws -> Void
  ) throws {
    var waves = 0
    let source = try ByteSource(
      origin, wantsDigest: limit == .max && knownDigest == nil, endsRowsWithReturns: endsRowsWithReturns)
    let (buffer, tokenizers) = (memory.buffer, memory.tokenizers)
    var carried = 0
    var offset = 0
    var rowsBefore = 0
    var isFirst = true
    while true {
      let start = memory.room - carried
      let read = try source.fill(
        buffer.view[memory.room..<memory.room + sizes.wave - carried], team: team, grain: sizes.block)
      var filled = carried + read
      let atEnd = filled < sizes.wave
      if filled == 0 { break }
      if atEnd, buffer.view[start + filled - 1] != 0x0A {
        buffer.view[start + filled] = 0x0A
        filled += 1
      }
      let text = buffer.view[start..<start + filled]
      let first = isFirst ? headerEnd : 0
      if first < filled {
        let blocks = try split(
          text, from: first, offset: offset, atEnd: atEnd, rowsBefore: rowsBefore, tokenizers: tokenizers,
          team: team)
        try body(blocks)
        waves += 1
        if waves == limit { break }
        rowsBefore += blocks.reduce(0) { $0 + $1.rowCount }
        let used = blocks.last.map { $0.offset - offset + $0.text.count } ?? first
        carried = filled - used
        offset += used
        if atEnd { break }
        (buffer.view.base + memory.room - carried).update(from: text.base + used, count: carried)
      } else if atEnd {
        break
      }
      isFirst = false
    }
    if limit == .max, let digest = source.digest { know(digest) }
  }

  /// Cuts a wave into blocks of whole rows and splits them.
  private func split(
    _ text: SharedBuffer<UInt8>, from first: Int, offset: Int, atEnd: Bool, rowsBefore: Int,
    tokenizers: [CSVTokenizer], team: ThreadTeam
  ) throws(TableError) -> [CSVBlock] {
    let separator = separator
    if let starts = rowStarts(text, from: first, team: team), !atEnd || starts.last == text.count {
      let count = starts.count - 1
      team.forEach(count) { index, _ in
        tokenizers[index].split(
          text[starts[index]..<starts[index + 1]], separator: separator, carefully: false)
      }
      if !tokenizers[0..<count].contains(where: \.isDoubtful) {
        return blocks(text, starts: starts, offset: offset, rowsBefore: rowsBefore, tokenizers: tokenizers)
      }
    }
    // Quotes that do not simply come in pairs: one careful walk over the whole wave.
    let tokenizer = tokenizers[0]
    let whole = text[first..<text.count]
    tokenizer.split(whole, separator: separator, carefully: true)
    guard tokenizer.counts.row_count > 0 else { throw unterminatedRow(offset: offset + first, atEnd: atEnd) }
    let careful = tokenizer.block(text: whole, offset: offset + first, firstRow: rowsBefore)
    let end = Int(careful.marks[Int(careful.rowEnds[careful.rowCount - 1])]) + 1
    if atEnd, end < whole.count { throw unterminatedRow(offset: offset + first + end, atEnd: true) }
    return [
      CSVBlock(
        text: whole[0..<end], offset: offset + first, firstRow: rowsBefore,
        marks: careful.marks[0..<Int(careful.rowEnds[careful.rowCount - 1]) + 1], rowEnds: careful.rowEnds)
    ]
  }

  private func blocks(
    _ text: SharedBuffer<UInt8>, starts: [Int], offset: Int, rowsBefore: Int, tokenizers: [CSVTokenizer]
  ) -> [CSVBlock] {
    var row = rowsBefore
    return (0..<starts.count - 1).map { index in
      let block = tokenizers[index].block(
        text: text[starts[index]..<starts[index + 1]], offset: offset + starts[index], firstRow: row)
      row += block.rowCount
      return block
    }
  }

  /// Where rows start near every multiple of the block size, and where the last whole row ends.
  ///
  /// Whether a line feed ends a row depends on the number of quotes before it; quotes are counted per segment in
  /// parallel, then only the neighbourhood of each border is looked at. Nil where no row ends in the wave.
  private func rowStarts(_ text: SharedBuffer<UInt8>, from first: Int, team: ThreadTeam) -> [Int]? {
    let size = sizes.block
    let segments = (text.count - first + size - 1) / size
    let quoteCounts = AlignedArray<Int>(count: segments)
    let counts = quoteCounts.view
    let segment = { @Sendable (index: Int) in
      first + index * size..<min(text.count, first + (index + 1) * size)
    }
    team.forEach(segments) { index, _ in
      let range = segment(index)
      counts[index] = churn_count_byte(text.base + range.lowerBound, range.count, 0x22)
    }
    var starts = [first]
    var end: Int?
    var inside = false
    var insideAtStart: [Bool] = []
    for index in 0..<segments {
      insideAtStart.append(inside)
      if index > 0, let feed = CSVScan.firstRowEnd(text, in: segment(index), inside: inside),
        feed + 1 < text.count
      {
        starts.append(feed + 1)
      }
      if counts[index] % 2 == 1 { inside.toggle() }
    }
    insideAtStart.append(inside)
    for index in (0..<segments).reversed() {
      if let feed = CSVScan.lastRowEnd(text, in: segment(index), insideAtEnd: insideAtStart[index + 1]) {
        end = feed + 1
        break
      }
    }
    guard let end else { return nil }
    return starts.filter { $0 < end } + [end]
  }

  private static func firstRowEnd(_ text: SharedBuffer<UInt8>, in range: Range<Int>, inside: Bool) -> Int? {
    var inside = inside
    for position in range {
      if text[position] == 0x22 {
        inside.toggle()
      } else if text[position] == 0x0A, !inside {
        return position
      }
    }
    return nil
  }

  private static func lastRowEnd(_ text: SharedBuffer<UInt8>, in range: Range<Int>, insideAtEnd: Bool) -> Int?
  {
    var inside = insideAtEnd
    for position in range.reversed() {
      if text[position] == 0x22 {
        inside.toggle()
      } else if text[position] == 0x0A, !inside {
        return position
      }
    }
    return nil
  }

  private func unterminatedRow(offset: Int, atEnd: Bool) -> TableError {
    TableError(
      file: path, line: line(ofPlace: offset),
      message: atEnd
        ? "a quote is opened in the row that begins here and never closed; close it or remove it."
        : "the row that begins here is longer than \(sizes.wave) bytes; probably a quote is opened and never closed."
    )
  }
}

/// What a wave of text needs: the text and the ends of its cells.
final class WaveMemory {
  /// Where text from the file goes: at a cache line, for the system copies three times as fast there. What the wave
  /// before left over stands in the room in front of it.
  fileprivate let room: Int
  let sizes: ReadingSizes
  fileprivate let buffer: AlignedArray<UInt8>
  fileprivate let tokenizers: [CSVTokenizer]

  init(_ sizes: ReadingSizes) {
    self.sizes = sizes
    room = (sizes.wave + 63) & ~63
    buffer = AlignedArray(count: room + sizes.wave + 1 + NumberCell.padding)
    tokenizers = (0..<(sizes.wave / sizes.block + 2)).map { _ in CSVTokenizer() }
  }
}
