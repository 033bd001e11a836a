import Glibc

/// System calls with interruptions and short transfers dealt with; each gives 0 or the `errno`.
enum SystemCall {
  /// Opens a file; at failure the descriptor is -1.
  static func open(_ path: String, flags: Int32, mode: mode_t = 0o666) -> (descriptor: Int32, code: Int32) {
    if let code = FaultInjection.code(for: .open) { return (-1, code) }
    while true {
      let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
      if descriptor >= 0 { return (descriptor, 0) }
      if errno != EINTR { return (-1, errno) }
    }
  }

  /// Writes all of the bytes.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    guard var position = bytes.baseAddress else { return 0 }
    var remaining = bytes.count
    while remaining > 0 {
      if let code = FaultInjection.code(for: .write) { return code }
      let written = Glibc.write(descriptor, position, remaining)
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      position += written
      remaining -= written
    }
    return 0
  }

  /// Reads until the buffer is full or the file ends.
  static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> (
    count: Int, code: Int32
  ) {
    guard let base = buffer.baseAddress else { return (0, 0) }
    var filled = 0
    while filled < buffer.count {
      let count = Glibc.read(descriptor, base + filled, buffer.count - filled)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        return (filled, errno)
      }
      filled += count
    }
    return (filled, 0)
  }

  /// Reads from an offset until the buffer is full or the file ends.
  static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) -> (count: Int, code: Int32) {
    guard let base = buffer.baseAddress else { return (0, 0) }
    var filled = 0
    while filled < buffer.count {
      let count = pread(descriptor, base + filled, buffer.count - filled, offset + filled)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        return (filled, errno)
      }
      filled += count
    }
    return (filled, 0)
  }

  static func flush(_ descriptor: Int32) -> Int32 {
    if let code = FaultInjection.code(for: .flush) { return code }
    while fsync(descriptor) != 0 {
      if errno != EINTR { return errno }
    }
    return 0
  }

  static func rename(_ old: String, to new: String) -> Int32 {
    if let code = FaultInjection.code(for: .rename) { return code }
    return Glibc.rename(old, new) == 0 ? 0 : errno
  }

  /// Swaps two names in one step (Linux' `renameat2`); `ENOSYS` or `EINVAL` where the system cannot.
  static func exchange(_ first: String, _ second: String) -> Int32 {
    if let code = FaultInjection.code(for: .exchange) { return code }
    guard let renameat2 = renameat2Function else { return ENOSYS }
    return renameat2(AT_FDCWD, first, AT_FDCWD, second, renameExchange) == 0 ? 0 : errno
  }

  /// Brings all that was written on the file system of a folder to the disk.
  static func flushFileSystem(of folder: String) -> Int32 {
    if let code = FaultInjection.code(for: .flush) { return code }
    let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    guard let syncfs = syncfsFunction else {
      // The older call brings every file system to the disk, and waits for it too.
      sync()
      return 0
    }
    while syncfs(descriptor) != 0 {
      if errno != EINTR { return errno }
    }
    return 0
  }

  /// Makes renames within a folder lasting.
  static func flushFolder(_ path: String) -> Int32 {
    if let code = FaultInjection.code(for: .flushFolder) { return code }
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    while fsync(descriptor) != 0 {
      if errno == EINTR { continue }
      // File systems that cannot flush a folder say EINVAL; there is nothing more to do on them.
      return errno == EINVAL ? 0 : errno
    }
    return 0
  }

  private typealias Renameat2 =
    @convention(c) (Int32, UnsafePointer<CChar>?, Int32, UnsafePointer<CChar>?, UInt32) -> Int32

  /// `RENAME_EXCHANGE` of linux/fs.h.
  private static let renameExchange: UInt32 = 2

  /// Looked up at run time because Swift's Glibc does not declare it and older C libraries lack it.
  private static let renameat2Function: Renameat2? = {
    guard let program = dlopen(nil, RTLD_NOW), let symbol = dlsym(program, "renameat2") else { return nil }
    return unsafeBitCast(symbol, to: Renameat2.self)
  }()

  /// Looked up at run time because Swift's Glibc does not declare it.
  private static let syncfsFunction: (@convention(c) (Int32) -> Int32)? = {
    guard let program = dlopen(nil, RTLD_NOW), let symbol = dlsym(program, "syncfs") else { return nil }
    return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
  }()
}
