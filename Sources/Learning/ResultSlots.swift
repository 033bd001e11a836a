import Synchronization

/// A place per index for what the calls of a parallel loop find, whatever its type.
final class ResultSlots<Value: Sendable>: Sendable {
  private let slots: Mutex<[Value?]>

  init(count: Int) { slots = Mutex([Value?](repeating: nil, count: count)) }

  func set(_ index: Int, _ value: Value) { slots.withLock { $0[index] = value } }

  /// What was set, in the order of the indices.
  func values() -> [Value] { slots.withLock { $0.compactMap { $0 } } }
}
