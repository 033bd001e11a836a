import ArgumentParser
import Messages
import SystemIO
import Validation
import Workflow

/// What the program ends with, the same for every verb; `docs/operation.md` has the table.
enum ExitStatus: Int32, CaseIterable {
  /// All is done, and green where there are lights.
  case done = 0
  /// Something is wrong with the data, the configuration or a file, as the sentence says; nothing was replaced.
  case refused = 1
  /// `monitor` found something amber, or something red.
  case amber = 2
  case red = 3
  /// `predict` stopped because the delivery is too odd; last month's list is still there.
  case delivery = 4
  /// The command line is not one of the program's.
  case usage = 64
  /// Stopped by control-C.
  case interrupted = 130

  /// What the program ends with after an error.
  init(_ error: any Error) {
    switch error {
    case is Interrupted: self = .interrupted
    case is DeliveryError: self = .delivery
    default: self = ExitStatus(rawValue: Churn.exitCode(for: error).rawValue) ?? .refused
    }
  }

  /// Ends the program with an error's sentence, or with what was asked for: help, the version.
  ///
  /// - Parameter log: takes the sentence and the status, too.
  static func end(with error: any Error, log: RunLog? = nil) -> Never {
    var (status, text) = (ExitStatus(error), Churn.fullMessage(for: Told(error) ?? error))
    if error is DeliveryError { text += "\n" + DeliveryWords.wayOut }
    if status == .done {
      do throws(FileError) {
        if !text.isEmpty { try StandardStreams.print(text) }
        exit(status)
      } catch {
        (status, text) = (.refused, Churn.fullMessage(for: Told(error) ?? error))
      }
    }
    if !text.isEmpty {
      log?.write(.error, text)
      // Where the log goes to the error stream, the sentence is there already.
      if log == nil || log?.path != nil { StandardStreams.say(text) }
    }
    log?.end(status: status.rawValue)
    exit(status)
  }

  /// An error that asks for inputs, with the options by which they are given.
  private struct Told: Error, CustomStringConvertible {
    let description: String

    /// Nil where the error asks for nothing.
    init?(_ error: any Error) {
      guard let error = error as? any AskingError else { return nil }
      description = error.sentence.text(naming: \.option)
    }
  }

  private static func exit(_ status: ExitStatus) -> Never { Churn.exit(withError: ExitCode(status.rawValue)) }
}
