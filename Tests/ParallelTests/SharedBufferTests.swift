import Testing

@testable import Parallel

@Suite("A view of shared memory")
struct SharedBufferTests {
  @Test("is filled, copied and cut")
  func parts() {
    let array = AlignedArray<Int32>(count: 6, repeating: 1)
    array.view[2...].fill(with: 7)
    #expect(Array(array.view.elements) == [1, 1, 7, 7, 7, 7])
    array.view[1..<3].fill(with: 4)
    // Overlapping parts are copied as if at once.
    array.view[2..<6].copy(from: array.view[1..<5])
    #expect(Array(array.view.elements) == [1, 4, 4, 4, 7, 7])
    #expect(array.view[6...].count == 0)
  }

  @Test("sums up as one would by hand, whatever the length")
  func sums() {
    for count in 0..<70 {
      let array = AlignedArray<Float>(count: count)
      for index in 0..<count { array.view[index] = Float(index) }
      #expect(array.view.sum == Float(count * (count - 1) / 2))
    }
  }

  @Test("shows a range of an array, and nothing of an empty one")
  func arrays() {
    let numbers: [UInt16] = [3, 1, 4, 1, 5]
    var seen: [UInt16] = []
    numbers.withView(of: 1..<4) { seen = Array($0.elements) }
    #expect(seen == [1, 4, 1])
    numbers.withView(of: 2..<2) { _ in Issue.record("There is nothing to show.") }
  }

  @Test("cuts a block into columns and rows")
  func blocks() {
    let matrix = ColumnMatrix(columns: [[1, 2, 3], [4, 5, 6]])
    matrix.withBlock { block in
      #expect(Array(block.column(1, 1..<3).elements) == [5, 6])
      #expect(block.row(2)[0] == 3 && block.row(2)[1] == 6)
    }
  }
}
