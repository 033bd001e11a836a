import Calendar
import Configuration
import Parallel
import SystemIO

/// The month's lists as a folder: one list for the bank, one for each branch and each manager, for people (CSV, XLSX)
/// and for systems (JSON).
///
///     bank.csv  bank.xlsx  bank.json  summary.html  record.json  manifest.json
///     branches/NAME.csv  branches/NAME.xlsx  managers/NAME.csv  managers/NAME.xlsx
///
/// The folder appears whole, in the place of last month's, or not at all: files go to a new folder beside it, the manifest
/// last, and one rename puts it in its place. Lists of an earlier run that the manifest there names go with it; other
/// files in the folder stay.
///
/// Customers of the control group stand in the bank's list, marked, and in nobody's own list: they are not to be
/// contacted. Customers without a branch or manager have a file of their own, where others have one. Ranks are those of
/// the bank's list.
public struct ListFolder: Sendable {
  /// What is written besides the record and the manifest.
  public enum Format: String, Sendable, CaseIterable, Codable { case csv, xlsx, json, html }

  public let path: String
  public let formats: Set<Format>
  public let language: Language
  public let byteOrderMark: Bool

  public init(path: String, formats: Set<Format>, language: Language, byteOrderMark: Bool) {
    self.path = path
    self.formats = formats
    self.language = language
    self.byteOrderMark = byteOrderMark
  }

  private static let recordName = "record.json"
  static let bankName = "bank.csv"

  /// Where the record of a folder's lists is.
  public static func recordPath(in folder: String) -> String { FilePath.join(folder, recordName) }

  /// Refuses a folder that could not be replaced, before any work is done.
  public func checkWritable() throws(FileError) {
    try AtomicFolder(path: path, marker: ListManifest.name).discard()
  }

  /// The files of a folder that lists take the place of: those of the bank, and all that an earlier run has written.
  public static func names(in folder: String) throws(FileError) -> [String] {
    let own = [
      bankName, "bank.xlsx", "bank.json", "profiles.csv", "offers.csv", "summary.html", recordName,
      ListManifest.name,
    ]
    return try own + ListManifest.earlierFiles(in: folder).subtracting(own)
  }

  /// Lists that are made at a time, and in memory.
  private static let listsPerTurn = 64

  /// Writes all lists.
  ///
  /// - Parameters:
  ///   - entries: the bank's list, in its order.
  ///   - times: of the run; they stand in `record.json` alone, so that lists are the same bytes for the same run.
  ///   - summary: the summary's HTML; nil: none.
  ///   - groups: names of all groups, for the table of profiles.
  ///   - others: files that are put in their places together with the folder, or not at all.
  /// - Complexity: O(entries), in parallel for branches and managers; memory for the packed workbook of the bank.
  @discardableResult
  public func write(
    _ entries: [LossEntry], record: RunRecord, times: RunTimes, summary: String?, groups: [String] = [],
    with others: [AtomicFile] = [], team: ThreadTeam
  ) throws -> ListManifest {
    let folder = try AtomicFolder(
      path: path, marker: ListManifest.name, ownNames: try ListManifest.earlierFiles(in: path),
      flushesTogether: true)
    let ranked = entries.enumerated().map { RankedEntry(rank: $0 + 1, entry: $1) }
    let table = ListTable(
      columns: ListColumn.used(by: ranked, language: language), language: language,
      byteOrderMark: byteOrderMark)
    var files: [ListManifest.File] = []
    try writeBank(ranked, table, record.json(), to: folder, &files)
    for group in [ListGroup.branch, .manager] {
      try write(group, ranked, table, to: folder, &files, team: team)
    }
    try writeTables(ranked, groups, to: folder, &files)
    if let summary, formats.contains(.html) {
      try add(Array(summary.utf8), "summary.html", .summary, to: folder, &files)
    }
    try add(RecordedList.bytes(record, times: times), Self.recordName, .record, to: folder, &files)
    let manifest = ListManifest(program: record.program, monthAtRisk: record.monthAtRisk, files: files)
    try folder.write(DeterministicJSON.encode(manifest), named: ListManifest.name)
    try folder.commit(with: others)
    return manifest
  }

  private func add(
    _ bytes: [UInt8], _ name: String, _ kind: ListManifest.Kind, to folder: AtomicFolder,
    _ files: inout [ListManifest.File], list: (name: String?, customers: Int, expectedLoss: Double)? = nil
  ) throws(FileError) {
    try folder.write(bytes, named: name)
    files.append(
      ListManifest.File(
        path: name, kind: kind, name: list?.name, customers: list?.customers,
        expectedLoss: list?.expectedLoss,
        bytes: bytes.count, crc32: CRC32.text(of: CRC32.of(bytes))))
  }

