import Foundation

/// The program beside the tests, run by a shell; its status, output and error output.
func shell(_ script: String) throws -> (status: Int32, output: String, errors: String) {
  let program =
    Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    .deletingLastPathComponent().appendingPathComponent("churn")
    ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(
      "churn")
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-c", script]
  process.environment = ProcessInfo.processInfo.environment.merging(["CHURN": program.path]) { _, new in new
  }
  let (output, errors) = (Pipe(), Pipe())
  (process.standardOutput, process.standardError) = (output, errors)
  try process.run()
  let said = output.fileHandleForReading.readDataToEndOfFile()
  let complained = errors.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (
    process.terminationStatus, String(decoding: said, as: UTF8.self),
    String(decoding: complained, as: UTF8.self)
  )
}
