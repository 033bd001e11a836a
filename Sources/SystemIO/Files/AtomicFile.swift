import Glibc

/// Writes a file that appears whole or not at all.
///
/// The bytes go to a new file beside the target; ``commit()`` brings them to the disk and renames the file over the
/// target in one step. A writer that is discarded, fails or is forgotten takes its new file away and leaves
/// what was there before. Devices and pipes (`/dev/stdout`) cannot be renamed over and are written straight.
///
/// One thread at a time may use a writer.
public final class AtomicFile {
  /// The path that errors name.
  public let path: String
  /// Bytes handed over so far.
  public private(set) var byteCount = 0

  private let target: String
  private let temporary: String?
  /// What is still there when writing fails, as a sentence without its full stop.
  private let kept: String?
  /// The folder is flushed once when all its files are there.
  private let isStaged: Bool
  private let isFlushed: Bool
  private var descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0

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
    let resolved = AtomicFile.resolvingLinks(path)
    let kind = FilePath.kind(of: resolved)
    if kind == .folder || path.isEmpty || path.hasSuffix("/") {
      throw FileError.system(.write, path: shown, code: path.isEmpty ? ENOENT : EISDIR)
    }
    self.path = shown
    target = resolved
    kept = destination?.kept ?? (kind == .file ? "The file that was there before is unchanged" : nil)
    isStaged = destination != nil
    isFlushed = destination?.isFlushed ?? true
    let opened =
      kind == .other
      ? AtomicFile.openStraight(resolved)
      : AtomicFile.openTemporary(beside: resolved, replacing: kind == .file)
    guard opened.descriptor >= 0 else {
      throw FileError.system(
        kind == .other ? .open : .create, path: shown, code: opened.code, kept: kept)
    }
    descriptor = opened.descriptor
    temporary = opened.path
    buffer = .allocate(byteCount: bufferSize, alignment: 64)
  }

  deinit {
    discard()
    buffer.deallocate()
  }

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

  /// Brings the file to the disk and puts it in its place; the writer cannot be used afterwards.
  public func commit() throws(FileError) {
    precondition(descriptor >= 0, "The writer of “\(path)” is already committed or discarded.")
    try flushBuffer()
    guard let temporary else {
      close(descriptor)
      descriptor = -1
      return
    }
    if isFlushed { try check(SystemCall.flush(descriptor), .flush) }
    // Some file systems report a failed write only here.
    let closing = close(descriptor) == 0 ? 0 : errno
    descriptor = -1
    if closing != 0 && closing != EINTR {
      unlink(temporary)
      throw failure(.write, closing)
    }
    let renaming = SystemCall.rename(temporary, to: target)
    if renaming != 0 {
      unlink(temporary)
      throw failure(.rename, renaming)
    }
    if isStaged { return }
    let folder = FilePath.folder(of: target)
    let flushing = SystemCall.flushFolder(folder.isEmpty ? "." : folder)
    if flushing != 0 {
      throw FileError.system(
        .flush, path: path, code: flushing, kept: "The new file is there, but may be lost at a power cut")
    }
  }

  /// Gives the writing up: the new file goes, what was there before stays. Does nothing after ``commit()``.
  public func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    if let temporary { unlink(temporary) }
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
    try check(SystemCall.write(bytes, to: descriptor), .write)
  }

  private func check(_ code: Int32, _ operation: FileError.Operation) throws(FileError) {
    guard code != 0 else { return }
    discard()
    throw failure(operation, code)
  }

  private func failure(_ operation: FileError.Operation, _ code: Int32) -> FileError {
    FileError.system(operation, path: path, code: code, kept: kept)
  }

  /// The file that a link leads to, so that the link stays a link; the path itself where nothing is there.
  private static func resolvingLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func openStraight(_ path: String) -> (path: String?, descriptor: Int32, code: Int32) {
    let (descriptor, code) = SystemCall.open(path, flags: O_WRONLY)
    return (nil, descriptor, code)
  }

  private static func openTemporary(
    beside target: String, replacing: Bool
  ) -> (path: String?, descriptor: Int32, code: Int32) {
    while true {
      let temporary = UniqueName.beside(target)
      let (descriptor, code) = SystemCall.open(temporary, flags: O_WRONLY | O_CREAT | O_EXCL)
      if code == EEXIST { continue }
      var status = stat()
      if descriptor >= 0, replacing, stat(target, &status) == 0 {
        // The new file keeps the old one's permissions; where that is not allowed it has the usual ones.
        fchmod(descriptor, status.st_mode & 0o7777)
      }
      return (temporary, descriptor, code)
    }
  }
}
