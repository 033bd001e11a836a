import SystemIO
import Tabular

/// A list with the record of its run beside it, ready to be put in their places together.
///
/// The record ends with the list's size and checksum (`list`), so that a record and a list that do not belong together
/// can be told. A list that goes straight to a device, a pipe or a stream has no record; that of one in a database stands in a table
/// beside it.
public struct RecordedList {
  public let table: TableOutput
  /// The files to commit together.
  public let files: [AtomicFile]

  /// - Parameters:
  ///   - table: all rows of it are written.
  ///   - times: of the run; see ``bytes(_:list:times:)``.
  public init(_ table: TableOutput, record: some Encodable, times: RunTimes) throws {
    self.table = table
    files = try table.ended().map { try RecordedList.files($0, record: record, times: times) } ?? []
    if table.isInDatabase {
      try table.add(record: String(decoding: RecordedList.bytes(record, times: times), as: UTF8.self))
    }
  }

  /// Puts all in their places.
  public func commit() throws {
    try table.commit()
    try AtomicFile.commit(together: files)
  }

  private static func files(
    _ list: AtomicFile, record: some Encodable, times: RunTimes
  ) throws -> [AtomicFile] {
    guard let path = FilePath.besideAsJSON(list.path) else { return [list] }
    let (bytes, checksum) = try list.sealed()
    let stamp = FileStamp(path: FilePath.name(of: list.path), bytes: bytes, crc32: checksum)
    let beside = try AtomicFile(path: path)
    try beside.write(Self.bytes(record, list: stamp, times: times))
    return [list, beside]
  }

  /// A record as JSON with the times of its run.
  ///
  /// They stand under `run`, the only key of a record that changes when the same run is done again: who compares bytes
  /// leaves it out.
  ///
  /// - Parameter list: that it is the record of; nil where a manifest says that.
  static func bytes(_ record: some Encodable, list: FileStamp? = nil, times: RunTimes) throws -> [UInt8] {
    try DeterministicJSON.encode(Stamped(record: record, list: list, run: times))
  }

  private struct Stamped<Record: Encodable>: Encodable {
    let record: Record
    let list: FileStamp?
    let run: RunTimes

    enum CodingKeys: CodingKey { case list, run }

    func encode(to encoder: any Encoder) throws {
      try record.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(list, forKey: .list)
      try container.encode(run, forKey: .run)
    }
  }
}
