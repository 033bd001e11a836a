import Messages

extension AtomicFolder {
  /// The files of a folder and of those in it, and the names of the latter.
  static func contents(of folder: String) throws(FileError) -> (files: [String], folders: [String]) {
    var (files, folders): ([String], [String]) = ([], [])
    for name in try FilePath.names(in: folder) {
      let path = FilePath.join(folder, name)
      guard FilePath.kind(of: path) == .folder, !FilePath.isLink(path) else {
        files.append(name)
        continue
      }
      folders.append(name)
      files += try FilePath.names(in: path).map { FilePath.join(name, $0) }
    }
    return (files, folders)
  }

  /// Only nothing, an empty folder or an earlier output may be replaced.
  static func checkReplaceable(_ target: String, shownAs path: String, marker: String)
    throws(FileError)
  {
    switch FilePath.kind(of: target) {
    case .nothing: return
    case .file, .other:
      throw FileError(
        path: path, problem: .wrongKind("is a file, but a folder is to be written"),
        wayOut: "Choose another folder\(RunInput.output.given).")
    case .folder:
      let names = try FilePath.names(in: target)
      if names.isEmpty || names.contains(marker) { return }
      throw FileError(
        path: path, problem: .foreignFolder(marker: marker),
        wayOut: "Choose a new or empty folder\(RunInput.output.given); nothing was changed.")
    }
  }
}
