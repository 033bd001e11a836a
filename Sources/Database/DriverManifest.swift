import SystemIO

/// A driver's manifest after the convention of ADBC: a few lines of TOML that say where the library is.
struct DriverManifest {
  let found: DriverFinder.Found

  static let largestSize = 1 << 16

  init(path: String) throws(DatabaseError) {
    let bytes: [UInt8]
    do {
      bytes = try PlainReader.wholeFile(path, limit: DriverManifest.largestSize)
    } catch {
      throw DatabaseError("\(error)")
    }
    let values = DriverManifest.values(String(decoding: bytes, as: UTF8.self))
    guard let library = values["Driver.shared.\(DriverManifest.platform)"] ?? values["Driver.shared"] else {
      throw DatabaseError(
        "\(path): the manifest names no library for \(DriverManifest.platform); it needs a line `\(DriverManifest.platform) = "
          + "\"/path/of/the/library.so\"` under [Driver.shared].")
    }
    found = DriverFinder.Found(
      library: FilePath.join(FilePath.folder(of: path), library), entryPoint: values["Driver.entrypoint"])
  }

  /// What the convention calls the machine.
  static var platform: String {
    #if arch(arm64)
      "linux_arm64"
    #else
      "linux_amd64"
    #endif
  }

  /// The texts of a file of sections and `key = "text"`; other values are passed over.
  static func values(_ text: String) -> [String: String] {
    var values: [String: String] = [:]
    var section = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.drop(while: \.isWhitespace)
      if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
        section = String(line[line.index(after: line.startIndex)..<end]) + "."
        continue
      }
      guard let equals = line.firstIndex(of: "=") else { continue }
      let key = String(line[..<equals].filter { !$0.isWhitespace && $0 != "\"" })
      let rest = line[line.index(after: equals)...].drop(while: \.isWhitespace)
      guard let quote = rest.first, quote == "\"" || quote == "'",
        let end = rest.dropFirst().firstIndex(of: quote)
      else { continue }
      values[section + key] = String(rest[rest.index(after: rest.startIndex)..<end])
    }
    return values
  }
}
