import Arrow
import Parallel

/// Batches that another thread fetches while those before them are read.
final class BatchesAhead: ArrowBatches, @unchecked Sendable {
  /// Some batches; the last ones where there are no more.
  private struct Haul: Sendable {
    var batches: [ArrowRecordBatch]
    var isLast: Bool
  }

  private let batches: any ArrowBatches
  private let rows: Int
  private var ready: ArraySlice<ArrowRecordBatch> = []
  private var following: BackgroundTask<Haul>?

  /// - Parameter rows: how many are fetched at a time.
  init(_ batches: any ArrowBatches, rows: Int) {
    (self.batches, self.rows) = (batches, rows)
    following = fetch()
  }

  func next() throws -> ArrowRecordBatch? {
    while ready.isEmpty {
      guard let haul = try following?.value() else { return nil }
      ready = haul.batches[...]
      following = haul.isLast ? nil : fetch()
    }
    return ready.popFirst()
  }

  private func fetch() -> BackgroundTask<Haul> {
    BackgroundTask { [batches, rows] in
      var haul = Haul(batches: [], isLast: false)
      var count = 0
      while count < rows {
        guard let batch = try batches.next() else {
          haul.isLast = true
          break
        }
        count += batch.rowCount
        haul.batches.append(batch)
      }
      return haul
    }
  }
}
