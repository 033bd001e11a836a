extension ThreadTeam {
  /// What `body` gives for every index below `count`, in the order of the indices; see ``forEach(_:_:)``.
  ///
  /// - Throws: the error of the lowest index, whatever the threads' order was; every call is made all the same.
  public func map<Value: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (_ index: Int, _ worker: Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let slots = ResultSlots<Value, Failure>(count: count)
    forEach(count) { index, worker in
      slots.set(index, Result { () throws(Failure) in try body(index, worker) })
    }
    return try slots.values()
  }

  /// What `body` gives for ranges of at most `grain` that `0..<count` is split into, in order; see
  /// ``forEachRange(_:grain:_:)``.
  ///
  /// - Throws: the error of the first range that has one; every call is made all the same.
  public func mapRanges<Value: Sendable, Failure: Error>(
    _ count: Int, grain: Int,
    _ body: @Sendable (_ range: Range<Int>, _ worker: Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let grain = max(1, grain)
    return try map((count + grain - 1) / grain) { (block, worker) throws(Failure) in
      try body(block * grain..<min(count, (block + 1) * grain), worker)
    }
  }
}

/// A slot for each index of a parallel loop, written by the call that the index belongs to.
private final class ResultSlots<Value, Failure: Error>: @unchecked Sendable {
  private let slots: UnsafeMutableBufferPointer<Result<Value, Failure>?>

  init(count: Int) {
    slots = .allocate(capacity: max(0, count))
    slots.initialize(repeating: nil)
  }

  deinit {
    slots.deinitialize()
    slots.deallocate()
  }

  func set(_ index: Int, _ result: Result<Value, Failure>) { slots[index] = result }

  /// The values, once the loop is done.
  func values() throws(Failure) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(slots.count)
    for case let result? in slots { values.append(try result.get()) }
    return values
  }
}
