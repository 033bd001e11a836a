#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that a simulation writes to.
enum OutputFolder {
  /// Makes the folder and those above it where they are missing.
  static func create(_ path: String) throws(SimulationError) {
    var end = path.startIndex
    while end < path.endIndex {
      let next = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      let part = String(path[..<next])
      if mkdir(part, 0o755) != 0 && errno != EEXIST && errno != EISDIR {
        throw .file(path: part, action: "create the folder", errorNumber: errno)
      }
      end = next
    }
  }

  /// Refuses a folder with a panel's files that the run `names` would not replace but its configuration would read.
  static func refuseForeignFiles(in path: String, besides names: Set<String>) throws(SimulationError) {
    guard let folder = opendir(path) else {
      throw .file(path: path, action: "open the folder", errorNumber: errno)
    }
    defer { closedir(folder) }
    var foreign: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let isPanel = name.hasPrefix("panel_") && name.hasSuffix(".csv")
      if (isPanel || name == "truth.csv") && !names.contains(name) { foreign.append(name) }
    }
    if !foreign.isEmpty { throw .foreignFiles(directory: path, names: foreign.sorted()) }
  }
}
