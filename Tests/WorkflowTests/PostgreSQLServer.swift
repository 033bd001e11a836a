import Foundation

/// A server of PostgreSQL of the test's own, which listens on a socket in a folder that goes with it.
final class PostgreSQLServer {
  private let folder: String
  private let programs: String
  private var server = Process()
  let address: String

  /// Nil, with a word why, where there is no server to start.
  init?() {
    let root = "/usr/lib/postgresql"
    let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
    guard let version = versions.last, FileManager.default.fileExists(atPath: "\(root)/\(version)/bin/initdb")
    else {
      print("Left out: no server of PostgreSQL under \(root).")
      return nil
    }
    programs = "\(root)/\(version)/bin"
    // Paths of sockets are short.
    folder = "/tmp/churn-pg-\(UUID().uuidString.prefix(8))"
    address = "postgresql:///postgres?host=\(folder)&user=churn"
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o777])
    let initialise = process(
      "initdb",
      ["-D", folder + "/data", "-U", "churn", "-A", "trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
    guard Self.ends(initialise), start() else {
      print("Left out: the server of PostgreSQL does not start.")
      return nil
    }
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Starts the server, for the first time or once more.
  func start() -> Bool {
    server = process(
      "postgres", ["-D", folder + "/data", "-c", "listen_addresses=", "-c", "fsync=off", "-k", folder])
    return (try? server.run()) != nil && isReady()
  }

  /// Ends the server at once, as a machine that goes down does.
  func stop() {
    guard server.isRunning else { return }
    kill(server.processIdentifier, SIGQUIT)
    server.waitUntilExit()
  }

  private func isReady() -> Bool {
    (0..<300).contains { _ in
      usleep(100_000)
      return Self.ends(process("pg_isready", ["-q", "-h", folder]))
    }
  }

  /// The server does not run as root.
  private func process(_ program: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    process.arguments = (geteuid() == 0 ? other : []) + [programs + "/" + program] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  private static func ends(_ process: Process) -> Bool {
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
