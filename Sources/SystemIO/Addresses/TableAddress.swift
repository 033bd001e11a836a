import Messages

/// Where a table lies in a database: `duckdb:bank.duckdb#panel`, `postgresql://host/bank#risk.panel`, or a query in its place,
/// `sqlite:bank.sqlite#select * from panel where branch <> 9`.
///
/// A name with blanks or points in it stands within double quotes: `duckdb:bank.duckdb#risk."my panel"`.
///
/// An address holds no password: `${NAME}` stands for what the environment has under a name.
public struct TableAddress: Sendable, Equatable {
  /// What is wanted of the database.
  public enum Selection: Sendable, Equatable {
    /// A table, by the parts of its name.
    case table([String])
    case query(String)
  }

  /// The address as it was written.
  public let text: String
  /// What the driver is called: `duckdb`, `sqlite`, `postgresql`.
  public let driver: String
  /// The address of the database, without what is wanted of it.
  public let database: String
  public let selection: Selection

  /// Drivers of databases that are files.
  private static let driversOfFiles = ["duckdb", "sqlite"]

  /// Whether a text is an address rather than a path.
  public static func isAddress(_ text: String) -> Bool { scheme(text) != nil }

  private static func scheme(_ text: String) -> String? {
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else { return nil }
    let scheme = text[..<colon]
    guard scheme.first?.isLetter == true,
      scheme.utf8.allSatisfy({
        $0 < 0x80 && ($0 &- 48 <= 9 || ($0 | 0x20) &- 0x61 < 26 || "+-_.".utf8.contains($0))
      })
    else { return nil }
    let isKnown = driversOfFiles.contains(String(scheme)) || text[colon...].hasPrefix("://")
    return isKnown ? String(scheme) : nil
  }

  /// Reads an address.
  ///
  /// - Throws: ``AddressError`` where it names nothing, or holds a password.
  public init(_ text: String) throws(AddressError) {
    guard let scheme = TableAddress.scheme(text) else {
      throw AddressError("“\(text)” is no address of a database; write it as duckdb:bank.duckdb#panel.")
    }
    if TableAddress.holdsPassword(text) {
      throw AddressError(
        "the address “\(scheme):…” holds a password, which would stand in records and histories; write “${NAME}” in its place "
          + "and set the environment variable NAME, or let the driver find it (PostgreSQL: PGPASSWORD or a .pgpass file)."
      )
    }
    if text.unicodeScalars.contains("\0") {
      throw AddressError(
        "the address “\(scheme):…” holds a character NUL, at which a database would take it to end; leave it out."
      )
    }
    self.text = text
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    driver = scheme == "postgres" ? "postgresql" : scheme
    database = String(parts[0])
    let wanted = parts.count > 1 ? parts[1].trimmingBlanks : ""
    guard !wanted.isEmpty else {
      throw AddressError(
        "“\(parts[0])” names a database and nothing in it; write a table or a query after it, as in \(parts[0])#panel."
      )
    }
    selection = TableAddress.nameParts(wanted).map { .table($0) } ?? .query(String(wanted))
  }

  /// The parts of a table's name; nil where a text is none, but a query: in a name, blanks and points stand within double quotes.
  private static func nameParts(_ text: Substring) -> [String]? {
    var (parts, rest) = ([String](), text)
    while !rest.isEmpty {
      if rest.first == "\"" {
        guard let (part, following) = quotedPart(rest) else { return nil }
        parts.append(part)
        rest = following
        guard rest.isEmpty || rest.first == "." else { return nil }
      } else {
        let part = rest.prefix { $0 != "." }
        if part.contains(where: \.isWhitespace) { return nil }
        if !part.isEmpty { parts.append(String(part)) }
        rest = rest.dropFirst(part.count)
      }
      rest = rest.dropFirst()
    }
    return parts.isEmpty ? nil : parts
  }

  /// What stands within double quotes, of which a pair of them is one, and what follows.
  private static func quotedPart(_ text: Substring) -> (part: String, following: Substring)? {
    var (part, rest) = ("", text.dropFirst())
    while let end = rest.firstIndex(of: "\"") {
      part += rest[..<end]
      rest = rest[rest.index(after: end)...]
      guard rest.first == "\"" else { return part.isEmpty ? nil : (part, rest) }
      part += "\""
      rest = rest.dropFirst()
    }
    return nil
  }

  /// The parts of the name of a table that is called as another one is, with an ending.
  public static func beside(_ table: [String], _ ending: String) -> [String] {
    table.dropLast() + [(table.last ?? "") + ending]
  }

  /// The address of a query in the same database.
  public func asking(_ query: String) -> String { "\(database)#\(query)" }

  /// The file that the database is; nil where it is none.
  public var file: String? { TableAddress.parts(database).flatMap { $0.file.isEmpty ? nil : $0.file } }

  /// An address with the path of the database's file changed, where it is one; a path is changed itself.
  public static func changingFile(of text: String, _ change: (String) -> String) -> String {
    guard isAddress(text) else { return change(text) }
    let database = text.prefix { $0 != "#" }
    guard let parts = parts(String(database)), !parts.file.isEmpty else { return text }
    return parts.scheme + change(parts.file) + text.dropFirst(database.count)
  }

  /// What stands before the path of a database's file, and the path; nil for databases that are no files.
  private static func parts(_ database: String) -> (scheme: String, file: String)? {
    guard let scheme = scheme(database), driversOfFiles.contains(scheme) else { return nil }
    let rest = database.dropFirst(scheme.count + 1)
    let path = rest.hasPrefix("//") ? rest.dropFirst(2) : rest
    return (scheme + ":", path == ":memory:" ? "" : String(path))
  }

  private static func holdsPassword(_ text: String) -> Bool {
    if let slashes = text.firstRange(of: "://") {
      let authority = text[slashes.upperBound...].prefix { $0 != "/" && !$0.isWhitespace }
      if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":"),
        !isPlaceholder(authority[authority.index(after: colon)..<at])
      {
        return true
      }
    }
    let database = text.prefix { $0 != "#" }
    return database.split { "?&; ".contains($0) }.contains { part in
      let sides = part.split(separator: "=", maxSplits: 1)
      let names = ["password", "passwd", "pwd", "token", "secret"]
      return sides.count == 2 && names.contains { sides[0].lowercased().hasSuffix($0) }
        && !isPlaceholder(sides[1])
    }
  }

  /// Whether a text is `${NAME}`, or nothing.
  private static func isPlaceholder(_ text: some StringProtocol) -> Bool {
    text.isEmpty
      || text.hasPrefix("${") && text.hasSuffix("}")
        && !text.dropFirst(2).dropLast().contains { "${}".contains($0) }
  }
}

/// What is wrong with an address.
public struct AddressError: AskingError, Equatable {
  public let sentence: Sentence

  init(_ text: String) { sentence = Sentence(text) }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start.prefix(0) }
    return start[...last]
  }
}
