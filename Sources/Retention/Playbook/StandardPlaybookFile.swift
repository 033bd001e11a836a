import Configuration
import Messages
import SystemIO

/// The standard playbook as a file, to be edited.
public struct StandardPlaybookFile: Sendable {
  public let path: String
  /// What is written; ``Playbook/standardText`` with what the program calls its inputs.
  public let text: String

  public init(path: String, text: String = Playbook.standardText.description) {
    (self.path, self.text) = (path, text)
  }

  /// Writes it.
  ///
  /// - Throws: where a file is there already, which may have been edited.
  public func write() throws {
    try RunFiles.refuseEdited(path)
    try AtomicFile.write(text, to: path)
  }
}
