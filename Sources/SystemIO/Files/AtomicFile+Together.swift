extension AtomicFile {
  /// Writes several whole files in one go, all of them or none; what has no path is not made.
  ///
  /// - Parameter others: files that are written already, to be put in their places with them.
  public static func write(
    _ files: (path: String?, bytes: () throws -> [UInt8])..., with others: [AtomicFile] = []
  ) throws {
    let whole = try files.compactMap { path, bytes -> AtomicFile? in
      guard let path else { return nil }
      let file = try AtomicFile(path: path, bufferSize: 1 << 12)
      try file.write(bytes())
      return file
    }
    try commit(together: whole + others)
  }

  /// Puts several files in their places, all of them or none.
  ///
  /// First all bytes are brought to the disk: a full disk is known before anything is replaced. Then each new file is
  /// swapped with the one before it; should one of the swaps fail, those before it are undone. A program that is killed
  /// between two swaps, two system calls that follow each other, leaves the one new and the other old; nothing less than
  /// a journal that every reader knows could prevent that, so records name the checksum of what they are the record of.
  public static func commit(together files: [AtomicFile]) throws(FileError) {
    for file in files {
      precondition(file.isPending, "The writer of “\(file.path)” is already committed or discarded.")
    }
    // Of two runs that write the same files, one places all of its own before the other does.
    var turn: FolderTurn?
    do throws(FileError) {
      for file in files { try file.prepare() }
      if files.count > 1 { turn = FolderTurn(in: FilePath.folder(of: files[0].target)) }
      try place(files)
    } catch {
      for file in files { file.discard() }
      throw error
    }
    withExtendedLifetime(turn) { for file in files { file.finish() } }
    try flushFolders(of: files)
  }

  /// Swaps the files into their places; at an error, all that was swapped is swapped back.
  static func place(_ files: [AtomicFile]) throws(FileError) {
    for (index, file) in files.enumerated() {
      do throws(FileError) {
        try file.place(keepingOld: files.count > 1)
      } catch {
        for placed in files[..<index].reversed() { placed.takeBack() }
        throw error
      }
    }
  }

  static func flushFolders(of files: [AtomicFile]) throws(FileError) {
    var flushed: Set<String> = []
    for file in files where !file.isStaged && file.temporary != nil {
      let folder = FilePath.folder(of: file.target)
      guard flushed.insert(folder).inserted else { continue }
      let flushing = SystemCall.flushFolder(folder.isEmpty ? "." : folder)
      if flushing != 0 {
        throw FileError.system(
          .flush, path: file.path, code: flushing,
          kept: "The new file is there, but may be lost at a power cut")
      }
    }
  }
}
