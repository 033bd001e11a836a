import Parallel
import SystemIO

/// Where text lies.
enum TextOrigin: Sendable {
  /// In a file, plain or gzip.
  case file(String)
  /// In memory, by a name.
  case memory([UInt8], name: String)

  var name: String {
    switch self {
    case .file(let path): path
    case .memory(_, let name): name
    }
  }
}

/// The bytes of a plain or gzip file, or of text in memory, from start to end.
///
/// Plain files are read by several threads at once with `pread` and not mapped: memory stays bounded,
/// and a file that somebody cuts short meanwhile gives a short read instead of a bus error.
final class ByteSource {
  private enum Kind {
    case plain(PlainReader, size: Int)
    case stream(any ByteStream)
    case memory([UInt8])
  }

  private let kind: Kind
  private var position = 0
  private let wantsDigest: Bool
  private let endsRowsWithReturns: Bool
  /// The digest of a plain file as far as it was read; nil for others and where it was not asked for.
  private(set) var digest: FileDigest?

  /// - Parameter wantsDigest: whether ``digest`` is to be kept, which costs a look at every byte while it is in cache.
  /// - Parameter endsRowsWithReturns: whether carriage returns are to be handed out as line feeds.
  init(_ origin: TextOrigin, wantsDigest: Bool = false, endsRowsWithReturns: Bool = false) throws {
    (self.wantsDigest, self.endsRowsWithReturns) = (wantsDigest, endsRowsWithReturns)
    let path: String
    switch origin {
    case .memory(let bytes, _):
      kind = .memory(bytes)
      return
    case .file(let file): path = file
    }
    let reader = try PlainReader(path: path)
    guard let size = reader.size else {
      throw TableError(
        file: path,
        message: "this is a pipe or a device, and a panel is read twice; write it to a file first.")
    }
    var start = [UInt8](repeating: 0, count: 2)
    let read = start.withUnsafeMutableBytes { buffer in
      Result { () throws(FileError) in try reader.read(into: buffer, at: 0) }
    }
    kind =
      try GzipReader.isGzip(start[..<read.get()])
      ? .stream(GzipReader(reader: reader)) : .plain(reader, size: size)
  }

  /// Fills `target` as far as the file goes and returns the number of bytes; fewer than asked only at its end.
  func fill(_ target: SharedBuffer<UInt8>, team: ThreadTeam, grain: Int) throws -> Int {
    switch kind {
    case .stream(let stream):
      let read = try stream.read(into: UnsafeMutableRawBufferPointer(start: target.base, count: target.count))
      if endsRowsWithReturns { target[0..<read].replace(0x0D, with: 0x0A) }
      return read
    case .memory(let bytes):
      let part = bytes[position...].prefix(target.count)
      part.withUnsafeBufferPointer { part in
        if let base = part.baseAddress { target.base.update(from: base, count: part.count) }
      }
      position += part.count
      return part.count
    case .plain(let reader, let size):
      let wanted = max(0, min(target.count, size - position))
      let start = position
      let wantsDigest = wantsDigest
      let checksums = try team.mapRanges(wanted, grain: grain) { range, _ in
        let part = UnsafeMutableRawBufferPointer(start: target.base + range.lowerBound, count: range.count)
        let read = try reader.read(into: part, at: start + range.lowerBound)
        if read < range.count {
          throw TableError(
            file: reader.path,
            message: "the file was cut short while it was being read; run again when it is whole.")
        }
        return wantsDigest ? CRC32.of(UnsafeRawBufferPointer(part)) : 0
      }
      if wantsDigest {
        var soFar = digest ?? FileDigest()
        soFar.append(checksums: checksums, bytes: wanted, grain: grain)
        digest = soFar
      }
      position += wanted
      if endsRowsWithReturns { target[0..<wanted].replace(0x0D, with: 0x0A) }
      return wanted
    }
  }
}

extension SharedBuffer<UInt8> {
  /// Exchanges one byte for another, wherever it stands.
  func replace(_ byte: UInt8, with other: UInt8) {
    for index in 0..<count where self[index] == byte { self[index] = other }
  }
}
