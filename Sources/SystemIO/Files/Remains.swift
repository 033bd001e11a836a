import Glibc

/// What killed runs have left beside their targets: files and folders with the names of ``UniqueName``.
///
/// Whoever writes holds a lock (flock(2)) on what is being written, which ends with the process, however it ends. So
/// whatever bears such a name and can be locked is nobody's any more and may go: it holds only what a run has made, and
/// links to or copies of others' files (see ``AtomicFolder``), never the only one.
enum Remains {
  /// Locks what this process has just made.
  ///
  /// - Returns: false where another one has taken it for a remain in the meantime, so that it must be made again. Where
  ///   the file system knows no locks nobody can take it for one, and where it cannot be looked at nobody knows.
  static func take(_ descriptor: Int32, at path: String) -> Bool {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return errno != EWOULDBLOCK }
    return isStill(descriptor, at: path) ?? true
  }

  /// Removes what nobody writes to any more from a folder. What cannot be removed stays: it is in nobody's way.
  static func clear(in folder: String) {
    guard let names = try? FilePath.names(in: folder) else { return }
    for name in names where UniqueName.isOne(name) {
      let path = FilePath.join(folder, name)
      guard !FilePath.isLink(path), [.file, .folder].contains(FilePath.kind(of: path)) else { continue }
      let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0, isStill(descriptor, at: path) == true {
        FilePath.removeTree(path)
      }
      close(descriptor)
    }
  }

  /// Whether a descriptor's file still stands at a path; nil where that cannot be found out.
  private static func isStill(_ descriptor: Int32, at path: String) -> Bool? {
    var (here, there) = (stat(), stat())
    guard fstat(descriptor, &here) == 0 else { return nil }
    guard lstat(path, &there) == 0 else { return errno == ENOENT ? false : nil }
    return here.st_ino == there.st_ino && here.st_dev == there.st_dev
  }
}
