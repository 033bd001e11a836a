import Configuration
import ModelFile
import SystemIO

/// The files that a run reads and those that it writes: nothing that is written may take the place of anything that is
/// read, or of another output. Every verb that writes asks before any work.
struct RunFiles {
  private var inputs: [String] = []

  /// - Parameters:
  ///   - selection: where the data come from; nil: no panel and no table.
  ///   - models: folders or files of models that are read.
  ///   - others: further files that are read; nil stands for none.
  init(reading selection: InputSelection? = nil, models: [String] = [], others: [String?] = []) {
    if let selection {
      inputs += [selection.configurationPath].compactMap { $0 }
      inputs += (selection.table?.patterns ?? []).flatMap(Self.files(of:))
      inputs += selection.panelPatterns.flatMap(Self.files(of:))
      inputs += Self.named(by: selection.configurationPath).flatMap(Self.files(of:))
    }
    inputs += models.map(ModelFolder.modelPath(for:)) + others.compactMap { $0 }
  }

  /// Files that a configuration names, whether or not all of it is right: its problems are told when it is read. Earlier
  /// lists are not among them: this month's may take the place of its own earlier version, see ``ListFiles``.
  private static func named(by path: String?) -> [String] {
    guard let path, var configuration = try? BankConfiguration.loadPart(path: path).configuration else {
      return []
    }
    configuration.list.coolingOff.lists = []
    return configuration.files
  }

  private static func files(of pattern: String) -> [String] {
    (try? FilePattern.expand(pattern, relativeTo: "")) ?? []
  }

  /// Refuses outputs that would replace an input or each other; the same file by another path or a link is the same.
  ///
  /// - Parameters:
  ///   - files: what is to be written; nil stands for nothing.
  ///   - folder: a folder of which the files with these names are replaced.
  /// - Throws: ``RunError`` with a sentence for each such output.
  func check(writing files: [String?], folder: (path: String, names: [String])? = nil) throws(RunError) {
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
  static func refuseEdited(_ path: String) throws(RunError) {
    if [.file, .folder].contains(FilePath.kind(of: path)) {
      throw RunError("“\(path)” is there already and may have been edited; name another file.")
    }
  }

  /// A list and the record that is written beside it.
  static func list(_ path: String?) -> [String] {
    [path, path.flatMap(FilePath.besideAsJSON)].compactMap { $0 }
  }
}