  private func writeBank(
    _ entries: [RankedEntry], _ table: ListTable, _ record: [UInt8], to folder: AtomicFolder,
    _ files: inout [ListManifest.File]
  ) throws(FileError) {
    let figures = (name: String?.none, customers: entries.count, expectedLoss: Self.expectedLoss(entries))
    if formats.contains(.csv) {
      let file = try folder.file(named: Self.bankName)
      try table.writeCSV(entries, to: file)
      files.append(try file.committed(Self.bankName, figures))
    }
    if formats.contains(.xlsx) {
      let bytes = try table.workbook(entries, sheet: ListGroup.bankName(in: language))
      try add(bytes, "bank.xlsx", .bank, to: folder, &files, list: figures)
    }
    if formats.contains(.json) {
      let file = try folder.file(named: "bank.json")
      try ListJSON.write(entries, record: record, to: file)
      files.append(try file.committed("bank.json", figures))
    }
  }

  /// The tables of profiles and of offers, where there is something in them.
  private func writeTables(
    _ entries: [RankedEntry], _ groups: [String], to folder: AtomicFolder, _ files: inout [ListManifest.File]
  ) throws(FileError) {
    guard formats.contains(.csv) else { return }
    func write(
      _ columns: [ListColumn], _ entries: [RankedEntry], _ name: String, _ kind: ListManifest.Kind,
      expectedLoss: Double
    ) throws(FileError) {
      let sink = ByteCollector()
      let table = ListTable(columns: columns, language: language, byteOrderMark: byteOrderMark)
      try table.writeCSV(entries, to: sink)
      try add(sink.bytes, name, kind, to: folder, &files, list: (nil, entries.count, expectedLoss))
    }
    let hasProfiles = entries.contains {
      !$0.entry.groups.isEmpty || $0.entry.stage != nil || $0.entry.lifeStage != nil
    }
    if hasProfiles {
      try write(
        ProfileTable.profiles(groups: groups), entries, "profiles.csv", .profiles, expectedLoss: 0)
    }
    let offered = entries.filter { $0.entry.action?.offer != nil }
    if !offered.isEmpty {
      try write(
        ProfileTable.offers, offered, "offers.csv", .offers, expectedLoss: Self.expectedLoss(offered))
    }
  }

  static func expectedLoss(_ entries: some Sequence<RankedEntry>) -> Double {
    entries.reduce(0) { $0 + ($1.entry.expectedLoss ?? 0) }
  }

  /// Writes a list for each branch or manager, in the order of their names.
  private func write(
    _ group: ListGroup, _ entries: [RankedEntry], _ table: ListTable, to folder: AtomicFolder,
    _ files: inout [ListManifest.File], team: ThreadTeam
  ) throws {
    let formats = [Format.csv, .xlsx].filter { self.formats.contains($0) }
    let sheet = ManagerSheet(details: table, ownsManagerColumn: group == .branch)
    var names = ListFileNames()
    let lists = group.lists(of: entries).map { list in
      (list: list, file: names.next(for: list.name ?? group.nobody(in: language)))
    }
    for start in stride(from: 0, to: lists.count, by: Self.listsPerTurn) {
      let turn = Array(lists[start..<min(start + Self.listsPerTurn, lists.count)])
      let made = try team.map(turn.count) { index, _ in
        let (list, file) = turn[index]
        let part = list.indices.lazy.map { entries[$0] }
        var all: [[UInt8]] = []
        for format in formats {
          if format == .csv {
            let collector = ByteCollector()
            try table.writeCSV(part, to: collector)
            all.append(collector.bytes)
          } else {
            all.append(try sheet.workbook(part, sheet: list.name ?? file))
          }
        }
        return all
      }
      for ((list, file), bytes) in zip(turn, made) {
        let expected = Self.expectedLoss(list.indices.lazy.map { entries[$0] })
        for (format, content) in zip(formats, bytes) {
          try add(
            content, "\(group.folder)/\(file).\(format.rawValue)", group.kind, to: folder, &files,
            list: (list.name, list.indices.count, expected))
        }
      }
    }
  }
}

extension AtomicFile {
  /// Commits a file of the folder and says what the manifest says of it.
  fileprivate func committed(
    _ name: String, _ list: (name: String?, customers: Int, expectedLoss: Double)
  ) throws(FileError) -> ListManifest.File {
    let (bytes, checksum) = try sealed()
    try commit()
    return ListManifest.File(
      path: name, kind: .bank, name: list.name, customers: list.customers, expectedLoss: list.expectedLoss,
      bytes: bytes, crc32: CRC32.text(of: checksum))
  }
}
