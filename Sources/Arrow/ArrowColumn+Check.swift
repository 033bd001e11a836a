import CArrow

/// Looks at all that an array claims before anything of it is read.
struct ArrayCheck {
  /// Where a column's cells are.
  struct Buffers {
    var start = 0
    var validity: UnsafePointer<UInt8>?
    var values: UnsafeRawPointer
    var texts: [UnsafePointer<UInt8>] = []
    /// Where the bytes of texts end that lie in one buffer.
    var textEnd: UnsafePointer<UInt8>?
    var byteCount = 0
  }

  let array: ArrowArray
  let name: String
  let skipped: Int
  let count: Int

  /// What stands in for buffers of which nothing is read.
  private nonisolated(unsafe) static let nothing = UnsafeRawPointer(
    UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16))

  func buffers(of type: ArrowType) throws(ArrowError) -> Buffers {
    guard array.length >= 0, array.offset >= 0, array.length <= ArrowColumn.mostRows,
      array.offset <= ArrowColumn.mostRows, Int(array.length) >= skipped + count
    else {
      throw problem(
        "it has \(array.length) cells from \(array.offset) on where \(skipped + count) are needed")
    }
    guard array.null_count >= -1, array.null_count <= array.length else {
      throw problem("\(array.null_count) of its \(array.length) cells are said to be missing")
    }
    var buffers = Buffers(values: ArrayCheck.nothing)
    buffers.start = Int(array.offset) + skipped
    switch type {
    // Nobody reads these.
    case .null, .unreadable: return buffers
    case .text(let layout):
      try checkNumber(3...(layout == .view ? 1 << 20 : 3))
      if count == 0 { return buffers }
      try readValidity(&buffers)
      switch layout {
      case .short: try readTexts(&buffers, Int32.self)
      case .large: try readTexts(&buffers, Int64.self)
      case .view: try readViews(&buffers)
      }
      return buffers
    case .bool, .integer, .float, .decimal, .day, .dayInMilliseconds, .timestamp, .dictionary:
      try checkNumber(2...2)
      if count == 0 { return buffers }
      try readValidity(&buffers)
      buffers.values = try pointer(1)
      buffers.byteCount = count * type.width
      return buffers
    }
  }

  /// The array of a dictionary's values.
  func dictionary() throws(ArrowError) -> ArrowArray {
    guard let dictionary = array.dictionary?.pointee else { throw problem("its dictionary is not there") }
    guard (0...ArrowColumn.mostRows).contains(dictionary.length) else {
      throw problem("its dictionary has \(dictionary.length) values")
    }
    return dictionary
  }

  /// Looks at the numbers of a dictionary's values.
  func indices(of column: ArrowColumn, below limit: Int) throws(ArrowError) {
    guard case .dictionary(let bytes, let isSigned, _) = column.type else { return }
    for row in 0..<count where !column.isNull(row) {
      let index = column.whole(row, bytes: bytes, isSigned: isSigned)
      guard index >= 0, index < limit else {
        throw problem("it names the value \(index) of a dictionary of \(limit)")
      }
    }
  }

  private func problem(_ text: String) -> ArrowError {
    ArrowError(
      column: name, "what was handed over cannot be right, \(text); is the driver's library sound?")
  }

  private func checkNumber(_ wanted: ClosedRange<Int64>) throws(ArrowError) {
    guard wanted.contains(array.n_buffers), array.buffers != nil else {
      throw problem("it comes in \(array.n_buffers) buffers")
    }
  }

  private func pointer(_ index: Int) throws(ArrowError) -> UnsafeRawPointer {
    guard let buffer = array.buffers[index] else { throw problem("its buffer \(index) is not there") }
    return buffer
  }

  private func readValidity(_ buffers: inout Buffers) throws(ArrowError) {
    guard array.null_count != 0 else { return }
    buffers.validity = array.buffers[0]?.assumingMemoryBound(to: UInt8.self)
    if array.null_count > 0, buffers.validity == nil {
      throw problem("it does not say which \(array.null_count) of its cells are missing")
    }
  }

  private func isNull(_ row: Int, _ buffers: Buffers) -> Bool {
    guard let validity = buffers.validity else { return false }
    let bit = buffers.start + row
    return validity[bit >> 3] >> UInt8(bit & 7) & 1 == 0
  }

  /// Offsets rise, from 0 or more on; where a missing text begins and ends counts as well.
  private func readTexts<Offset: FixedWidthInteger & BitwiseCopyable>(
    _ buffers: inout Buffers, _ type: Offset.Type
  ) throws(ArrowError) {
    let size = MemoryLayout<Offset>.size
    let offsets = try pointer(1)
    let start = buffers.start
    let offset = { (row: Int) in
      offsets.loadUnaligned(fromByteOffset: (start + row) * size, as: Offset.self)
    }
    let first = offset(0)
    var last = first
    for row in 1...count {
      let next = offset(row)
      guard next >= last else { throw problem("its text \(row) ends before it begins") }
      last = next
    }
    guard first >= 0 else { throw problem("its first text begins at \(first)") }
    let bytes = array.buffers[2]?.assumingMemoryBound(to: UInt8.self)
    guard bytes != nil || first == last else { throw problem("the bytes of its texts are not there") }
    buffers.values = offsets
    buffers.texts = [bytes ?? ArrayCheck.nothing.assumingMemoryBound(to: UInt8.self)]
    // Empty texts of a buffer that is not there lie nowhere.
    if bytes == nil, first > 0 { throw problem("the bytes of its texts are not there") }
    buffers.textEnd = bytes.map { $0 + Int(last) }
    buffers.byteCount = Int(last - first) + count * size
  }

  private func readViews(_ buffers: inout Buffers) throws(ArrowError) {
    buffers.values = try pointer(1)
    let further = Int(array.n_buffers) - 3
    let sizes = further > 0 ? try pointer(2 + further) : ArrayCheck.nothing
    var lengths: [Int] = []
    for index in 0..<further {
      let length = sizes.loadUnaligned(fromByteOffset: index * 8, as: Int64.self)
      guard length >= 0 else { throw problem("a buffer of its texts has \(length) bytes") }
      buffers.texts.append(
        array.buffers[2 + index]?.assumingMemoryBound(to: UInt8.self)
          ?? ArrayCheck.nothing.assumingMemoryBound(to: UInt8.self))
      lengths.append(array.buffers[2 + index] == nil ? 0 : Int(length))
    }
    for row in 0..<count where !isNull(row, buffers) {
      let view = TextView(buffers.values + (buffers.start + row) * TextView.size)
      guard view.length >= 0 else { throw problem("its text \(row + 1) has \(view.length) bytes") }
      buffers.byteCount += view.length
      if view.isInside { continue }
      guard lengths.indices.contains(view.buffer), view.offset >= 0,
        view.length <= lengths[view.buffer] - view.offset
      else { throw problem("its text \(row + 1) lies outside its buffers") }
    }
  }
}

extension ArrowType {
  /// Bytes of a value; 1 for truths, of which eight lie in a byte.
  fileprivate var width: Int {
    switch self {
    case .null, .unreadable: 0
    case .bool: 1
    case .integer(let bytes, _), .float(let bytes), .decimal(let bytes, _), .dictionary(let bytes, _, _):
      bytes
    case .text: 16
    case .day: 4
    case .dayInMilliseconds, .timestamp: 8
    }
  }
}
