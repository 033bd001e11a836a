import Glibc
import Messages

/// Paths as text: joining, splitting, and what lies at them.
public enum FilePath {
  /// `path` as seen from `folder`: itself where it is absolute or the folder is empty.
  public static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// The folder that a path lies in; empty for a bare name, `/` for what lies in the root.
  public static func folder(of path: String) -> String {
    let trimmed = withoutTrailingSlashes(path)
    guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return slash == trimmed.startIndex ? "/" : withoutTrailingSlashes(String(trimmed[..<slash]))
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    let trimmed = withoutTrailingSlashes(path)
    guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else { return trimmed }
    return String(trimmed[trimmed.utf8.index(after: slash)...])
  }

  /// A path as seen from another folder: with `..` for each folder to leave. Both may be relative to where the
  /// program stands; absolute paths stay as they are.
  public static func relative(_ path: String, from folder: String) -> String {
    if path.hasPrefix("/") { return path }
    let here = workingFolder
    let target = parts(of: join(here, path))
    let start = parts(of: join(here, folder))
    let common = zip(target, start).prefix { $0 == $1 }.count
    let way = Array(repeating: "..", count: start.count - common) + target[common...]
    return way.isEmpty ? "." : way.joined(separator: "/")
  }

  /// A path from the root on, `.` and `..` resolved, links not followed.
  static func absolute(_ path: String) -> String {
    "/" + parts(of: join(workingFolder, path)).joined(separator: "/")
  }

  /// The stream of the program that a path names, as `/dev/stdout`, `/dev/fd/3` or a link to one; nil for others.
  ///
  /// Such a path is a link to whatever the stream leads to: written by its name, a file behind it would be replaced
  /// although others write to it too, and without `/proc` or a stream nothing would be there at all.
  static func stream(of path: String) -> Int32? {
    var path = absolute(path)
    for _ in 0..<40 {
      switch path {
      case "/dev/stdin": return STDIN_FILENO
      case "/dev/stdout": return STDOUT_FILENO
      case "/dev/stderr": return STDERR_FILENO
      default: break
      }
      for folder in ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/"] where path.hasPrefix(folder) {
        return Int32(path.dropFirst(folder.count))
      }
      guard let target = link(at: path) else { return nil }
      path = absolute(join(folder(of: path), target))
    }
    return nil
  }

  /// Whether what is written to a path goes straight to a device, a pipe or a stream.
  static func isWrittenStraight(_ path: String) -> Bool {
    stream(of: path) != nil || kind(of: path) == .other
  }

  /// The text of a link; nil where there is none.
  private static func link(at path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink(path, $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? -1
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }

  /// Where a path leads, links followed, whether or not anything is there.
  static func target(of path: String) -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    var target = withoutTrailingSlashes(path)
    // Links may lead in a circle; the system follows at most forty.
    for _ in 0..<40 {
      guard let next = link(at: target) else { return target }
      target = join(folder(of: target), next)
    }
    return target
  }

  /// Where the record of a file goes: its path with `.json` in place of its ending, or after it where it is `.json`; nil
  /// where the file is a device, a pipe or a stream, which nothing is put beside.
  public static func besideAsJSON(_ path: String) -> String? {
    if isWrittenStraight(path) || TableAddress.isAddress(path) { return nil }
    var stem = name(of: path)[...]
    if stem.hasSuffix(".gz") { stem = stem.dropLast(3) }
    if let dot = stem.lastIndex(of: "."), dot > stem.startIndex { stem = stem[..<dot] }
    let beside = join(folder(of: path), stem + ".json")
    return beside == path ? path + ".json" : beside
  }

  /// The folders of an absolute path from the root on, `.` and `..` resolved.
  private static func parts(of path: String) -> [String] {
    var parts: [String] = []
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(String(part))
      }
    }
    return parts
  }

  private static var workingFolder: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// What lies at a path, links followed.
  public enum Kind: Sendable { case nothing, file, folder, other }

  public static func kind(of path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .nothing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Whether a path is a symbolic link.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Names in a folder, without `.` and `..`, sorted by their bytes.
  public static func names(in folder: String) throws(FileError) -> [String] {
    guard let stream = opendir(folder.isEmpty ? "." : folder) else {
      throw FileError.system(.list, path: folder, code: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      // Only errno tells a folder's end from a failure in its middle.
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw FileError.system(.list, path: folder, code: errno) }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The same; none where there is no such folder.
  public static func namesIfAny(in folder: String) throws(FileError) -> [String] {
    do throws(FileError) { return try names(in: folder) } catch {
      if case .system(.list, let code) = error.problem, [ENOENT, ENOTDIR].contains(code) { return [] }
      throw error
    }
  }

  /// Removes a file, or a folder with all that is in it; links are removed, not followed.
  static func removeTree(_ path: String) {
    guard kind(of: path) == .folder, !isLink(path) else {
      unlink(path)
      return
    }
    for name in (try? names(in: path)) ?? [] { removeTree(join(path, name)) }
    rmdir(path)
  }

  /// Makes a folder and those above it where they are missing.
  public static func createFolder(_ path: String) throws(FileError) {
    switch kind(of: path) {
    case .folder: return
    case .file, .other:
      throw FileError(
        path: path, problem: .wrongKind("is a file and not a folder"),
        wayOut: "Choose another folder\(RunInput.output.given).")
    case .nothing: break
    }
    let above = folder(of: path)
    if !above.isEmpty && above != path { try createFolder(above) }
    if mkdir(path, 0o777) != 0 && errno != EEXIST {
      throw FileError.system(.createFolder, path: path, code: errno)
    }
  }

  static func withoutTrailingSlashes(_ path: String) -> String {
    var path = Substring(path)
    while path.utf8.count > 1 && path.hasSuffix("/") { path = path.dropLast() }
    return String(path)
  }
}
