import CArrow
import Glibc
import Synchronization

/// The functions of a driver's library, which stays loaded as long as the program runs.
final class DriverLibrary: @unchecked Sendable {
  let name: String
  let functions: UnsafeMutablePointer<AdbcDriver>

  private static let loaded = Mutex<[String: DriverLibrary]>([:])

  /// The driver with a name, loaded where nobody has asked for it before.
  ///
  /// - Throws: ``DatabaseError`` with where it was looked for and how to get it.
  static func named(_ name: String) throws(DatabaseError) -> DriverLibrary {
    let result = loaded.withLock { loaded in
      if let known = loaded[name] { return Result<DriverLibrary, DatabaseError>.success(known) }
      let fresh = Result { () throws(DatabaseError) in
        try DriverLibrary(name: name, finder: .ofProgram)
      }
      if case .success(let library) = fresh { loaded[name] = library }
      return fresh
    }
    return try result.get()
  }

  private init(name: String, finder: DriverFinder) throws(DatabaseError) {
    self.name = name
    var problems: [String] = []
    for candidate in try finder.candidates(for: name) {
      guard let handle = dlopen(candidate.library, RTLD_NOW | RTLD_LOCAL) else {
        let isPath = candidate.library.contains("/")
        if isPath, let text = dlerror() { problems.append(String(cString: text)) }
        continue
      }
      let names = DriverLibrary.entryPoints(of: name, named: candidate.entryPoint)
      guard let symbol = names.lazy.compactMap({ dlsym(handle, $0) }).first else {
        problems.append("\(candidate.library) is no driver of ADBC")
        continue
      }
      functions = try DriverLibrary.functions(
        unsafeBitCast(symbol, to: AdbcDriverInitialiser.self), of: candidate.library)
      return
    }
    let tried = problems.isEmpty ? "" : " Tried: \(problems.joined(separator: "; "))."
    throw DatabaseError("there is no driver “\(name)” on this machine.\(tried) \(DriverFinder.wayOut(name))")
  }

  /// What the function may be called that fills in the table of functions.
  private static func entryPoints(of driver: String, named: String?) -> [String] {
    if let named { return [named] }
    let words = driver.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return ["AdbcDriver\(words.joined())Init", "AdbcDriverInit", "\(driver)_adbc_init"]
  }

  private static func functions(
    _ initialise: AdbcDriverInitialiser, of library: String
  ) throws(DatabaseError) -> UnsafeMutablePointer<AdbcDriver> {
    let functions = UnsafeMutablePointer<AdbcDriver>.allocate(capacity: 1)
    functions.initialize(to: AdbcDriver())
    try DriverCall.check { error in initialise(CHURN_ADBC_VERSION, functions, error) }
    let driver = functions.pointee
    let isWhole =
      driver.DatabaseNew != nil && driver.DatabaseInit != nil && driver.DatabaseSetOption != nil
      && driver.DatabaseRelease != nil && driver.ConnectionNew != nil && driver.ConnectionInit != nil
      && driver.ConnectionRelease != nil && driver.StatementNew != nil
      && driver.StatementSetSqlQuery != nil && driver.StatementExecuteQuery != nil
      && driver.StatementRelease != nil
    guard isWhole else { throw DatabaseError("\(library) lacks functions of ADBC 1.0.0; take a newer one.") }
    return functions
  }
}

/// Calls of a driver's functions.
enum DriverCall {
  /// Makes a call.
  ///
  /// - Throws: ``DatabaseError`` with what the driver says where it fails.
  static func check(
    _ call: (UnsafeMutablePointer<AdbcError>) -> AdbcStatusCode?
  ) throws(DatabaseError) {
    var error = AdbcError()
    let status = call(&error)
    guard status != 0 else { return }
    let text = error.message.map { String(cString: $0) }
    error.release?(&error)
    throw DatabaseError(
      text ?? status.map { "the driver gave up with error \($0)." } ?? "the driver lacks a function.")
  }
}
