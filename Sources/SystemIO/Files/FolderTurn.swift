import Glibc

/// The turn of one run to change what lies in a folder; others wait for theirs until it is given up.
///
/// A lock of the system on the folder itself (`flock`), which ends with the process however it ends. Where the file system
/// knows no locks, nobody waits.
final class FolderTurn {
  private let descriptor: Int32

  /// Waits for the turn.
  init(in folder: String) {
    descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
