import Messages
import SystemIO

/// Why a panel was not simulated. Whatever the folder held before is still there.
public enum SimulationError: AskingError, Equatable {
  /// The options do not make sense; a sentence for each problem.
  case options([String])
  /// A file or folder could not be made or written.
  case file(FileError)

  public var sentence: Sentence {
    switch self {
    case .options(let problems): Sentence(problems.joined(separator: "\n"))
    case .file(let error): error.sentence
    }
  }
}
