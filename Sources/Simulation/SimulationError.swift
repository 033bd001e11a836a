import SystemIO

/// Why a panel was not simulated. Whatever the folder held before is still there.
public enum SimulationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The options do not make sense; a sentence for each problem.
  case options([String])
  /// A file or folder could not be made or written.
  case file(FileError)

  public var description: String {
    switch self {
    case .options(let problems): problems.joined(separator: "\n")
    case .file(let error): error.description
    }
  }
}
