#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Owns a block of memory that starts at a cache line and is zero at first.
///
/// Pages are handed out by the system when first touched, so a large array that is used in part costs only
/// that part. Instances are shared between threads through ``view``; see ``SharedBuffer`` for the rules.
public final class AlignedArray<Element: BitwiseCopyable>: @unchecked Sendable {
  /// The elements, for reading and for disjoint writing.
  public let view: SharedBuffer<Element>
  private let allocation: UnsafeMutableRawPointer

  /// Makes an array of `count` elements whose bytes are all zero.
  ///
  /// - Complexity: O(1) for large arrays, whose pages arrive when touched.
  public init(count: Int) {
    precondition(count >= 0, "An array cannot have a negative number of elements.")
    let alignment = 64
    let bytes = max(1, count) * MemoryLayout<Element>.stride
    // `calloc` gives demand-zeroed pages; `aligned_alloc` would not.
    allocation = calloc(1, bytes + alignment)
    let aligned = UnsafeMutableRawPointer(
      bitPattern: (UInt(bitPattern: allocation) + UInt(alignment - 1)) & ~UInt(alignment - 1))
    view = SharedBuffer(
      base: (aligned ?? allocation).bindMemory(to: Element.self, capacity: max(1, count)), count: count)
  }

  /// Makes an array of `count` elements that all equal `value`.
  public convenience init(count: Int, repeating value: Element) {
    self.init(count: count)
    view.base.update(repeating: value, count: count)
  }

  deinit { free(allocation) }

  /// Number of elements.
  public var count: Int { view.count }
}
