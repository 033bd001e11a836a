import Calendar
import Configuration
import ModelFile
import Panel
import Reporting
import Scoring
import SystemIO
import Validation
import Variables

/// `churn compare`.
public struct ComparisonRun: Sendable {
  public let championPath: String
  public let challengerPath: String
  public let input: InputSelection
  /// The performance month to judge; nil: all that neither model was learnt from, or all where there is none.
  public let month: Month?
  /// Where to write the comparison as JSON and as HTML; nil: nowhere.
  public let outputPath: String?
  public let reportPath: String?
  public let commandLine: String

  public init(
    championPath: String, challengerPath: String, input: InputSelection, month: Month?, outputPath: String?,
    reportPath: String?, commandLine: String
  ) {
    self.championPath = championPath
    self.challengerPath = challengerPath
    self.input = input
    self.month = month
    self.outputPath = outputPath
    self.reportPath = reportPath
    self.commandLine = commandLine
  }

  /// Compares the models and returns what came of it.
  public func run(_ context: RunContext) throws -> String {
    let content = try content(context)
    if let outputPath { try AtomicFile.write(content.json(), to: outputPath) }
    if let reportPath { try AtomicFile.write(Array(ComparisonPage.html(of: content).utf8), to: reportPath) }
    return text(of: content)
  }

  private func content(_ context: RunContext) throws -> ComparisonContent {
    let (champion, challenger) = (try LoadedModel(path: championPath), try LoadedModel(path: challengerPath))
    for model in [champion, challenger] where model.document.kind != .panel {
      throw RunError(
        "The model “\(model.document.name)” was learnt from a ready-made table; models of a panel can be compared."
      )
    }
    let configuration = try champion.configuration(for: input)
    let other = try challenger.configuration(for: input)
    guard configuration.assets == other.assets, configuration.floor == other.floor,
      configuration.loss == other.loss, configuration.window == other.window
    else {
      throw RunError(
        "“\(champion.document.name)” and “\(challenger.document.name)” were learnt with other assets, floor, loss or "
          + "window: they do not foretell the same thing. Train both with one configuration.")
    }
    let panel = try read(champion.document, challenger.document, configuration, context)
    let judged = panel.judgedMonths(month, of: [champion.document, challenger.document])
    guard !judged.isEmpty else {
      throw RunError(
        "The panel cannot judge losses of \(month.map(\.description) ?? "any month"): it needs that month and the one "
          + "before.")
    }
    var everything = OutcomeTable()
    for month in judged {
      everything.append(panel.snapshot(of: month, configuration: configuration, team: context.team))
    }
    let rows = everything.judged
    guard rows.count > 0 else { throw RunError("There are no customers with known outcomes to compare on.") }
    let comparison = try context.step("Comparing") {
      let samples = try [champion, challenger].map { model in
        let judge = Judge(
          scorer: try model.document.scorer(),
          maker: try VariableMaker(book: model.document.recipes, panel: panel), team: context.team)
        return try judge.scored(rows).sample
      }
      return PairedComparison(
        champion: samples[0], challenger: samples[1],
        bootstrap: Bootstrap(seed: configuration.training.seed, team: context.team))
    }
    return ComparisonContent(
      language: configuration.language, program: ProgramVersion.text, champion: champion.document.name,
      challenger: challenger.document.name, months: judged, customers: rows.count,
      losses: rows.outcomes.count { $0 == .loss },
      notes: [champion, challenger].compactMap { note($0.document, judged, configuration.language) },
      comparison: comparison,
      reproduction: Reproduction(
        command: "churn \(commandLine)", seed: configuration.training.seed,
        inputs: panel.report.files.map {
          Reproduction.File(path: $0.path, bytes: $0.bytes, crc32: $0.checksum)
        },
        model: Reproduction.File(
          path: ModelFolder.modelName, bytes: challenger.bytes, crc32: challenger.checksum)))
  }

  /// Reads the columns that either model needs.
  private func read(
    _ champion: ModelDocument, _ challenger: ModelDocument, _ configuration: BankConfiguration,
    _ context: RunContext
  ) throws -> CustomerPanel {
    var columns = champion.panelColumns
    for column in challenger.panelColumns where !columns.contains(where: { $0.name == column.name }) {
      columns.append(column)
    }
    let request = PanelRequest(snapshots: .labelled(until: month), columns: columns, optionalTexts: [])
    return try context.step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: request)
        .read(team: context.team, progress: context.readingProgress)
    }
  }

  private func note(_ document: ModelDocument, _ judged: [Month], _ language: Language) -> String? {
    let learnt = judged.filter { document.trainedMonths.contains($0) }.map(\.description)
    guard !learnt.isEmpty else { return nil }
    return language == .chinese
      ? "“\(document.name)”学习时用过 \(learnt.joined(separator: "、"))，在这些月份上占便宜。"
      : "“\(document.name)” was learnt from \(learnt.joined(separator: ", ")) and has an advantage there."
  }

  private func text(of content: ComparisonContent) -> String {
    var table = TextTable([
      ("", .left), ("champion", .right), ("challenger", .right), ("difference", .right),
      ("95% interval", .right),
    ])
    func add(_ name: String, _ difference: PairedComparison.Difference) {
      func show(_ value: Double?) -> String { value.map { NumberText.decimal($0, places: 4) } ?? "–" }
      table.add([
        name, show(difference.champion), show(difference.challenger), show(difference.difference),
        difference.interval.map { "\(show($0.lower)) … \(show($0.upper))" } ?? "–",
      ])
    }
    let comparison = content.comparison
    add("AUC", comparison.auc)
    add("KS", comparison.kolmogorovSmirnov)
    add("average precision", comparison.averagePrecision)
    add("log-loss", comparison.logLoss)
    for list in comparison.lists where list.share == 0.1 || list.share == 0.2 {
      add("losses in the first \(NumberText.percent(list.share))", list.recall)
      add("lost money in the first \(NumberText.percent(list.share))", list.capturedLostAssets)
    }
    let moves = comparison.moves
    var text = table.text
    text +=
      "  On a list of \(NumberText.percent(moves.share)): \(NumberText.count(moves.onBoth.customers)) stay "
      + "(\(NumberText.count(moves.onBoth.losses)) lost), \(NumberText.count(moves.off.customers)) move off "
      + "(\(NumberText.count(moves.off.losses)) lost), \(NumberText.count(moves.on.customers)) move on "
      + "(\(NumberText.count(moves.on.losses)) lost).\n"
    for note in content.notes { text += "  \(note)\n" }
    return text
  }
}
