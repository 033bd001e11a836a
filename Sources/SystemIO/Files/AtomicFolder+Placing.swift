import Glibc

extension AtomicFolder {
  /// Puts the new folder where nothing is.
  func takeFreeName() throws(FileError) -> String? {
    try check(SystemCall.rename(staging, to: target), .rename)
    return nil
  }

  /// Puts the new folder in the old one's place and gives the path where the old one is now.
  func replaceTarget() throws(FileError) -> String {
    try carryOver()
    switch SystemCall.exchange(staging, target) {
    case 0: return staging
    case ENOSYS, EINVAL, ENOTSUP: break
    case let code: throw FileError.system(.rename, path: path, code: code, kept: kept)
    }
    let aside = UniqueName.beside(target)
    try check(SystemCall.rename(target, to: aside), .rename)
    let code = SystemCall.rename(staging, to: target)
    if code == 0 { return aside }
    let restoring = SystemCall.rename(aside, to: target)
    throw FileError.system(
      .rename, path: path, code: code,
      kept: restoring == 0
        ? "The files that were there before are unchanged"
        : "The files that were there before are now in “\(aside)”")
  }
}
