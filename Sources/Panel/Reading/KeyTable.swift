import Parallel
import Tabular

/// Different keys with a number for each, in the order in which they were met.
///
/// Open addressing with linear probing; an entry holds the upper half of the key's hash and the key's number plus one.
final class KeyTable: @unchecked Sendable {
  private(set) var count = 0
  private let bytes = GrowableArray<UInt8>(capacity: 1 << 12)
  /// Where each key begins in `bytes`; one more than keys.
  private let starts = GrowableArray<UInt32>(capacity: 513)
  private let hashes = GrowableArray<UInt64>(capacity: 512)
  private var entries = AlignedArray<UInt64>(count: 1024)

  /// A key's bytes; valid until room is made.
  func key(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    bytes.view[Int(starts.view[number])..<Int(starts.view[number + 1])].elements
  }

  /// Makes room for keys that are still to come, so that the loop that adds them need not ask.
  func makeRoom(for further: Int, bytes furtherBytes: Int) {
    let used = Int(starts.view[count])
    bytes.makeRoom(used + furtherBytes)
    starts.makeRoom(count + further + 1)
    hashes.makeRoom(count + further)
    var size = entries.count
    while 2 * (count + further) > size { size *= 2 }
    guard size > entries.count else { return }
    entries = AlignedArray(count: size)
    let (entries, hashes, mask) = (entries.view, hashes.view, size - 1)
    for number in 0..<count {
      var position = Int(truncatingIfNeeded: hashes[number]) & mask
      while entries[position] != 0 { position = (position + 1) & mask }
      entries[position] = hashes[number] & Handle.tagMask | UInt64(number + 1)
    }
  }

  /// The table's memory for a loop that looks up and adds; to be closed after it.
  func open() -> Handle {
    Handle(count: count, bytes: bytes.view, starts: starts.view, hashes: hashes.view, entries: entries.view)
  }

  /// The number of a key; nil where it is not there.
  func number(of key: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
    let (view, mask, tag) = (entries.view, entries.count - 1, hash & Handle.tagMask)
    var position = Int(truncatingIfNeeded: hash) & mask
    while view[position] != 0 {
      let number = Int(view[position] & ~Handle.tagMask) - 1
      if view[position] & Handle.tagMask == tag, self.key(number).elementsEqual(key) { return number }
      position = (position + 1) & mask
    }
    return nil
  }

  /// Takes over what a loop has added.
  func close(_ handle: borrowing Handle) { count = handle.count }

  /// Looks up and adds keys while there is room.
  struct Handle: ~Copyable {
    static let tagMask: UInt64 = 0xFFFF_FFFF_0000_0000

    fileprivate var count: Int
    private let bytes: SharedBuffer<UInt8>
    private let starts: SharedBuffer<UInt32>
    private let hashes: SharedBuffer<UInt64>
    private let entries: SharedBuffer<UInt64>

    fileprivate init(
      count: Int, bytes: SharedBuffer<UInt8>, starts: SharedBuffer<UInt32>, hashes: SharedBuffer<UInt64>,
      entries: SharedBuffer<UInt64>
    ) {
      self.count = count
      self.bytes = bytes
      self.starts = starts
      self.hashes = hashes
      self.entries = entries
    }

    /// The number of a key, which gets one where it is new.
    ///
    /// - Parameter previous: the number found last. Exports list customers in the same order every month, or all
    ///   months of a customer together: the next key is very often the one after, or the same.
    @inline(__always)
    mutating func findOrAdd(_ key: UnsafeBufferPointer<UInt8>, hash: UInt64, after previous: Int) -> Int {
      let next = previous + 1
      if next < count, hashes[next] == hash, isEqual(next, key) { return next }
      if previous >= 0, hashes[previous] == hash, isEqual(previous, key) { return previous }
      let tag = hash & Handle.tagMask
      let mask = entries.count - 1
      var position = Int(truncatingIfNeeded: hash) & mask
      while entries[position] != 0 {
        let entry = entries[position]
        let number = Int(entry & ~Handle.tagMask) - 1
        if entry & Handle.tagMask == tag, isEqual(number, key) { return number }
        position = (position + 1) & mask
      }
      let number = count
      let start = Int(starts[number])
      for index in 0..<key.count { bytes[start + index] = key[index] }
      starts[number + 1] = UInt32(start + key.count)
      hashes[number] = hash
      entries[position] = tag | UInt64(number + 1)
      count = number + 1
      return number
    }

    @inline(__always)
    private func isEqual(_ number: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
      ByteWords.areEqual(bytes[Int(starts[number])..<Int(starts[number + 1])], key)
    }
  }
}
