import Calendar
import Configuration
import SystemIO

/// That the month's lists are wanted as a folder: for the bank, its branches and its managers.
public struct ListsRequest: Sendable {
  public var folder: String
  public var formats: Set<ListFolder.Format>

  public init(folder: String, formats: Set<ListFolder.Format> = Set(ListFolder.Format.allCases)) {
    self.folder = folder
    self.formats = formats
  }

  public func listFolder(_ configuration: BankConfiguration, _ byteOrderMark: Bool) -> ListFolder {
    ListFolder(path: folder, formats: formats, language: configuration.language, byteOrderMark: byteOrderMark)
  }
}

/// Where a month's list goes: one file, a folder of lists, or both; each may be a ``MonthlyPath``.
public struct ListPlaces: Sendable {
  public private(set) var file: String?
  public private(set) var lists: ListsRequest?

  public init(file: String?, lists: ListsRequest? = nil) { (self.file, self.lists) = (file, lists) }

  /// The places of a month at risk.
  public func named(for month: Month) -> ListPlaces {
    ListPlaces(
      file: file.map { MonthlyPath.named($0, for: month) },
      lists: lists.map {
        ListsRequest(folder: MonthlyPath.named($0.folder, for: month), formats: $0.formats)
      })
  }

  /// All files that are written, or that an earlier run has written and this one replaces.
  public func files() throws -> [String] {
    let folder = try lists.map { lists in
      try ListFolder.names(in: lists.folder).map { FilePath.join(lists.folder, $0) }
    }
    return RunFiles.list(file) + (folder ?? [])
  }

  /// The newest snapshot month of the lists that are there already.
  public func lastMonth() throws -> Month? {
    let list = file.flatMap { TableAddress.isAddress($0) ? $0 : FilePath.besideAsJSON($0) }
    let folder = lists.map { ListFolder.recordPath(in: $0.folder) }
    return try RunRecord.newestMonth(of: [list, folder].compactMap { $0 })
  }
}
