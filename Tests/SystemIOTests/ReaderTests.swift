import CZlib
import Glibc
import Testing

@testable import SystemIO

@Suite("Readers")
struct ReaderTests {
  /// A gzip member by zlib itself.
  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var source = bytes
    var result = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 100)
    let count = source.withUnsafeMutableBufferPointer { source in
      result.withUnsafeMutableBufferPointer { result in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = result.baseAddress
        stream.avail_out = UInt32(result.count)
        deflate(&stream, Z_FINISH)
        return result.count - Int(stream.avail_out)
      }
    }
    return Array(result[..<count])
  }

  static func text(lines: Int) -> [UInt8] {
    (0..<lines).flatMap { Array("\($0),customer \($0 &* 7919 % 10007),客户\($0 % 13)\n".utf8) }
  }

  func readAll(_ stream: some ByteStream, block: Int) throws -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: block)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
      result += buffer[..<count]
      if count < block { return result }
    }
  }

  @Test("read a plain file at any offset and in any blocks")
  func plain() throws {
    let scratch = try ScratchFolder()
    let bytes = Self.text(lines: 1000)
    let reader = try PlainReader(path: scratch.write(bytes, "a.csv"))
    #expect(reader.size == bytes.count)
    var buffer = [UInt8](repeating: 0, count: 100)
    for offset in [0, 1, 99, 12345, bytes.count - 100, bytes.count - 1, bytes.count, bytes.count + 5] {
      let count = try buffer.withUnsafeMutableBytes { try reader.read(into: $0, at: offset) }
      #expect(Array(buffer[..<count]) == Array(bytes.dropFirst(offset).prefix(100)))
    }
    for block in [1, 7, 4096, 1 << 20] {
      #expect(try readAll(PlainStream(reader: reader), block: block) == bytes)
    }
    #expect(try PlainReader.wholeFile(scratch.file("a.csv"), limit: bytes.count) == bytes)
    let tooLarge = error(FileError.self) {
      _ = try PlainReader.wholeFile(scratch.file("a.csv"), limit: bytes.count - 1)
    }
    #expect(tooLarge?.problem == .tooLarge(limit: bytes.count - 1))
  }

  @Test("name missing files and folders")
  func plainErrors() throws {
    let scratch = try ScratchFolder()
    let missing = error(FileError.self) { _ = try PlainReader(path: scratch.file("none.csv")) }
    #expect(
      missing?.description
        == "“\(scratch.path)/none.csv” could not be opened: No such file or directory. "
        + "Check the path and its spelling.")
    let folder = error(FileError.self) { _ = try PlainReader(path: scratch.path) }
    #expect(folder?.description.contains("It is a folder; name the files in it instead.") == true)
  }

  @Test("unpack gzip in blocks of any size, members and padding included", arguments: [1, 13, 4096, 1 << 20])
  func gzip(block: Int) throws {
    let scratch = try ScratchFolder()
    let first = Self.text(lines: 500)
    let second = Self.text(lines: 3)
    let packed = Self.packed(first) + Self.packed([]) + Self.packed(second)
    for (name, bytes) in [("a.gz", packed), ("b.gz", packed + [UInt8](repeating: 0, count: 1000))] {
      let path = try scratch.write(bytes, name)
      for bufferSize in [1, 10, 1 << 20] {
        let reader = try GzipReader(reader: PlainReader(path: path), bufferSize: bufferSize)
        #expect(try readAll(reader, block: block) == first + second)
      }
    }
    #expect(GzipReader.isGzip(packed) && !GzipReader.isGzip(first) && !GzipReader.isGzip([]))
  }

  @Test("tell a gzip file that is cut short anywhere")
  func truncatedGzip() throws {
    let scratch = try ScratchFolder()
    let bytes = Self.text(lines: 20)
    let packed = Self.packed(bytes)
    for length in 0..<packed.count {
      let path = try scratch.write(Array(packed[..<length]), "a.gz")
      let failure = error(FileError.self) { _ = try readAll(GzipReader(path: path), block: 64) }
      #expect(failure?.problem == .gzipEndsEarly, "\(length) bytes: \(String(describing: failure))")
      #expect(
        failure?.description
          == "“\(path)” is a gzip file that ends in the middle. Fetch it again; it was cut short on its way.")
    }
  }

  @Test("tell a gzip file with any bit changed, or read the same bytes where the bit does not matter")
  func damagedGzip() throws {
    let scratch = try ScratchFolder()
    let bytes = Self.text(lines: 10)
    let packed = Self.packed(bytes)
    for bit in 0..<packed.count * 8 {
      var changed = packed
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      let path = try scratch.write(changed, "a.gz")
      do {
        #expect(try readAll(GzipReader(path: path), block: 64) == bytes)
      } catch let failure as FileError {
        #expect(failure.path == path)
      }
    }
    let path = try scratch.write(packed + Array("and more".utf8), "a.gz")
    let failure = error(FileError.self) { _ = try readAll(GzipReader(path: path), block: 64) }
    #expect(failure?.problem == .gzipDamaged("other bytes follow its end"))
  }

  @Test("read pipes")
  func pipes() throws {
    let scratch = try ScratchFolder()
    let path = scratch.file("pipe")
    mkfifo(path, 0o600)
    let bytes = Self.text(lines: 200)
    // Both ends open first, so that neither waits for the other; the text fits the pipe's buffer.
    let both = open(path, O_RDWR)
    let reader = try PlainReader(path: path)
    #expect(reader.size == nil && !reader.isSeekable)
    bytes.withUnsafeBytes { _ = write(both, $0.baseAddress, $0.count) }
    close(both)
    #expect(try readAll(PlainStream(reader: reader), block: 1000) == bytes)
  }

  @Test("check sums: known value, pieces and blocks")
  func checksums() {
    #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.text(of: 0x0000_0A01) == "00000a01")
    let bytes = Self.text(lines: 50)
    let whole = CRC32.of(bytes)
    for cut in [0, 1, 100, bytes.count - 1, bytes.count] {
      let first = CRC32.of(Array(bytes[..<cut]))
      let second = CRC32.of(Array(bytes[cut...]))
      #expect(CRC32.of(Array(bytes[cut...]), after: first) == whole)
      #expect(CRC32.combine(first, second, secondCount: bytes.count - cut) == whole)
    }
  }
}
