import Foundation

/// Real data beside the project's folder, which are not part of it.
enum SharedData {
  /// The path of a file below `shared/data`.
  static func path(_ name: String, from file: String = #filePath) -> String {
    let root = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.deletingLastPathComponent().appendingPathComponent("shared/data/\(name)").path
  }

  /// Whether a file is there; says in plain words that a test is skipped where it is not.
  static func isThere(_ path: String) -> Bool {
    if FileManager.default.fileExists(atPath: path) { return true }
    print("Skipped: the real data are not at \(path).")
    return false
  }
}
