import Parallel

/// Results of a parallel loop whose calls each give one value, in the order of the indices.
struct ParallelResults<Value: Sendable> {
  /// A place for each index, filled by the threads of a loop.
  private final class Slots: @unchecked Sendable {
    let places: UnsafeMutableBufferPointer<Value?>

    init(count: Int) {
      places = .allocate(capacity: count)
      places.initialize(repeating: nil)
    }

    deinit {
      places.deinitialize()
      places.deallocate()
    }
  }

  /// Calls `body` once for every index below `count`, in parallel.
  static func of(_ count: Int, team: ThreadTeam, _ body: @Sendable (_ index: Int) -> Value) -> [Value] {
    let slots = Slots(count: count)
    team.forEach(count) { index, _ in slots.places[index] = body(index) }
    return slots.places.compactMap { $0 }
  }
}
