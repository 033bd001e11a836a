#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is written under a hidden name and gets its own name only when it is whole.
///
/// A staged file that is let go without ``commit()`` vanishes and leaves what was there before.
final class StagedFile: @unchecked Sendable {
  let path: String
  private let stagedPath: String
  private var descriptor: Int32
  private var isStaged = true
  private(set) var byteCount = 0

  init(directory: String, name: String) throws(SimulationError) {
    path = "\(directory)/\(name)"
    stagedPath = "\(directory)/.\(name).\(getpid()).part"
    descriptor = open(stagedPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw .file(path: path, action: "create", errorNumber: errno) }
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
    if isStaged { unlink(stagedPath) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SimulationError) {
    guard let base = bytes.baseAddress else { return }
    var written = 0
    while written < bytes.count {
      #if canImport(Glibc)
        let count = Glibc.write(descriptor, base + written, bytes.count - written)
      #else
        let count = Darwin.write(descriptor, base + written, bytes.count - written)
      #endif
      if count < 0 {
        if errno == EINTR { continue }
        throw .file(path: path, action: "write", errorNumber: errno)
      }
      written += count
    }
    byteCount += bytes.count
  }

  func write(_ text: String) throws(SimulationError) {
    let bytes = Array(text.utf8)
    let failure: SimulationError? = bytes.withUnsafeBytes { buffer in
      do throws(SimulationError) {
        try write(buffer)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  /// Brings the bytes to the disk; after this only the name is missing.
  func finish() throws(SimulationError) {
    if fsync(descriptor) != 0 { throw .file(path: path, action: "write", errorNumber: errno) }
    let status = close(descriptor)
    descriptor = -1
    if status != 0 { throw .file(path: path, action: "write", errorNumber: errno) }
  }

  /// Gives the finished file its name, in place of a file that had it before.
  func commit() throws(SimulationError) {
    if rename(stagedPath, path) != 0 { throw .file(path: path, action: "replace", errorNumber: errno) }
    isStaged = false
  }
}
