import Messages

/// The files that a run reads and those that it writes: nothing that is written may take the place of anything that is
/// read, or of another output. Every verb that writes asks before any work.
public struct RunFiles: Sendable {
  private let inputs: [String]

  /// - Parameter inputs: all files that are read.
  public init(reading inputs: [String]) { self.inputs = inputs }

  /// Refuses outputs that would replace an input or each other; the same file by another path or a link is the same.
  ///
  /// - Parameters:
  ///   - files: what is to be written; nil stands for nothing.
  ///   - folder: a folder of which the files with these names are replaced.
  /// - Throws: `RunError` with a sentence for each such output.
  public func check(writing files: [String?], folder: (path: String, names: [String])? = nil) throws(RunError)
  {
    let outputs =
      files.compactMap { $0 }
      + (folder.map { folder in folder.names.map { FilePath.join(folder.path, $0) } } ?? [])
    let read = Dictionary(inputs.map { (FileIdentity($0), $0) }) { first, _ in first }
    var written: [FileIdentity: String] = [:]
    var problems: [String] = []
    for output in outputs where FilePath.kind(of: output) != .other {
      let identity = FileIdentity(output)
      if let input = read[identity] {
        let path = input == output ? "“\(output)”" : "“\(output)” is the file “\(input)”, which"
        problems.append(
          "\(path) is read by this run and would be replaced by what it writes; write to another file.")
      } else if let other = written[identity] {
        let path = other == output ? "“\(output)”" : "“\(output)” is the file “\(other)”, which"
        problems.append(
          "\(path) would be written twice, and one output would replace the other; name two files.")
      }
      written[identity] = output
    }
    if !problems.isEmpty { throw RunError(problems: problems) }
  }

  /// Refuses to write what people edit, a draft or a playbook, over one that is there.
  public static func refuseEdited(_ path: String) throws(RunError) {
    if [.file, .folder].contains(FilePath.kind(of: path)) {
      throw RunError("“\(path)” is there already and may have been edited; name another file.")
    }
  }

  /// A list and the record that is written beside it.
  public static func list(_ path: String?) -> [String] {
    [path, path.flatMap(FilePath.besideAsJSON)].compactMap { $0 }
  }
}
