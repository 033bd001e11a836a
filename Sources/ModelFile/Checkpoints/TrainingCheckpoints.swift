import Foundation
import Learning
import Messages
import Parallel
import Synchronization
import SystemIO

/// Keeps the trees of a training in a file while they are grown, so that one that was interrupted goes on where it was left
/// and gives the same model, byte for byte.
///
/// The file is JSON under a seal, as models are; it appears whole or not at all, and is deleted when the model has been
/// written.
public final class TrainingCheckpoints: Sendable {
  private struct Kept: Codable {
    /// Checksum of the rows that the trees were grown on.
    var rows: UInt32
    var snapshot: TreeSnapshot
  }

  private static let seal = Seal(magic: "churn-checkpoint", version: 1)
  /// Larger files are refused unread, in bytes, and those of more values.
  private static let largestSize = 1 << 30
  private static let mostValues = 1 << 26
  /// Objects and arrays may lie this deep in each other.
  private static let deepestNesting = 64

  /// Trees between two versions of the file.
  private static let every = 50

  public let path: String
  private let kept: Mutex<[String: Kept]>

  /// Reads what an interrupted training has left, if it has.
  ///
  /// - Throws: ``RunError`` where the file is there and is none of ours.
  public init(path: String) throws {
    self.path = path
    var found: [String: Kept] = [:]
    if FilePath.kind(of: path) != .nothing {
      do {
        let body = try Self.seal.opened(PlainReader.wholeFile(path, limit: Self.largestSize)).body
        guard DeterministicJSON.valueCount(of: body) <= Self.mostValues,
          DeterministicJSON.nestingDepth(of: body) <= Self.deepestNesting
        else { throw Seal.Problem.foreign }
        found = try DeterministicJSON.decode([String: Kept].self, from: body)
      } catch {
        throw RunError(
          "“\(path)” is no checkpoint of a training, or is damaged; delete it, or name another file\(RunInput.checkpoint.given)."
        )
      }
    }
    kept = Mutex(found)
  }

  /// Trains with trees that are kept meanwhile.
  ///
  /// - Parameter train: the training, from a snapshot on or from the beginning; it ends early where it is asked to.
  /// - Throws: ``RunError`` where the training was interrupted, with how to go on, or where the file is of other rows.
  public func keeping(
    _ phase: TrainingPhase, of set: TrainingSet,
    _ train: (TreeSnapshot?, TreeCheckpoints?) throws -> TreeFit
  ) throws -> TreeFit {
    let rows = Self.checksum(set)
    let before = kept.withLock { $0[phase.name] }
    if let before, before.rows != rows {
      throw RunError(
        "The checkpoint “\(path)” is of other rows than these; delete it to begin anew, or give the files that the "
          + "training was begun with.")
    }
    let failure = Mutex<(any Error)?>(nil)
    let fit = try train(
      before?.snapshot,
      TreeCheckpoints(every: Self.every) { snapshot in
        do { try self.keep(snapshot, phase, rows) } catch { failure.withLock { $0 = error } }
      })
    if let error = failure.withLock({ $0 }) { throw error }
    try keep(fit.snapshot, phase, rows)
    if fit.end == .stopped {
      throw Interrupted(
        "Interrupted after \(fit.snapshot.rounds) trees, which are kept in “\(path)”; the same command goes on from there."
      )
    }
    return fit
  }

  /// Deletes the file: the training is over.
  public func finish() { try? FileManager.default.removeItem(atPath: path) }

  private func keep(_ snapshot: TreeSnapshot, _ phase: TrainingPhase, _ rows: UInt32) throws {
    let all = kept.withLock { kept in
      kept[phase.name] = Kept(rows: rows, snapshot: snapshot)
      return kept
    }
    try AtomicFile.write(Self.seal.sealed(DeterministicJSON.encode(all, indented: false)), to: path)
  }

  private static func checksum(_ set: TrainingSet) -> UInt32 {
    var sum = set.labels.withUnsafeBytes { CRC32.of($0) }
    set.weights?.withUnsafeBytes { sum = CRC32.of($0, after: sum) }
    for column in 0..<set.variables.count {
      sum = CRC32.of(UnsafeRawBufferPointer(set.matrix.column(column).elements), after: sum)
    }
    return sum
  }
}
