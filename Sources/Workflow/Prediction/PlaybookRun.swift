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
    guard FilePath.kind(of: path) == .nothing else {
      throw RunError("“\(path)” is there already and may have been edited; name another file.")
    }
    let file = try AtomicFile(path: path)
    try file.write(Array(Playbook.standardText.utf8))
    try file.commit()
  }
}
