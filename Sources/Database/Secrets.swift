import Synchronization

/// Texts of the environment that stand in an address, and are never to be shown.
final class Secrets: Sendable {
  private let known = Mutex<[(name: String, text: String)]>([])

  /// A text with each `${NAME}` replaced by what the environment has.
  ///
  /// - Throws: ``DatabaseError`` where it has nothing.
  func filled(_ text: String, environment: (String) -> String?) throws(DatabaseError) -> String {
    var filled = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      let name = String(rest[start.upperBound..<end])
      guard let value = environment(name), !value.isEmpty else {
        throw DatabaseError(
          "the address needs the environment variable \(name), which is not set; set it and run again.")
      }
      known.withLock { $0.append((name, value)) }
      filled += rest[..<start.lowerBound] + Secrets.escaped(value)
      rest = rest[rest.index(after: end)...]
    }
    return filled + rest
  }

  /// An error without what must not be shown.
  func hidden(in error: DatabaseError) -> DatabaseError {
    DatabaseError(hidden(in: error.description))
  }

  func hidden(in text: String) -> String {
    known.withLock { known in
      known.reduce(text) { text, secret in
        text.replacing(secret.text, with: "${\(secret.name)}")
          .replacing(Secrets.escaped(secret.text), with: "${\(secret.name)}")
      }
    }
  }

  /// As addresses have it: what is no letter and no digit as `%2F`.
  private static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      let isPlain = byte &- 48 <= 9 || (byte | 0x20) &- 0x61 < 26 || "-._~".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      escaped += isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
    }
  }
}
