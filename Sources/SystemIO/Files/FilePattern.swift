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
    let found = try matches(pattern, in: pattern.hasPrefix("/") ? "/" : folder)
    guard !found.isEmpty else {
      throw FileError(path: literal, problem: .nothingMatches, wayOut: Sentence(wayOut(for: literal)))
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A pattern that a path alone fits, whatever its name holds, for readers that take patterns and know no `\\`.
  public static func literal(_ path: String) -> String {
    String(path.flatMap { "*?[".contains($0) ? ["[", $0, "]"] : [$0] })
  }

  /// Files below a folder that fit a pattern, part by part of its path.
  ///
  /// glob(3) takes a folder that fails while it is listed for one that ends there, and so a part of the months for all. What
  /// is there and cannot be inspected fits: whoever reads it says why it cannot be read.
  private static func matches(_ pattern: String, in folder: String) throws(FileError) -> [String] {
    let parts = pattern.split(separator: "/").map(String.init)
    var found = [folder]
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      var next: [String] = []
      for base in found {
        guard part.contains(where: { "*?[\\".contains($0) }) else {
          let path = FilePath.join(base, part)
          if FilePath.kind(of: path) != .nothing { next.append(path) }
          continue
        }
        for name in try FilePath.namesIfAny(in: base) where fnmatch(part, name, FNM_PERIOD) == 0 {
          next.append(FilePath.join(base, name))
        }
      }
      found = next.filter {
        isLast ? FilePath.kind(of: $0) != .folder : ![.file, .other].contains(FilePath.kind(of: $0))
      }
    }
    return found
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
