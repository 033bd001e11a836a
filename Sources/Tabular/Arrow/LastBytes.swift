import Parallel

/// The bytes of the cell that was read last, where they are few.
struct LastBytes {
  private let memory = AlignedArray<UInt8>(count: LastBytes.longest)
  private var count = -1

  private static let longest = 32

  mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>?) {
    guard let bytes, let base = bytes.baseAddress, bytes.count <= LastBytes.longest else {
      count = -1
      return
    }
    memory.view.base.update(from: base, count: bytes.count)
    count = bytes.count
  }

  func isAgain(_ bytes: UnsafeBufferPointer<UInt8>?) -> Bool {
    guard let bytes, let base = bytes.baseAddress, bytes.count == count else { return false }
    return ByteWords.areEqual(memory.view.base, base, count: count)
  }
}
