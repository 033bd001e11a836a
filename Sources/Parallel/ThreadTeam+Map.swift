extension ThreadTeam {
  /// What `body` gives for every index below `count`, in the order of the indices; see ``forEach(_:_:)``.
  ///
  /// - Throws: the error of the lowest index, whatever the threads' order was; every call is made all the same.
  public func map<Value: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (_ index: Int, _ worker: Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let places = ResultPlaces<Value, Failure>(count: count)
    forEach(count) { index, worker in
      places.set(index, Result { () throws(Failure) in try body(index, worker) })
    }
    return try places.values()
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

/// A place for each index of a parallel loop, written by the call that the index belongs to.
private final class ResultPlaces<Value, Failure: Error>: @unchecked Sendable {
  private let places: UnsafeMutableBufferPointer<Result<Value, Failure>?>

  init(count: Int) {
    places = .allocate(capacity: max(0, count))
    places.initialize(repeating: nil)
  }

  deinit {
    places.deinitialize()
    places.deallocate()
  }

  func set(_ index: Int, _ result: Result<Value, Failure>) { places[index] = result }

  /// The values, once the loop is done.
  func values() throws(Failure) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(places.count)
    for case let result? in places { values.append(try result.get()) }
    return values
  }
}
