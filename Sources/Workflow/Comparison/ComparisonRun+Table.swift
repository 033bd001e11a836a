import Calendar
import Configuration
import Messages
import Metrics
import ModelFile
import Reporting

extension ComparisonRun {
  /// Compares the models on the rows of a ready-made table.
  func content(
    of selection: TableSelection, _ champion: LoadedModel, _ challenger: LoadedModel, _ context: RunContext
  ) throws -> ComparisonContent {
    if month != nil {
      throw RunError(
        "A ready-made table has no months; leave \(RunInput.month.named(else: "the month")) out.")
    }
    let configuration = try champion.configuration(for: input)
    _ = try challenger.configuration(for: input)
    // Both are given the same rows with the same outcomes, whatever each was trained on.
    var selection = selection
    let (documents, asked) = ([champion.document, challenger.document], selection)
    selection.label = asked.label ?? documents.lazy.compactMap(\.label).first
    selection.positive = asked.positive ?? documents.lazy.compactMap(\.positive).first
    selection.key = asked.key ?? documents.lazy.compactMap(\.key).first
    if asked.label == nil, Set(documents.compactMap(\.label)).count > 1 {
      throw RunError(
        "“\(documents[0].name)” and “\(documents[1].name)” were trained on different labels; name the one to compare them "
          + "on\(RunInput.label.given).")
    }
    let rows = try documents.map {
      try $0.score(selection, label: $0.label(of: selection), configuration, context)
    }
    let samples = try rows.compactMap { try $0.sample(keepsKeysTogether: true) }
    guard samples.count == 2, rows[0].table.keys == rows[1].table.keys else {
      throw RunError("The models do not read the same rows of the table; give its key\(RunInput.key.given).")
    }
    let parts = zip(documents, rows).map {
      TrainedPart($0, $1, selection, team: context.team)
    }
    func compared(_ samples: [ScoredSample]) -> PairedComparison {
      PairedComparison(
        champion: samples[0], challenger: samples[1],
        bootstrap: Bootstrap(seed: configuration.training.seed, team: context.team))
    }
    let (comparison, others) = context.step("Comparing") {
      let others = TrainedPart.others(parts).map { others in
        let samples = samples.map { $0.rows(others) }
        return ComparisonContent.Others(
          rows: others.count, losses: samples[0].losses.count { $0 }, comparison: compared(samples))
      }
      return (compared(samples), others)
    }
    return content(
      champion, challenger, months: [], losses: samples[0].losses,
      overlaps: parts.map(\.overlap), others: others, unseen: rows.map(\.maker.unseenTexts), comparison,
      files: rows[0].table.report.files, configuration)
  }
}
