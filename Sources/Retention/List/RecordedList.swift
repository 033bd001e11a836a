import SystemIO

/// A list's file with the record of its run beside it, ready to be put in their places together.
public enum RecordedList {
  /// The files to commit together.
  ///
  /// The record ends with the list's size and checksum (`list`), so that a record and a list that do not belong together
  /// can be told. A list that goes straight to a device, a pipe or a stream has no record.
  ///
  /// - Parameter list: written and not committed.
  public static func files(_ list: AtomicFile, record: some Encodable) throws -> [AtomicFile] {
    guard let path = FilePath.besideAsJSON(list.path) else { return [list] }
    let (bytes, checksum) = try list.sealed()
    let stamp = FileStamp(path: FilePath.name(of: list.path), bytes: bytes, crc32: checksum)
    let beside = try AtomicFile(path: path)
    try beside.write(DeterministicJSON.encode(Stamped(record: record, list: stamp)))
    return [list, beside]
  }

  private struct Stamped<Record: Encodable>: Encodable {
    let record: Record
    let list: FileStamp

    enum CodingKeys: CodingKey { case list }

    func encode(to encoder: any Encoder) throws {
      try record.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(list, forKey: .list)
    }
  }
}
