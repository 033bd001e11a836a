import ArgumentParser
import SystemIO
import Workflow

/// A verb: it says what it does to a terminal and, where one is asked for, to a log.
protocol Verb: ParsableCommand {
  var logging: LogOptions { get }
  /// Whether neither progress nor notes are shown.
  var quiet: Bool { get }

  func run(_ terminal: Terminal) throws
}

extension Verb {
  var quiet: Bool { false }

  func run() throws { try run(Terminal(quiet: quiet)) }
}

/// A verb that works through data.
protocol DataVerb: Verb {
  var shared: SharedOptions { get }
}

extension DataVerb {
  var logging: LogOptions { shared.logging }
  var quiet: Bool { shared.quiet }
}

/// What a verb says, and where: on the standard output, on the error stream, in the log.
struct Terminal {
  let progress: TerminalProgress
  private let log: RunLog?
  private let quiet: Bool

  init(quiet: Bool, log: RunLog? = nil) {
    (self.quiet, self.log) = (quiet, log)
    progress = TerminalProgress.standardError(quiet: quiet, log: log)
  }

  /// Prints what was asked for. Customers may stand in it, so the log has nothing of it.
  func show(_ text: String, terminator: String = "\n") throws {
    try StandardStreams.print(text, terminator: terminator)
  }

  /// Prints the outcome, which the log has too.
  func result(_ text: String, terminator: String = "\n") throws {
    log?.write(.note, text)
    try show(text, terminator: terminator)
  }

  /// Prints what was done, unless only files are wanted; the log has it in any case.
  func note(_ text: String) throws {
    log?.write(.note, text)
    if !quiet { try show(text) }
  }

  /// What the log is to hold of what is only shown.
  func record(_ text: String) { log?.write(.note, text) }
}
