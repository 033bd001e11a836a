import SystemIO

/// Where a calendar and, beside it, each question's own list go: `contacts.csv`, `contacts_loss.csv`, …
public struct CalendarPaths: Sendable, Equatable {
  public let calendar: String
  /// One for each question.
  public let lists: [String]

  public init(calendar: String, questions: [String]) {
    let name = FilePath.name(of: calendar)
    var stem = name[...]
    if stem.hasSuffix(".gz") { stem = stem.dropLast(3) }
    stem = stem.lastIndex(of: ".").flatMap { $0 > stem.startIndex ? stem[..<$0] : nil } ?? stem
    let ending = name.dropFirst(stem.count)
    var names = ListFileNames()
    self.calendar = calendar
    lists = questions.map { question in
      FilePath.join(FilePath.folder(of: calendar), "\(stem)_\(names.next(for: question))\(ending)")
    }
  }

  /// All files that are written, with their records.
  public var files: [String] { ([calendar] + lists).flatMap { RunFiles.list($0) } }
}
