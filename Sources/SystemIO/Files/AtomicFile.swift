import Glibc

/// Writes a file that appears whole or not at all.
///
/// The bytes go to a new file beside the target; ``commit()`` brings them to the disk and renames the file over the
/// target in one step. A writer that is discarded, fails or is forgotten takes its new file away and leaves
/// what was there before; what a killed one has left is cleared by the next writer in the folder (see ``Remains``).
/// Links are followed; one that leads nowhere is refused, for what it leads to may come back. Devices, pipes and the
/// program's own streams (`/dev/stdout`) cannot be renamed over and are written straight.
///
/// One thread at a time may use a writer.
public final class AtomicFile {
  /// The path that errors name.
  public let path: String
  /// Bytes handed over so far.
  public private(set) var byteCount = 0

  /// Where the file will be, links followed.
  let target: String
  /// Where the bytes go until then; nil where they are written straight.
  let temporary: String?
  /// What is still there when writing fails, as a sentence without its full stop.
  private let kept: String?
  /// The folder is flushed once when all its files are there.
  let isStaged: Bool
  let isFlushed: Bool
  private var descriptor: Int32
  /// Keeps others from taking the new file for a remain; -1 where it is not needed.
  private var lock: Int32 = -1
  /// Whether a file was there before, and whether it lies under the new file's first name now.
  var replaces = false
  var holdsOld = false
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var checksum: UInt32 = 0
  /// Whether the file is neither in its place nor given up.
  var isPending = true

  /// Opens a new file beside `path`.
  public convenience init(path: String, bufferSize: Int = 1 << 18) throws(FileError) {
    try self.init(path: path, stagedFor: nil, bufferSize: bufferSize)
  }

  /// Where a file goes after it is complete, if its own folder is still to be put in place.
  struct Destination {
    /// The path that errors name.
    let path: String
    /// What is still there when writing fails, as a sentence without its full stop.
    let kept: String?
    /// Whether the file is brought to the disk by itself; else the folder does it for all files.
    let isFlushed: Bool
  }

  init(path: String, stagedFor destination: Destination?, bufferSize: Int) throws(FileError) {
    precondition(bufferSize > 0, "A writer needs a buffer.")
    let shown = destination?.path ?? path
    if path.isEmpty || path.hasSuffix("/") {
      throw FileError.system(.write, path: shown, code: path.isEmpty ? ENOENT : EISDIR)
    }
    let stream = FilePath.stream(of: path)
    target = stream == nil ? FilePath.target(of: path) : path
    let kind = stream == nil ? FilePath.kind(of: target) : .other
    if kind == .folder { throw FileError.system(.write, path: shown, code: EISDIR) }
    if kind == .nothing, FilePath.isLink(path) { throw FileError.danglingLink(shown, to: target) }
    self.path = shown
    kept = destination?.kept ?? (kind == .file ? "The file that was there before is unchanged" : nil)
    isStaged = destination != nil
    isFlushed = destination?.isFlushed ?? true
    if kind != .other, !isStaged { Remains.clear(in: FilePath.folder(of: target)) }
    let opened =
      kind == .other
      ? AtomicFile.openStraight(stream, target)
      : AtomicFile.openTemporary(beside: target, replacing: kind == .file, isLocked: !isStaged)
    guard opened.descriptor >= 0 else {
      throw FileError.system(
        kind == .other ? .open : .create, path: shown, code: opened.code, kept: kept)
    }
    descriptor = opened.descriptor
    temporary = opened.path
    // The lock outlives the descriptor, which is closed before the file is put in its place.
    lock = opened.path == nil || isStaged ? -1 : dup(opened.descriptor)
    buffer = .allocate(byteCount: bufferSize, alignment: 64)
  }

  deinit {
    discard()
    buffer.deallocate()
  }

  /// Where the bytes go until the file is in its place, for a library that writes there itself; what it has written is
  /// thrown away with this file. Nil where bytes go straight to a device.
  public var scratchPath: String? { temporary }

  /// Whether the bytes go straight to a device, a pipe or a stream of the program.
  public var isStraight: Bool { temporary == nil }

  /// Adds bytes. At an error the writer is discarded.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    precondition(descriptor >= 0, "The writer of “\(path)” is already committed or discarded.")
    byteCount += bytes.count
    if bytes.count > buffer.count - filled {
      try flushBuffer()
      if bytes.count >= buffer.count { return try writeThrough(bytes) }
    }
    guard let source = bytes.baseAddress, let base = buffer.baseAddress else { return }
    (base + filled).copyMemory(from: source, byteCount: bytes.count)
    filled += bytes.count
  }

  /// Adds bytes. At an error the writer is discarded.
  public func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { (elements) throws(FileError) in
      try write(UnsafeRawBufferPointer(elements))
    }
  }

  /// Adds a text as UTF-8. At an error the writer is discarded.
  public func write(_ text: String) throws(FileError) { try write(Array(text.utf8)) }

  /// Adds the bytes of another file. At an error the writer is discarded.
  public func write(contentsOf path: String) throws(FileError) {
    let reader = try PlainReader(path: path)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { block.deallocate() }
    var offset = 0
    while true {
      let count = try reader.read(into: block, at: offset)
      if count == 0 { return }
      try write(UnsafeRawBufferPointer(rebasing: block[..<count]))
      offset += count
    }
  }

  /// Brings the file to the disk and puts it in its place; the writer cannot be used afterwards.
  public func commit() throws(FileError) { try AtomicFile.commit(together: [self]) }

  /// Says that all bytes are written and brings them to the disk, without putting the file in its place: its size and
  /// checksum. At an error the writer is discarded.
  public func sealed() throws(FileError) -> (bytes: Int, crc32: UInt32) {
    try prepare()
    return (byteCount, checksum)
  }

  /// Gives the writing up: the new file goes, what was there before stays. Does nothing after ``commit()``.
  public func discard() {
    guard isPending else { return }
    isPending = false
    closeDescriptor()
    if let temporary { unlink(temporary) }
    release()
  }

  /// Writes a whole file in one go.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let file = try AtomicFile(path: path, bufferSize: 1 << 12)
    try file.write(bytes)
    try file.commit()
  }

  /// Writes a whole text file in one go.
  public static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }
}

extension AtomicFile {
  private func flushBuffer() throws(FileError) {
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    filled = 0
    try writeThrough(bytes)
  }

  private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    checksum = CRC32.of(bytes, after: checksum)
    try check(SystemCall.write(bytes, to: descriptor), .write)
  }

  /// Brings all bytes to the disk, so that nothing is left to do that needs room; only then may it be put in its place.
  func prepare() throws(FileError) {
    guard descriptor >= 0 else { return }
    try flushBuffer()
    if temporary != nil, isFlushed { try check(SystemCall.flush(descriptor), .flush) }
    // Some file systems report a failed write only here.
    let closing = closeDescriptor()
    guard closing == 0 || closing == EINTR else {
      discard()
      throw failure(.write, closing)
    }
  }

  @discardableResult
  private func closeDescriptor() -> Int32 {
    guard descriptor >= 0 else { return 0 }
    let code = close(descriptor) == 0 ? 0 : errno
    descriptor = -1
    return code
  }

  func release() {
    if lock >= 0 { close(lock) }
    lock = -1
  }

  private func check(_ code: Int32, _ operation: FileError.Operation) throws(FileError) {
    guard code != 0 else { return }
    discard()
    throw failure(operation, code)
  }

  func failure(_ operation: FileError.Operation, _ code: Int32) -> FileError {
    FileError.system(operation, path: path, code: code, kept: kept)
  }
}
