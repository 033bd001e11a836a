import Numerics
import SystemIO

/// The bytes of a plain or gzip file, from start to end.
///
/// Plain files are read by several threads at once with `pread`: as fast as a memory mapping, with bounded memory,
/// and a file that somebody truncates meanwhile gives a short read instead of a bus error.
final class ByteSource {
  private enum Kind {
    case plain(PlainReader)
    case gzip(GzipReader)
  }

  private let kind: Kind
  private var position = 0

  init(path: String) throws(FileError) {
    let plain = try PlainReader(path: path)
    kind = try plain.startsLikeGzip() ? .gzip(GzipReader(path: path)) : .plain(plain)
  }

  /// Fills `target` as far as the file goes and returns the number of bytes; fewer than asked only at its end.
  func fill(_ target: SharedBuffer<UInt8>, team: ThreadTeam, grain: Int) throws(FileError) -> Int {
    switch kind {
    case .gzip(let reader):
      var filled = 0
      while filled < target.count {
        let rest = UnsafeMutableRawBufferPointer(start: target.base + filled, count: target.count - filled)
        let read = try reader.read(into: rest)
        if read == 0 { break }
        filled += read
      }
      return filled
    case .plain(let reader):
      let wanted = max(0, min(target.count, reader.size - position))
      let start = position
      let failures = ParallelErrors<FileError>()
      team.forEachRange(wanted, grain: grain) { range, _ in
        failures.run(range.lowerBound / grain) { () throws(FileError) in
          let part = UnsafeMutableRawBufferPointer(start: target.base + range.lowerBound, count: range.count)
          let read = try reader.read(at: start + range.lowerBound, into: part)
          if read < range.count { throw reader.changedWhileReading() }
        }
      }
      try failures.throwFirst()
      position += wanted
      return wanted
    }
  }
}
