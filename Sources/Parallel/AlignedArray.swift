#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Owns a block of memory that starts at a cache line and is zero at first.
///
/// Pages are issued by the system when first touched, so a large array that is used in part costs only
/// that part. Instances are shared between threads through ``view``; see ``SharedBuffer`` for the rules.
public final class AlignedArray<Element: BitwiseCopyable>: @unchecked Sendable {
  /// The elements, for reading and for disjoint writing.
  public let view: SharedBuffer<Element>
  private let allocation: UnsafeMutableRawPointer
  /// Bytes of an array that has pages of its own; 0 where it lies in the heap.
  private let mappedBytes: Int

  /// From this size on an array gets pages of its own, which go back to the system with it. The heap would keep them,
  /// and clear them by hand when they are used again.
  private static var leastMappedBytes: Int { 1 << 18 }

  /// Makes an array of `count` elements whose bytes are all zero.
  ///
  /// - Parameter isUsedWhole: whether all of the array will be written to, so that the system may hand it out in pages
  ///   of megabytes, where it has them: five hundred times fewer interruptions while it is first filled.
  /// - Complexity: O(1) for large arrays, whose pages arrive when touched.
  public init(count: Int, isUsedWhole: Bool = false) {
    precondition(count >= 0, "An array cannot have a negative number of elements.")
    let alignment = 64
    let bytes = max(1, count) * MemoryLayout<Element>.stride
    if bytes >= AlignedArray.leastMappedBytes,
      let pages = mmap(nil, bytes + alignment, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      pages != MAP_FAILED
    {
      (allocation, mappedBytes) = (pages, bytes + alignment)
      #if os(Linux)
        // Advice only: where the system declines it, pages are small as ever.
        if isUsedWhole { _ = madvise(pages, mappedBytes, MADV_HUGEPAGE) }
      #endif
      view = SharedBuffer(base: pages.bindMemory(to: Element.self, capacity: count), count: count)
      return
    }
    mappedBytes = 0
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
    view.fill(with: value)
  }

  deinit {
    if mappedBytes > 0 { munmap(allocation, mappedBytes) } else { free(allocation) }
  }

  /// Number of elements.
  public var count: Int { view.count }
}
