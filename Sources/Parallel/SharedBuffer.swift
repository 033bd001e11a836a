/// A view of somebody else's memory that several threads may read, and write in disjoint parts.
///
/// The one rule that the compiler cannot check: no element is written by one thread while another reads or
/// writes it. Every parallel loop of this package gives each index to exactly one call, and each call writes
/// only what belongs to its index. The view does not keep the memory alive; its owner must outlive it.
public struct SharedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  /// First element, for small types that check what they do with it.
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
    return SharedBuffer(base: base + range.lowerBound, count: range.upperBound &- range.lowerBound)
  }

  /// The part from `range` on as a view of its own.
  @inlinable
  public subscript(range: PartialRangeFrom<Int>) -> SharedBuffer<Element> {
    assert(range.lowerBound >= 0 && range.lowerBound <= count, "Range outside the buffer.")
    return SharedBuffer(base: base + range.lowerBound, count: count &- range.lowerBound)
  }

  /// Sets every element to `value`.
  @inlinable
  public func fill(with value: Element) { base.update(repeating: value, count: count) }

  /// Takes over the elements of another buffer of the same length; the two may overlap.
  @inlinable
  public func copy(from source: SharedBuffer<Element>) {
    precondition(source.count == count, "Buffers that are copied have the same length.")
    base.update(from: source.base, count: count)
  }

  /// The memory of the first `count` elements for a C function that touches no more; too few are caught in debug
  /// builds.
  ///
  /// Only the Swift faces of kernels, in the folders `Kernels/`, call this.
  @inlinable
  public func memory(of count: Int) -> UnsafeMutablePointer<Element> {
    assert(count >= 0 && count <= self.count, "A kernel would touch memory outside the buffer.")
    return base
  }

  /// The elements as a standard buffer.
  @inlinable
  public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  /// Puts the elements in order.
  @inlinable
  public func sort(by isBefore: (Element, Element) -> Bool) {
    var elements = UnsafeMutableBufferPointer(start: base, count: count)
    elements.sort(by: isBefore)
  }
}

extension SharedBuffer<Float> {
  /// The sum of the elements; sixteen sums are added up side by side, so that adding does not wait for itself.
  public var sum: Float {
    var sums = SIMD16<Float>.zero
    let whole = count / 16 * 16
    for start in stride(from: 0, to: whole, by: 16) {
      sums += UnsafeRawPointer(base + start).loadUnaligned(as: SIMD16<Float>.self)
    }
    return elements[whole...].reduce(sums.sum(), +)
  }
}

extension Array where Element: BitwiseCopyable {
  /// Calls `body` with a view of the elements in `range`, which may only be read and is valid inside `body` only.
  ///
  /// `body` is not called for an empty range.
  @inlinable
  public func withView(of range: Range<Int>, _ body: (SharedBuffer<Element>) -> Void) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "Range outside the array.")
    withUnsafeBufferPointer { elements in
      guard let first = elements.baseAddress, !range.isEmpty else { return }
      body(SharedBuffer(base: UnsafeMutablePointer(mutating: first + range.lowerBound), count: range.count))
    }
  }
}
