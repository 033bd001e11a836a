import Arrow
import CArrow
import ChurnInterface
import Configuration
import ModelFile
import SystemIO
import Tabular
import Workflow

extension HeldModel {
  /// Trains a model on a table, and what stands beside it, as `churn train` does; the streams are taken.
  static func trained(
    on stream: ArrowArrayStream, beside further: ArrowArrayStream?, _ training: churn_training
  ) throws -> HeldModel {
    // Both are taken first, so that they are released whatever is wrong.
    let taken = Result { try ArrowStream(taking: stream) }
    let beside = try further.map { try ArrowStream(taking: $0) }
    let table = try ArrowTable(try taken.get(), beside: beside, name: tableName)
    let configuration = try BankConfiguration.parse(
      yaml: training.configuration.text ?? "", name: "the configuration")
    let threads = try HeldTeam(threads: training.threads)
    let listener = RunListener(
      churn_listener(
        size: MemoryLayout<churn_listener>.size, progress: training.progress, warn: training.warn,
        context: training.context))
    let context = listener.context(threads.team, .memory(table))
    let selection = TableSelection(
      patterns: [tableName], label: training.label.text, positive: training.positive.text,
      key: training.key.text, timeColumn: training.time.text)
    let run = TrainingRun(
      input: InputSelection(table: selection), algorithm: nil, seed: nil, month: nil,
      weight: training.weight.text, folder: "", commandLine: "")
    let trained = try run.train(configuration, context, makesReport: false)
    if listener.isInterrupted { throw Interrupted("The training was interrupted.") }
    let name = training.name.text ?? "model"
    let content = try ModelCoder.encode(trained.document(name: name), path: name)
    return try HeldModel(content, name: name, threads: training.threads)
  }
}
