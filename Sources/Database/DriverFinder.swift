import Glibc
import SystemIO

/// Finds the library of a driver by its name, as ADBC's own driver managers do.
struct DriverFinder {
  /// A library, and the function in it that fills in the table of functions.
  struct Found: Equatable {
    var library: String
    var entryPoint: String?
  }

  /// The folders, in the order in which they are looked into.
  let folders: [String]

  /// - Parameters:
  ///   - environment: a variable of the environment; nil or empty where it is not set.
  ///   - program: the path of the program.
  init(environment: (String) -> String?, program: String?) {
    func value(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    var folders: [String] = []
    for name in [Names.folders, "ADBC_DRIVER_PATH"] {
      folders += value(name)?.split(separator: ":").map(String.init) ?? []
    }
    for name in ["VIRTUAL_ENV", "CONDA_PREFIX"] {
      if let prefix = value(name) { folders.append(FilePath.join(prefix, "etc/adbc/drivers")) }
    }
    if let program {
      let folder = FilePath.folder(of: program)
      folders += [folder, FilePath.join(folder, "../lib/churn")]
    }
    if let home = value("XDG_CONFIG_HOME") ?? value("HOME").map({ FilePath.join($0, ".config") }) {
      folders.append(FilePath.join(home, "adbc/drivers"))
    }
    self.folders = folders + ["/etc/adbc/drivers"]
  }

  /// Those of this program, as it was started.
  static var ofProgram: DriverFinder {
    DriverFinder(environment: { getenv($0).map { String(cString: $0) } }, program: programPath)
  }

  private static var programPath: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  enum Names {
    /// The environment's variable for this program alone.
    static let folders = "CHURN_DRIVERS"

    /// What the library of a driver may be called.
    static func libraries(of driver: String) -> [String] {
      driver == "duckdb" ? ["libduckdb.so"] : ["libadbc_driver_\(driver).so"]
    }
  }

  /// The libraries that there are to try, the system's own search last.
  ///
  /// - Throws: ``DatabaseError`` where a manifest cannot be understood.
  func candidates(for driver: String) throws(DatabaseError) -> [Found] {
    var found: [Found] = []
    for folder in folders {
      let manifest = FilePath.join(folder, driver + ".toml")
      if FilePath.kind(of: manifest) == .file { found.append(try DriverManifest(path: manifest).found) }
      for name in Names.libraries(of: driver) {
        let path = FilePath.join(folder, name)
        if FilePath.kind(of: path) == .file { found.append(Found(library: path)) }
      }
    }
    return found + Names.libraries(of: driver).map { Found(library: $0) }
  }

  /// What to say where there is none.
  static func wayOut(_ driver: String) -> String {
    let package =
      driver == "duckdb" ? "bareduckdb" : "adbc-driver-\(driver.map { $0 == "_" ? "-" : "\($0)" }.joined())"
    return
      "Put \(Names.libraries(of: driver)[0]) beside the program or into a folder that the environment variable "
      + "\(Names.folders) names; the Python package \(package) has it inside. docs/doors.md says more."
  }
}
