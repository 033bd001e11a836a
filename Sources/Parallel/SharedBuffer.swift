/// A view of somebody else's memory that several threads may read, and write in disjoint places.
///
/// The one rule that the compiler cannot check: no element is written by one thread while another reads or
/// writes it. Every parallel loop of this package gives each index to exactly one call, and each call writes
/// only what belongs to its index. The view does not keep the memory alive; its owner must outlive it.
public struct SharedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  /// First element, for loops that have checked their range.
  public let base: UnsafeMutablePointer<Element>
  /// Number of elements.
  public let count: Int

  @inlinable
  public init(base: UnsafeMutablePointer<Element>, count: Int) {
    self.base = base
    self.count = count
  }

  /// The element at `index`; out of range is caught in debug builds.
  @inlinable
  public subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "Index outside the buffer.")
      return base[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count, "Index outside the buffer.")
      base[index] = newValue
    }
  }

  /// The part `range` as a view of its own.
  @inlinable
  public subscript(range: Range<Int>) -> SharedBuffer<Element> {
    assert(range.lowerBound >= 0 && range.upperBound <= count, "Range outside the buffer.")
    return SharedBuffer(base: base + range.lowerBound, count: range.count)
  }

  /// The elements as a standard buffer.
  @inlinable
  public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
}
