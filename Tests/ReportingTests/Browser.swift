import Foundation

/// A headless Chromium, where the machine has one.
struct Browser {
  /// Its program; nil where there is none.
  static let path: String? = [
    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].first { FileManager.default.isExecutableFile(atPath: $0) }

  /// The outcome of showing a page.
  struct Visit {
    /// The page after its scripts have run.
    var document: String
    /// What was written to the console.
    var console: [String]
    /// Addresses that the page, not the browser itself, asked for.
    var requests: [String]
  }

  /// Shows a page at a width; no name leads anywhere, so that nothing is fetched in earnest.
  static func visit(_ page: String, width: Int = 1280) throws -> Visit {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("visit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, log) = (folder.appendingPathComponent("page.html"), folder.appendingPathComponent("net.json"))
    let (output, errors) = (folder.appendingPathComponent("dom"), folder.appendingPathComponent("errors"))
    try page.write(to: file, atomically: true, encoding: .utf8)
    for path in [output, errors] { _ = FileManager.default.createFile(atPath: path.path, contents: nil) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-logging=stderr",
      "--user-data-dir=\(folder.path)/profile", "--host-resolver-rules=MAP * ~NOTFOUND",
      "--window-size=\(width),2000", "--log-net-log=\(log.path)", "--dump-dom", file.absoluteString,
    ]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let network = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    let returned = try String(contentsOf: errors, encoding: .utf8).split(separator: "\n").map(String.init)
    return Visit(
      document: try String(contentsOf: output, encoding: .utf8),
      console: returned.filter { $0.contains(":CONSOLE") },
      requests: network.split(separator: "\n").compactMap { line in
        guard let initiator = line.firstMatch(of: /"initiator":"([^"]*)"/), initiator.1 != "not an origin",
          let address = line.firstMatch(of: /"url":"([^"]*)"/)
        else { return nil }
        return String(address.1)
      })
  }

  /// How many sheets a page takes when it is printed.
  static func sheets(_ page: String) throws -> Int {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("print-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, printed) = (
      folder.appendingPathComponent("page.html"), folder.appendingPathComponent("page.pdf")
    )
    try page.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
      "--user-data-dir=\(folder.path)/profile",
      "--no-pdf-header-footer", "--print-to-pdf=\(printed.path)", file.absoluteString,
    ]
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    // Each sheet is an object of the type /Page; their list is one of the type /Pages.
    let text = String(decoding: try Data(contentsOf: printed), as: Unicode.ASCII.self)
    return text.matches(of: /\/Type\s*\/Page\b/).count
  }
}
