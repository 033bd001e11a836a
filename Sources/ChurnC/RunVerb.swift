import Configuration
import Retention
import SystemIO
import Workflow

/// What can be done with a panel, as by the program's verb of the same name: files in, files out.
enum RunVerb: String, CaseIterable {
  case describe, analyze, train, validate, predict, explain, monitor

  init(_ name: String) throws(CallError) {
    guard let verb = RunVerb(rawValue: name) else {
      let known = RunVerb.allCases.map { "“\($0.rawValue)”" }.joined(separator: ", ")
      throw CallError("“\(name)” is none of the verbs \(known).")
    }
    self = verb
  }

  func run(_ request: RunRequest, _ context: RunContext) throws {
    let (input, month) = (request.input, try request.monthGiven())
    func model() throws -> String { try request.needed(.model, request.model) }
    func predict(to path: String?) throws -> PredictionRun {
      let selection = try Selection(
        all: request.all ?? false, top: request.top, share: request.share, above: request.above)
      return PredictionRun(
        modelPath: try model(), input: input, month: month, selection: selection, order: request.order,
        outputPath: path,
        lists: request.lists.map { ListsRequest(folder: $0, formats: Set(ListFolder.Format.allCases)) },
        accepted: request.accept)
    }
    switch self {
    case .describe:
      _ = try DescriptionRun(input: input, jsonPath: request.out, draftPath: request.draft).run(context)
    case .analyze:
      _ = try AnalysisRun(input: input, month: month, folder: request.out, isFull: request.full ?? false)
        .run(context)
    case .train:
      _ = try TrainingRun(
        input: input, algorithm: request.algorithm, seed: request.seed, month: month,
        tuning: try request.tuning(), folder: try request.needed(.out, request.out),
        commandLine: request.command ?? rawValue
      ).run(context)
    case .validate:
      if let backtest = request.backtest, !(1...120).contains(backtest) {
        throw CallError("“backtest” is \(backtest); give a number from 1 to 120.")
      }
      _ = try ValidationRun(
        modelPath: try model(), input: input, month: month, outputPath: request.out,
        reportPath: request.report,
        backtest: request.backtest, commandLine: request.command ?? rawValue
      ).run(context)
    case .predict: _ = try predict(to: request.out).run(context)
    case .explain:
      _ = try ExplanationRun(
        list: try predict(to: nil), customer: try request.needed(.customer, request.customer),
        settings: request.set ?? [], outputPath: request.out, reportPath: request.report
      ).run(context)
    case .monitor:
      _ = try MonitorRun(
        modelPath: try model(), input: input, month: month, listPath: request.list, outputPath: request.out,
        reportPath: request.report, commandLine: request.command ?? rawValue
      ).run(context)
    }
  }
}
