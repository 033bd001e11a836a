import Configuration
import Panel
import SystemIO
import Validation
import Variables

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

  /// Reads the panel and finds out what is in it.
  public func run(_ context: RunContext) throws -> DescriptionOutcome {
    try RunFiles(reading: input).check(writing: [jsonPath, draftPath])
    if let draftPath { try RunFiles.refuseEdited(draftPath) }
    var configuration = try input.configuration()
    if draftPath != nil { configuration = try DraftConfiguration.make(from: configuration) }
    var request = PanelRequest(snapshots: .survey)
    request.wantsDistributions = true
    let report = try context.read(request, configuration).report
    let leaks = labelLeaks(configuration, context)
    let columns = report.columns + report.attributes
    if draftPath != nil { DraftConfiguration.addKinds(of: columns, to: &configuration) }
    let draft = configuration.yaml() + DraftConfiguration.remarks(on: columns, in: configuration.language)
    try AtomicFile.write(
      (jsonPath, { try DeterministicJSON.encode(report) }), (draftPath, { Array(draft.utf8) }))
    return DescriptionOutcome(
      report: report, configuration: configuration, labelLeaks: leaks, draftPath: draftPath)
  }

  /// A second reading with outcomes, where the panel has any and nothing stands in the way.
  private func labelLeaks(_ configuration: BankConfiguration, _ context: RunContext) -> [Leak] {
    let request = PanelRequest(snapshots: .labelled(until: nil))
    guard
      let panel = try? PanelReader(configuration: configuration, request: request).read(team: context.team)
    else { return [] }
    return ColumnLeaks(panel: panel, configuration: configuration, team: context.team).find()
  }
}

/// What `describe` found in a panel.
public struct DescriptionOutcome: Sendable {
  public let report: CleaningReport
  /// By which the panel was read; a first draft where one was asked for.
  public let configuration: BankConfiguration
  /// What gives the label away.
  public let labelLeaks: [Leak]
  /// Where the draft is; nil: none was asked for.
  public let draftPath: String?
}
