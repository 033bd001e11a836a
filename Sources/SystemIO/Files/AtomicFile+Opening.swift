import Glibc

extension AtomicFile {
  /// Opens a stream of the program, or what bytes are written to straight.
  static func openStraight(
    _ stream: Int32?, _ path: String
  ) -> (path: String?, descriptor: Int32, code: Int32) {
    if let stream {
      if stream == STDOUT_FILENO { StandardStreams.takeOutput() }
      let descriptor = dup(stream)
      return (nil, descriptor, descriptor < 0 ? errno : 0)
    }
    let (descriptor, code) = SystemCall.open(path, flags: O_WRONLY)
    return (nil, descriptor, code)
  }

  /// Makes the new file beside the target.
  static func openTemporary(
    beside target: String, replacing: Bool, isLocked: Bool
  ) -> (path: String?, descriptor: Int32, code: Int32) {
    while true {
      let temporary = UniqueName.beside(target)
      let (descriptor, code) = SystemCall.open(temporary, flags: O_WRONLY | O_CREAT | O_EXCL)
      if code == EEXIST { continue }
      if descriptor >= 0, isLocked, !Remains.take(descriptor, at: temporary) {
        close(descriptor)
        continue
      }
      var status = stat()
      if descriptor >= 0, replacing, stat(target, &status) == 0 {
        // The new file keeps the old one's permissions; where that is not allowed it has the usual ones.
        fchmod(descriptor, status.st_mode & 0o7777)
      }
      return (temporary, descriptor, code)
    }
  }
}
