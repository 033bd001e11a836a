import Calendar
import Configuration
import Messages
import ModelFile
import Panel
import Retention
import SystemIO
import Tabular
import Validation

/// `churn predict` for several questions: one calendar of contacts, and each question's own list beside it.
public struct CalendarRun: Sendable {
  /// Where the calendar goes, of which month it is and how long; its model is one of those of the questions.
  public let list: PredictionRun
  /// A model for each question.
  public let modelPaths: [String]

  public init(list: PredictionRun, modelPaths: [String]) { (self.list, self.modelPaths) = (list, modelPaths) }

  /// Reads the panel once, scores each question's population, and writes all files or none.
  public func run(_ context: RunContext) throws -> PredictionOutcome {
    guard let path = list.places.file, list.places.lists == nil, FilePath.besideAsJSON(path) != nil else {
      throw RunError(
        "A calendar of several questions is written with each question's list beside it; name its file\(RunInput.output.given(as: "contacts.csv"))."
      )
    }
    let models = try ModelsTogether(paths: modelPaths, for: list.input)
    try check(list.month.map { list.places.named(for: $0 + 1) } ?? list.places, models)
    let inputs = try PredictionInput.reading(models, month: list.month, context)
    let (configuration, panel, month) = (inputs[0].configuration, inputs[0].panel, inputs[0].month)
    let paths = try check(list.places.named(for: month + 1), models)
    try inputs[0].checkEarlierLists(replacedBy: paths.files)
    let unseen = inputs.map(\.unseenTexts)
    let findings = try inputs.enumerated().reduce(into: list.expectation(month)) { found, next in
      let own =
        next.element.deliveryFindings(context)
        + [DeliveryFinding](unseen[next.offset], configuration.deliveries.unseenTexts)
      found += own.filter { !found.contains($0) }
    }
    let (delivery, isAnew) = (try CheckedDelivery(findings, accepting: list.accepted), list.isAnew(month))
    let scored = try inputs.map { try $0.scored(context) }
    let calendar = try context.step("Contacts of \(inputs.count) questions") {
      try ContactCalendar(
        zip(inputs, scored).map { .init($0.configuration, $1, kept: $0.kept) }, selection: list.selection,
        facts: inputs[0].facts, configuration)
    }
    for remark in calendar.remarks(facts: inputs[0].facts, configuration) {
      context.warn(remark, in: configuration.language)
    }
    let entries = inputs.indices.map { index in
      let own = inputs[index].explained(
        calendar.rows(of: index), of: scored[index], view: nil, control: calendar.control?[index], context)
      return context.step("Reasons for \(own.rows.count) customers") { own.entries(own.rows[...]) }
    }
    let records = try inputs.indices.map { index in
      try list.record(
        inputs[index].model, panel.report.files, month: month,
        counts: [
          .init(step: "customers scored", count: scored[index].count),
          .init(step: "customers listed", count: entries[index].count),
        ], order: .expectedLoss, unseen: unseen[index], delivery, inputs[index].configuration, context)
    }
    let joint = calendar.entries(entries)
    let record = CalendarRecord(calendar, lists: records, paths: paths, month: month)
    let hasControl = calendar.control != nil
    var files = try files(joint, paths.calendar, .calendar(hasControl: hasControl), record, month, context)
    for (index, input) in inputs.enumerated() {
      let layout = LossListWriter.Layout(input.configuration.asked, hasControl: hasControl)
      files += try self.files(
        entries[index], paths.lists[index], layout, records[index], month, context)
    }
    try AtomicFile.commit(together: files)
    return PredictionOutcome(
      listed: joint.count, scored: calendar.customers, monthAtRisk: month + 1,
      expectedLoss: calendar.money(), paths: [paths.calendar] + paths.lists,
      first: Array(joint.prefix(list.shown)), findings: delivery.findings, accepted: delivery.accepted,
      isAnew: isAnew, questions: record.questions, language: configuration.language)
  }

  /// A list and its record, still to be put in their places.
  private func files(
    _ entries: [LossEntry], _ path: String, _ layout: LossListWriter.Layout, _ record: some Encodable,
    _ month: Month, _ context: RunContext
  ) throws -> [AtomicFile] {
    let output = list.output(path, layout)
    return try output.write(entries[...], record: record, month, shown: 0, context) { Array($0) }.list.files
  }

  /// The calendar's paths, none of which takes the place of an input or of another output.
  @discardableResult
  private func check(_ places: ListPlaces, _ models: ModelsTogether) throws -> CalendarPaths {
    let paths = CalendarPaths(
      calendar: places.file ?? "", questions: models.parts.map(\.configuration.asked.name))
    try RunFiles(reading: list.input, models: modelPaths).check(writing: paths.files)
    try TableOutput.check(paths.calendar)
    return paths
  }
}
