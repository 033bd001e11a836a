import Parallel
import SystemIO

/// Length and checksum of a file as it lies on disk, or of the cells that were read of a table in a database.
public struct FileDigest: Sendable, Equatable {
  public private(set) var bytes = 0
  /// CRC-32.
  public private(set) var checksum: UInt32 = 0

  /// That of no bytes.
  public init() {}

  /// Takes in what follows, block after block, from the checksum of each.
  mutating func append(checksums: [UInt32], bytes total: Int, grain: Int) {
    for block in 0..<checksums.count {
      append(checksum: checksums[block], bytes: min(grain, total - block * grain))
    }
  }

  /// Takes in a block that follows.
  mutating func append(checksum next: UInt32, bytes count: Int) {
    checksum = bytes == 0 ? next : CRC32.combine(checksum, next, secondCount: count)
    bytes += count
  }
}

extension FileDigest {
  private static let blockBytes = 4 << 20

  /// Reads a file for its digest alone, in parallel.
  init(path: String, team: ThreadTeam) throws {
    let reader = try PlainReader(path: path)
    let size = reader.size ?? 0
    let blockBytes = FileDigest.blockBytes
    let buffers = (0..<team.threadCount).map { _ in AlignedArray<UInt8>(count: min(blockBytes, size)) }
    let checksums = try team.mapRanges(size, grain: blockBytes) { range, worker in
      let buffer = UnsafeMutableRawBufferPointer(start: buffers[worker].view.base, count: range.count)
      _ = try reader.read(into: buffer, at: range.lowerBound)
      return CRC32.of(UnsafeRawBufferPointer(buffer))
    }
    self.init()
    append(checksums: checksums, bytes: size, grain: blockBytes)
  }
}
