/// An ``AlignedArray`` that can be made longer; what is new is zero.
///
/// Room is made before a loop, then the loop works on the ``view`` without checks or reference counting.
public final class GrowableArray<Element: BitwiseCopyable>: @unchecked Sendable {
  private var storage: AlignedArray<Element>

  public init(capacity: Int = 0) { storage = AlignedArray(count: capacity) }

  /// All elements; valid until room is made.
  public var view: SharedBuffer<Element> { storage.view }
  public var capacity: Int { storage.count }

  /// Makes room for `capacity` elements, at least doubling the room where there is too little.
  public func makeRoom(_ capacity: Int) {
    guard capacity > storage.count else { return }
    let larger = AlignedArray<Element>(count: max(capacity, 2 * storage.count))
    larger.view[0..<storage.count].copy(from: storage.view)
    storage = larger
  }
}
