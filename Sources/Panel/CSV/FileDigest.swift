import Parallel
import SystemIO

/// Length and checksum of a file as it lies on disk.
struct FileDigest: Sendable, Equatable {
  private(set) var bytes = 0
  private(set) var checksum: UInt32 = 0

  /// Takes in what follows, block after block, from the checksum of each.
  mutating func append(checksums: [UInt32], bytes total: Int, grain: Int) {
    for block in 0..<checksums.count {
      let count = min(grain, total - block * grain)
      checksum = bytes == 0 ? checksums[block] : CRC32.combine(checksum, checksums[block], secondCount: count)
      bytes += count
    }
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
