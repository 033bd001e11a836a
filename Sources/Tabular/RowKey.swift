import CKernels
import Parallel

/// The key of a row: where its bytes lie in a ``KeyArea``, and what they hash to.
public struct RowKey: BitwiseCopyable, Sendable {
  /// ``ByteWords/hash(_:count:)`` of the bytes.
  public var hash: UInt64
  @usableFromInline var start: UInt32
  /// Number of bytes; 0 where a row has no key.
  public var length: UInt16
  /// Whether the bytes were cleaned, and lie outside the batch.
  @usableFromInline var isCleaned: Bool

  /// Longest key in bytes.
  public static let longest = 65_535
  /// Stands for no key.
  public static let none = RowKey(hash: 0, start: 0, length: 0, isCleaned: false)

  /// A key whose bytes lie at `start` in the area's plain bytes, or among the cleaned ones.
  init(hash: UInt64, start: UInt32, length: UInt16, isCleaned: Bool) {
    (self.hash, self.start, self.length, self.isCleaned) = (hash, start, length, isCleaned)
  }
}

/// The bytes of one batch's keys: most lie in the batch itself, some had to be unquoted or converted.
///
/// Valid as long as its batch; its memory is used again for the next one.
public final class KeyArea: @unchecked Sendable {
  /// Where the keys that need no cleaning lie: the batch sets it.
  public var plain: SharedBuffer<UInt8>
  private let cleaned = GrowableArray<UInt8>(capacity: 1)
  private var cleanedCount = 0

  public init() { plain = cleaned.view }

  /// Begins with another batch.
  public func begin() { (plain, cleanedCount) = (cleaned.view, 0) }

  /// A key of 1 to ``RowKey/longest`` bytes that lie in ``plain``.
  @inline(__always)
  public func key(_ range: Range<Int>, in plain: SharedBuffer<UInt8>) -> RowKey {
    RowKey(
      hash: ByteWords.hash(plain.base + range.lowerBound, count: range.count),
      start: UInt32(truncatingIfNeeded: range.lowerBound), length: UInt16(truncatingIfNeeded: range.count),
      isCleaned: false)
  }

  /// Adds a key that lies nowhere in the batch; ``RowKey/none`` where it is empty or too long.
  public func key(of text: String) -> RowKey {
    var text = text
    return text.withUTF8 { key(copying: $0) }
  }

  /// The same of the bytes of a clean text.
  func key(copying bytes: UnsafeBufferPointer<UInt8>) -> RowKey {
    guard let source = bytes.baseAddress, !bytes.isEmpty, bytes.count <= RowKey.longest else { return .none }
    let start = cleanedCount
    cleaned.makeRoom(start + bytes.count)
    (cleaned.view.base + start).update(from: source, count: bytes.count)
    cleanedCount += bytes.count
    return RowKey(
      hash: ByteWords.hash(cleaned.view.base + start, count: bytes.count), start: UInt32(start),
      length: UInt16(bytes.count), isCleaned: true)
  }

  /// The bytes, for a loop; valid until a key is added.
  public var bytes: Bytes { Bytes(plain: plain, cleaned: cleaned.view) }

  /// A key as text, for messages.
  public func text(of key: RowKey) -> String { String(decoding: bytes[key], as: UTF8.self) }

  /// The bytes of all keys of an area.
  public struct Bytes: Sendable {
    @usableFromInline let plain: SharedBuffer<UInt8>
    @usableFromInline let cleaned: SharedBuffer<UInt8>

    @inlinable
    public subscript(key: RowKey) -> UnsafeBufferPointer<UInt8> {
      let base = key.isCleaned ? cleaned.base : plain.base
      return UnsafeBufferPointer(start: base + Int(key.start), count: Int(key.length))
    }

    /// Asks for a key's bytes ahead of their use.
    @inlinable
    public func prefetch(_ key: RowKey) { churn_prefetch(plain.base + Int(key.start)) }
  }
}
