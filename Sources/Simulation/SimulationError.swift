#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a panel was not simulated. Whatever the folder held before is still there.
public enum SimulationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The options do not make sense; a sentence for each problem.
  case options([String])
  /// A file or folder could not be made or written.
  case file(path: String, action: String, errorNumber: Int32)
  /// The folder holds files of another run that the new configuration would take for its own.
  case foreignFiles(directory: String, names: [String])

  public var description: String {
    switch self {
    case .options(let problems):
      return problems.joined(separator: "\n")
    case .file(let path, let action, let errorNumber):
      return "Could not \(action) “\(path)”: \(String(cString: strerror(errorNumber))). "
        + "Choose a folder that can be written and has room; nothing in it was changed."
    case .foreignFiles(let directory, let names):
      let shown = names.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
      let rest = names.count > 3 ? " and \(names.count - 3) more" : ""
      return
        "The folder “\(directory)” holds \(shown)\(rest) of another simulation, which would be mixed with the "
        + "new panel. Remove them or choose another folder."
    }
  }
}
