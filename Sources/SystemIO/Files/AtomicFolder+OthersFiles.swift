import Glibc

/// What others have put into an earlier output stays in the folder.
extension AtomicFolder {
  /// Puts the files of others into the new folder too, before it takes the old one's place.
  func carryOver() throws(FileError) {
    for name in try FilePath.names(in: target) {
      let path = FilePath.join(target, name)
      if ownFolders.contains(name), FilePath.kind(of: path) == .folder, !FilePath.isLink(path) {
        for inner in try FilePath.names(in: path) where !isOwn(FilePath.join(name, inner)) {
          try makeFolder(name)
          try carryOver(FilePath.join(name, inner))
        }
      } else if !isOwn(name) {
        try carryOver(name)
      }
    }
  }

  /// Removes an earlier output; what others have put into it since the new folder was made moves on.
  func clearAway(_ old: String) throws(FileError) {
    for name in try FilePath.names(in: old) { moveOn(name, of: old) }
    FilePath.removeTree(old)
    if FilePath.kind(of: old) != .nothing {
      throw FileError.system(
        .remove, path: old, code: ENOTEMPTY,
        kept: "The new files are in their place, but the earlier ones are still here")
    }
  }

  private func isOwn(_ name: String) -> Bool { ownNames.contains(name) || writtenNames.contains(name) }

  private var ownFolders: Set<String> {
    Set(ownNames.union(writtenNames).compactMap { $0.contains("/") ? FilePath.folder(of: $0) : nil })
  }

  private func makeFolder(_ name: String) throws(FileError) {
    let folder = FilePath.join(staging, name)
    var status = stat()
    guard mkdir(folder, 0o777) == 0 else {
      if errno == EEXIST { return }
      throw FileError.system(.createFolder, path: FilePath.join(path, name), code: errno)
    }
    if stat(FilePath.join(target, name), &status) == 0 { chmod(folder, (status.st_mode & 0o7777) | 0o700) }
  }

  private func carryOver(_ name: String) throws(FileError) {
    let (source, copy) = (FilePath.join(target, name), FilePath.join(staging, name))
    if FilePath.kind(of: source) == .folder, !FilePath.isLink(source) {
      try makeFolder(name)
      for inner in try FilePath.names(in: source) { try carryOver(FilePath.join(name, inner)) }
    } else if link(source, copy) != 0 {
      // Some file systems know no second links, and some systems forbid them for files of other users.
      try Self.copy(source, to: copy, shownAs: FilePath.join(path, name))
    }
  }

  private static func copy(_ source: String, to copy: String, shownAs path: String) throws(FileError) {
    do {
      let stream = PlainStream(reader: try PlainReader(path: source))
      let file = try AtomicFile(
        path: copy, stagedFor: .init(path: path, kept: nil, isFlushed: true), bufferSize: 1 << 16)
      var block = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let result = block.withUnsafeMutableBytes { bytes in
          Result { () throws(FileError) in try stream.read(into: bytes) }
        }
        let count = try result.get()
        try file.write(Array(block[..<count]))
        if count < block.count { break }
      }
      try file.commit()
      var status = stat()
      if stat(source, &status) == 0 {
        chmod(copy, status.st_mode & 0o7777)
        let times = [status.st_atim, status.st_mtim]
        utimensat(AT_FDCWD, copy, times, 0)
      }
    } catch {
      throw FileError(
        path: path, problem: error.problem,
        wayOut:
          "It is no file of ours and must stay when the folder is replaced; move it to another place. Nothing was changed."
      )
    }
  }

  /// Moves a file of others on that was made or changed since it was carried over.
  private func moveOn(_ name: String, of old: String) {
    let (source, copy) = (FilePath.join(old, name), FilePath.join(target, name))
    if FilePath.kind(of: source) == .folder, !FilePath.isLink(source) {
      if !ownFolders.contains(name), FilePath.kind(of: copy) == .nothing {
        _ = SystemCall.rename(source, to: copy)
      } else {
        for inner in (try? FilePath.names(in: source)) ?? [] { moveOn(FilePath.join(name, inner), of: old) }
      }
      return
    }
    if isOwn(name) { return }
    var (before, after) = (stat(), stat())
    guard lstat(source, &before) == 0 else { return }
    let isThere = lstat(copy, &after) == 0
    let isSame =
      isThere
      && (before.st_ino == after.st_ino
        || before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec
          && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
    if !isSame { _ = SystemCall.rename(source, to: copy) }
  }
}
