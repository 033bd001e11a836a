import Calendar
import Configuration
import Panel
import SystemIO
import Validation

/// `churn describe`.
public struct DescriptionRun: Sendable {
  public let input: InputSelection
  /// Where to write the findings as JSON; nil: nowhere.
  public let jsonPath: String?
  /// Where to write a first draft of a configuration; nil: nowhere.
  public let draftPath: String?

  public init(input: InputSelection, jsonPath: String? = nil, draftPath: String? = nil) {
    self.input = input
    self.jsonPath = jsonPath
    self.draftPath = draftPath
  }

  /// Reads the panel and returns what is in it.
  public func run(_ context: RunContext) throws -> String {
    var configuration = try input.configuration()
    if draftPath != nil { configuration = try DraftConfiguration.make(from: configuration) }
    var request = PanelRequest(snapshots: .survey)
    request.wantsDistributions = true
    let panel = try context.step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: request)
        .read(team: context.team, progress: context.readingProgress)
    }
    var text = DescriptionText(report: panel.report, configuration: configuration).text
    text += try leaks(configuration, context)
    if let jsonPath { try AtomicFile.write(DeterministicJSON.encode(panel.report), to: jsonPath) }
    if let draftPath {
      try AtomicFile.write(configuration.yaml(), to: draftPath)
      text += "Wrote a first draft of the configuration to \(draftPath).\n"
    }
    return text
  }

  /// A second reading with outcomes, where the panel has any and nothing stands in the way.
  private func leaks(_ configuration: BankConfiguration, _ context: RunContext) throws -> String {
    let request = PanelRequest(snapshots: .labelled(until: nil))
    guard
      let panel = try? PanelReader(configuration: configuration, request: request).read(team: context.team)
    else { return "" }
    let found = try LabelLeaks.columns(of: panel, configuration: configuration, team: context.team)
    if found.isEmpty { return "" }
    let lines = found.map { name, auc in
      "  - “\(name)” alone tells losses apart with an AUC of \(NumberText.decimal(auc, places: 3)); does it know the "
        + "next month? If so, list it under `ignore:`.\n"
    }
    return "Columns that give the label away\n" + lines.joined()
  }
}
