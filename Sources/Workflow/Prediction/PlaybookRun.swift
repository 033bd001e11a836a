import Configuration
import SystemIO

/// `churn playbook`.
public struct PlaybookRun: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// Writes the standard playbook.
  ///
  /// - Throws: where a file is there already, which may have been edited.
  public func run() throws {
    try RunFiles.refuseEdited(path)
    try AtomicFile.write(Playbook.standardText, to: path)
  }
}
