import Configuration
import Retention

/// That the month's lists are wanted as a folder: for the bank, its branches and its managers.
public struct ListsRequest: Sendable {
  public var folder: String
  public var formats: Set<ListFolder.Format>

  public init(folder: String, formats: Set<ListFolder.Format> = Set(ListFolder.Format.allCases)) {
    self.folder = folder
    self.formats = formats
  }

  func listFolder(_ configuration: BankConfiguration, _ byteOrderMark: Bool) -> ListFolder {
    ListFolder(path: folder, formats: formats, language: configuration.language, byteOrderMark: byteOrderMark)
  }
}
