import Glibc

/// Writes several files that appear together or not at all, as one folder.
///
/// The files go to a new folder beside the target. ``commit()`` puts it in the target's place: by a rename where
/// nothing is there, else by swapping the two in one step (or, where the system cannot swap, by moving the old
/// one aside first and back if that fails). A failed or killed run leaves the earlier folder whole.
///
/// Only an earlier output is replaced: a folder that holds the `marker` file, or is empty. Files in it that are
/// not ours (notes that somebody put there) are in the new folder too before it takes the old one's place, by a second
/// link to each: wherever a run is killed, they are where they were. What it leaves besides is cleared by the next one
/// (see ``Remains``).
///
/// Files may lie one folder deeper (`managers/王.csv`). Where there are thousands, they are brought to the disk together
/// before the swap instead of one by one.
///
/// One thread at a time may use a folder.
public final class AtomicFolder {
  /// The path as the caller gave it.
  public let path: String

  let target: String
  let staging: String
  private let marker: String
  private let findOwnNames: () throws(FileError) -> Set<String>
  /// Known while the folder is put in its place.
  private(set) var ownNames: Set<String> = []
  private let flushesTogether: Bool
  private(set) var writtenNames: Set<String> = []
  private var isOpen = true
  /// Keeps others from taking the new folder for a remain.
  private var lock: Int32
  private var turn: FolderTurn?

