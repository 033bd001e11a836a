import ArgumentParser
import SystemIO

/// Where a run's log goes.
struct LogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Add progress, notes, warnings, errors and the exit status to this file, with the time.",
      valueName: "file"), completion: .file())
  var log: String?

  @Option(
    help: ArgumentHelp(
      "How the log is written; without --log it goes to the error stream in place of progress.",
      valueName: "text|json"))
  var logFormat: RunLog.Format?

  /// Opens the log and tells it the command; nil where none is wanted.
  func open() throws -> RunLog? {
    guard log != nil || logFormat != nil else { return nil }
    if let log { try Self.checkIsNoOtherFile(log) }
    let opened = try RunLog(path: log, format: logFormat ?? .text)
    opened.write(.start, SharedOptions.command)
    return opened
  }

  /// Refuses a log that another argument names, too: it would be written over, or a file of data would be added to.
  private static func checkIsNoOtherFile(_ path: String) throws {
    let wanted = FileIdentity(path)
    var arguments = Churn.arguments.flatMap { argument in
      argument.hasPrefix("--")
        ? argument.split(separator: "=", maxSplits: 1).dropFirst().map(String.init) : [argument]
    }
    if let own = arguments.firstIndex(of: path) { arguments.remove(at: own) }
    if FilePath.kind(of: path) != .other, arguments.contains(where: { FileIdentity($0) == wanted }) {
      throw ValidationError(
        "“\(path)” is named for the log and for something else; give the log a file of its own.")
    }
  }

  /// The log that a command line asks for which is otherwise wrong; nil where none can be told.
  static func named(in arguments: [String]) -> RunLog? {
    func value(_ option: String) -> String? {
      for (index, argument) in arguments.enumerated() {
        if argument == option, index + 1 < arguments.count { return arguments[index + 1] }
        if argument.hasPrefix(option + "=") { return String(argument.dropFirst(option.count + 1)) }
      }
      return nil
    }
    var options = LogOptions()
    options.log = value("--log")
    options.logFormat = value("--log-format").flatMap(RunLog.Format.init)
    return try? options.open()
  }
}

extension RunLog.Format: ExpressibleByArgument {}
