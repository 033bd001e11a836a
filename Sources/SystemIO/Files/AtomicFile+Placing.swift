import Glibc

extension AtomicFile {
  /// Puts the file in its place.
  ///
  /// - Parameter keepingOld: whether ``takeBack()`` must be possible: what is there before is swapped with the new file
  ///   instead of being replaced, where the system can.
  func place(keepingOld: Bool) throws(FileError) {
    guard let temporary else { return }
    replaces = FilePath.kind(of: target) == .file
    if keepingOld, replaces {
      switch SystemCall.exchange(temporary, target) {
      case 0:
        holdsOld = true
        return
      case ENOSYS, EINVAL, ENOTSUP: break
      case let code: throw failure(.rename, code)
      }
    }
    let code = SystemCall.rename(temporary, to: target)
    if code != 0 { throw failure(.rename, code) }
  }

  /// Undoes ``place(keepingOld:)``: what was there before is there again, where it was kept.
  func takeBack() {
    guard let temporary else { return }
    if holdsOld {
      // Where it cannot go back it must not be removed with the new file's first name.
      if SystemCall.exchange(temporary, target) != 0 {
        isPending = false
        release()
      }
    } else if !replaces {
      _ = SystemCall.rename(target, to: temporary)
    }
    holdsOld = false
  }

  /// Lets go of what was there before, when all is in its place.
  func finish() {
    if holdsOld, let temporary { unlink(temporary) }
    isPending = false
    release()
  }
}