  /// Makes the new folder beside `path`, and the folders above it where they are missing.
  ///
  /// - Parameters:
  ///   - marker: name of the file that shows a folder to be an earlier output.
  ///   - ownNames: names of files of an earlier output that go with it, besides those that are written anew; those of
  ///     a deeper folder with its name, as `managers/王.csv`. They are asked for when the folder is put in its place: until
  ///     then another run may have put other files there.
  ///   - flushesTogether: bring all files to the disk at once when the folder is committed (`syncfs`): for many small
  ///     files much sooner done than one by one.
  public init(
    path: String, marker: String, ownNames: @autoclosure @escaping () throws(FileError) -> Set<String> = [],
    flushesTogether: Bool = false
  ) throws(FileError) {
    let resolved = FilePath.target(of: path)
    self.path = path
    self.marker = marker
    findOwnNames = ownNames
    self.flushesTogether = flushesTogether
    target = resolved
    if FilePath.isLink(FilePath.withoutTrailingSlashes(path)), FilePath.kind(of: resolved) == .nothing {
      throw FileError.danglingLink(path, to: resolved)
    }
    try AtomicFolder.checkReplaceable(resolved, shownAs: path, marker: marker)
    let above = FilePath.folder(of: resolved)
    if !above.isEmpty { try FilePath.createFolder(above) }
    Remains.clear(in: above)
    var made: (path: String, lock: Int32)?
    while made == nil {
      let staging = UniqueName.beside(resolved)
      guard mkdir(staging, 0o777) == 0 else {
        if errno == EEXIST { continue }
        let kept = AtomicFolder.kept(at: resolved)
        throw FileError.system(.createFolder, path: path, code: errno, kept: kept)
      }
      let descriptor = open(staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if descriptor < 0 || Remains.take(descriptor, at: staging) {
        made = (staging, descriptor)
      } else {
        close(descriptor)
      }
    }
    (staging, lock) = made ?? ("", -1)
    var status = stat()
    // The new folder keeps the old one's permissions; where that is not allowed it has the usual ones.
    if stat(resolved, &status) == 0 { chmod(staging, (status.st_mode & 0o7777) | 0o700) }
  }

  deinit { discard() }

  /// A writer for one file of the folder, which must be committed before the folder is.
  ///
  /// - Parameter name: the file's name, or that of a deeper folder, a slash and the file's name.
  public func file(named name: String, bufferSize: Int = 1 << 18) throws(FileError) -> AtomicFile {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    precondition(
      isOpen && (1...2).contains(parts.count) && !parts.contains { $0.isEmpty || $0 == "." || $0 == ".." },
      "No file of this folder: “\(name)”.")
    if parts.count == 2 {
      let deeper = FilePath.join(staging, String(parts[0]))
      if mkdir(deeper, 0o777) != 0, errno != EEXIST {
        throw FileError.system(
          .createFolder, path: FilePath.join(path, String(parts[0])), code: errno, kept: kept)
      }
    }
    let file = try AtomicFile(
      path: FilePath.join(staging, name),
      stagedFor: AtomicFile.Destination(
        path: FilePath.join(path, name), kept: kept, isFlushed: !flushesTogether),
      bufferSize: bufferSize)
    writtenNames.insert(name)
    return file
  }

  /// Writes one file of the folder.
  public func write(_ bytes: [UInt8], named name: String) throws(FileError) {
    let file = try file(named: name, bufferSize: 1 << 12)
    try file.write(bytes)
    try file.commit()
  }

  /// Writes one text file of the folder.
  public func write(_ text: String, named name: String) throws(FileError) {
    try write(Array(text.utf8), named: name)
  }

  /// Puts the folder in its place, and further files with it: all or none (see ``AtomicFile/commit(together:)``). At an
  /// error before the swap, the earlier folder is whole and the new one is gone.
  public func commit(with others: [AtomicFile] = []) throws(FileError) {
    precondition(isOpen, "The folder “\(path)” is already committed or discarded.")
    let (staged, deeper) = try AtomicFolder.contents(of: staging)
    precondition(Set(staged) == writtenNames, "A file of the folder “\(path)” is not committed yet.")
    let above = FilePath.folder(of: target)
    let old: String?
    do throws(FileError) {
      for file in others { try file.prepare() }
      if flushesTogether { try check(SystemCall.flushFileSystem(of: staging), .flush) }
      for name in deeper { try check(SystemCall.flushFolder(FilePath.join(staging, name)), .flush) }
      try check(SystemCall.flushFolder(staging), .flush)
      // One run at a time looks at what is there, takes its place and clears it away: another one's files would be taken
      // for somebody's own.
      turn = FolderTurn(in: above)
      ownNames = try findOwnNames()
      try AtomicFolder.checkReplaceable(target, shownAs: path, marker: marker)
      old = FilePath.kind(of: target) == .folder ? try replaceTarget() : try takeFreeName()
      do throws(FileError) {
        try AtomicFile.place(others)
      } catch {
        // Where what was there before cannot go back, nothing is removed.
        isOpen = takeBack(old)
        throw error
      }
    } catch {
      for file in others { file.discard() }
      discard()
      throw error
    }
    isOpen = false
    for file in others { file.finish() }
    let flushing = SystemCall.flushFolder(above.isEmpty ? "." : above)
    if let old { try clearAway(old) }
    turn = nil
    release()
    if flushing != 0 {
      throw FileError.system(
        .flush, path: path, code: flushing, kept: "The new files are there, but may be lost at a power cut")
    }
    try AtomicFile.flushFolders(of: others)
  }

  /// The new folder goes back to where it was made, and what was there before to its place; false where it cannot.
  private func takeBack(_ old: String?) -> Bool {
    if old == staging { return SystemCall.exchange(staging, target) == 0 }
    return SystemCall.rename(target, to: staging) == 0
      && old.map { SystemCall.rename($0, to: target) == 0 } ?? true
  }

  /// Gives the writing up: the new folder goes, the earlier one stays. Does nothing after ``commit()``.
  public func discard() {
    guard isOpen else { return }
    isOpen = false
    // Whatever lies in the new folder is ours or a link. What cannot be removed stays under its `.partial` name.
    FilePath.removeTree(staging)
    release()
    // Where too many files were open to look into it, there are fewer now.
    if FilePath.kind(of: staging) == .folder { FilePath.removeTree(staging) }
  }

  private func release() {
    if lock >= 0 { close(lock) }
    lock = -1
    turn = nil
  }
}

extension AtomicFolder {
  var kept: String? { AtomicFolder.kept(at: target) }

  static func kept(at target: String) -> String? {
    FilePath.kind(of: target) == .folder ? "The files that were there before are unchanged" : nil
  }

  func check(_ code: Int32, _ operation: FileError.Operation) throws(FileError) {
    if code != 0 { throw FileError.system(operation, path: path, code: code, kept: kept) }
  }
}
