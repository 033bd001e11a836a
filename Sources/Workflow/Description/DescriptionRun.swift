import Configuration
import Panel
import SystemIO
import Tabular
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
    var draft = draftPath == nil ? nil : try PanelDraft.make(of: configuration, team: context.team)
    configuration = draft?.configuration ?? configuration
    let report = try survey(configuration, draft: &draft, context)
    let columns = report.columns + report.attributes
    draft?.add(report)
    configuration = draft?.configuration ?? configuration
    let leaks = labelLeaks(configuration, context)
    try AtomicFile.write(
      (jsonPath, { try DeterministicJSON.encode(report) }),
      (draftPath, { Array((draft?.text(of: columns, in: FilePath.folder(of: draftPath ?? "")) ?? "").utf8) }))
    return DescriptionOutcome(
      report: report, configuration: configuration, labelLeaks: leaks, draftPath: draftPath,
      questions: draft?.questions ?? [])
  }

  /// Reads the panel; where a draft cannot be read yet, it is written all the same, and says why.
  private func survey(
    _ configuration: BankConfiguration, draft: inout PanelDraft?, _ context: RunContext
  ) throws -> CleaningReport {
    var request = PanelRequest(snapshots: .survey)
    request.wantsDistributions = true
    do {
      return try context.read(request, configuration).report
    } catch let error as TableError where draft != nil {
      draft?.questions.insert(.unreadable("\(error)"), at: 0)
      return CleaningReport()
    }
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
  /// What has to be decided before the draft is used.
  public let questions: [DraftQuestion]
}
