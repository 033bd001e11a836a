import Configuration
import Panel

extension RunContext {
  /// Reads a panel with its progress line.
  func read(_ request: PanelRequest, _ configuration: BankConfiguration) throws -> CustomerPanel {
    try step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: request).read(
        team: team, progress: readingProgress)
    }
  }
}
