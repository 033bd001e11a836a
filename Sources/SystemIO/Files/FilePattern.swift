import Glibc
import Messages

/// Files named by a pattern: `*`, `?` and `[…]` as in a shell.
public enum FilePattern {
  /// The files that fit a pattern, sorted by the bytes of their paths.
  ///
  /// A path without wildcards, or one that a file bears word for word, stands for that file. Hidden files fit only
  /// patterns that begin with a full stop.
  ///
  /// - Parameter folder: the folder that a relative pattern starts from; empty for the current one.
  /// - Throws: an error that names the pattern, the folder and similar files where nothing fits.
  public static func expand(_ pattern: String, relativeTo folder: String) throws(FileError) -> [String] {
    let literal = FilePath.join(folder, pattern)
    switch FilePath.kind(of: literal) {
    case .file, .other: return [literal]
    case .folder: throw FileError.system(.read, path: literal, code: EISDIR)
    case .nothing: break
    }
    guard pattern.contains(where: { "*?[".contains($0) }) else {
      throw FileError(
        path: literal, problem: .system(.open, code: ENOENT), wayOut: Sentence(wayOut(for: literal)))
    }
    let escaped = pattern.hasPrefix("/") ? pattern : FilePath.join(escape(folder), pattern)
    let found = try matches(escaped, shownAs: literal).filter { FilePath.kind(of: $0) != .folder }
    guard !found.isEmpty else {
      throw FileError(path: literal, problem: .nothingMatches, wayOut: Sentence(wayOut(for: literal)))
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A pattern that a path alone fits, whatever its name holds, for readers that take patterns and know no `\\`.
  public static func literal(_ path: String) -> String {
    String(path.flatMap { "*?[".contains($0) ? ["[", $0, "]"] : [$0] })
  }

  private static func matches(_ pattern: String, shownAs shown: String) throws(FileError) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    switch glob(pattern, GLOB_NOSORT, nil, &result) {
    case 0: break
    case GLOB_NOMATCH: return []
    case GLOB_NOSPACE: throw FileError.system(.list, path: shown, code: ENOMEM)
    default: throw FileError.system(.list, path: shown, code: EIO)
    }
    return (0..<Int(result.gl_pathc)).compactMap { index in result.gl_pathv[index].map { String(cString: $0) }
    }
  }

  /// The folder taken word for word, whatever its name holds.
  private static func escape(_ folder: String) -> String {
    String(folder.flatMap { "*?[]\\".contains($0) ? ["\\", $0] : [$0] })
  }

  /// What there is instead: the folder's files with the same ending, those first that begin alike.
  private static func wayOut(for path: String) -> String {
    let folder = FilePath.folder(of: path)
    let shownFolder = folder.isEmpty ? "." : folder
    guard let names = try? FilePath.names(in: folder) else {
      return "There is no folder “\(shownFolder)”; check the path."
    }
    let wanted = FilePath.name(of: path)
    let ending = wanted.split(separator: ".").last.map { ".\($0)" } ?? ""
    let files = names.filter { !$0.hasPrefix(".") && FilePath.kind(of: FilePath.join(folder, $0)) == .file }
    let alike = files.filter { $0.hasSuffix(ending) }
    let candidates = alike.isEmpty ? files : alike
    guard !candidates.isEmpty else {
      return "There are no files in the folder “\(shownFolder)”; check the path."
    }
    let nearest = candidates.enumerated().sorted {
      (-commonPrefix($0.element, wanted), $0.offset) < (-commonPrefix($1.element, wanted), $1.offset)
    }
    let shown = nearest.prefix(3).map { "“\($0.element)”" }.joined(separator: ", ")
    let more = candidates.count > 3 ? " and \(candidates.count - 3) more" : ""
    let verb = candidates.count == 1 ? "is" : "are"
    return "In the folder “\(shownFolder)” there \(verb) \(shown)\(more); check the spelling."
  }

  private static func commonPrefix(_ first: String, _ second: String) -> Int {
    zip(first.utf8, second.utf8).prefix { $0 == $1 }.count
  }
}
