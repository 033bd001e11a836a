import Arrow
import CArrow
import ChurnInterface
import Configuration
import ModelFile
import Parallel
import Synchronization
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
    let listener = TrainingListener(training)
    var context = RunContext(
      team: threads.team,
      progress: TerminalProgress(
        style: .quiet, listener: { listener.told($0, done: $1, of: $2) }, output: { listener.warned($0) },
        clock: { 0 }))
    context.sources = .memory(table)
    context.isInterrupted = { listener.isInterrupted }
    let selection = TableSelection(
      patterns: [tableName], label: training.label.text, positive: training.positive.text,
      key: training.key.text, timeColumn: training.time.text)
    let run = TrainingRun(
      input: InputSelection(table: selection), algorithm: nil, seed: nil, month: nil,
      weight: training.weight.text, folder: "", commandLine: "")
    let trained = try run.train(configuration, context)
    if listener.isInterrupted { throw Interrupted("The training was interrupted.") }
    let name = training.name.text ?? "model"
    let content = try ModelCoder.encode(trained.document(name: name), path: name)
    return try HeldModel(content, name: name, threads: training.threads)
  }
}

/// Whom a training tells how far it is, and who may stop it.
private final class TrainingListener: @unchecked Sendable {
  private let training: churn_training
  private let isStopped = Atomic<Bool>(false)
  /// Tells are one after another, whichever threads they come from.
  private let turn = Mutex<Void>(())

  init(_ training: churn_training) { self.training = training }

  var isInterrupted: Bool { isStopped.load(ordering: .relaxed) }

  func told(_ step: String, done: Int, of total: Int?) {
    guard let tell = training.progress else { return }
    let answer = turn.withLock { _ in
      step.withCString { tell(training.context, $0, Int64(done), Int64(total ?? 0)) }
    }
    if answer != 0 { isStopped.store(true, ordering: .relaxed) }
  }

  /// - Parameter line: as a terminal shows it.
  func warned(_ line: String) {
    guard let warn = training.warn else { return }
    var text = line[...]
    for mark in ["Warning: ", "警告："] where text.hasPrefix(mark) { text = text.dropFirst(mark.count) }
    while text.last?.isNewline == true { text = text.dropLast() }
    turn.withLock { _ in String(text).withCString { warn(training.context, $0) } }
  }
}
