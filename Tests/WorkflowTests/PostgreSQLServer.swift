import Foundation

/// A server of PostgreSQL of the test's own, which listens on a socket in a folder that goes with it.
final class PostgreSQLServer {
  private let folder: String
  private let programs: String
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
    let data = folder + "/data"
    guard
      run(
        "initdb", ["-D", data, "-U", "churn", "-A", "trust", "--encoding=UTF8", "--locale=C", "--no-sync"]),
      run(
        "pg_ctl",
        [
          "-D", data, "-w", "-l", folder + "/log", "-o",
          "-c listen_addresses= -c fsync=off -c unix_socket_directories=\(folder)", "start",
        ])
    else {
      print("Left out: the server of PostgreSQL does not start.")
      return nil
    }
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Ends the server as a machine that goes down does.
  func stop() { _ = run("pg_ctl", ["-D", folder + "/data", "-m", "immediate", "-w", "stop"]) }

  /// The server does not run as root.
  private func run(_ program: String, _ arguments: [String]) -> Bool {
    let process = Process()
    let command = [programs + "/" + program] + arguments
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = (geteuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []) + command
    process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
