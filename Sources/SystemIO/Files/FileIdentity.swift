import Glibc

/// Which file a path leads to, so that two paths to one file can be told: other spellings, links, hard links.
public struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let node: UInt64
  /// The name in the folder that the numbers stand for, where the file itself is not there yet.
  private let name: String

  /// The file that a path leads to, or would lead to if it were written.
  public init(_ path: String) {
    var status = stat()
    // A link that leads nowhere is where it leads to.
    let target = FilePath.target(of: path)
    if stat(target, &status) == 0 {
      name = ""
    } else {
      let folder = FilePath.folder(of: target)
      let isThere = stat(folder.isEmpty ? "." : folder, &status) == 0
      name = isThere ? FilePath.name(of: target) : FilePath.absolute(target)
      if !isThere { status = stat() }
    }
    (device, node) = (UInt64(status.st_dev), UInt64(status.st_ino))
  }
}
