import Calendar
import Configuration
import SystemIO

/// What a folder of lists holds: the last file that is written, and the mark of a whole folder.
public struct ListManifest: Sendable, Equatable, Codable {
  /// The manifest's own file.
  public static let name = "manifest.json"

  /// What a file of the folder is.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case bank, branch, manager, summary, record
    /// Who the listed customers are: groups, stages, grades.
    case profiles
    /// Who may be made which offer.
    case offers
  }

  public struct File: Sendable, Equatable, Codable {
    /// Within the folder, such as `managers/王芳.xlsx`.
    public var path: String
    public var kind: Kind
    /// The branch or manager as the panel names it; nil: those who have none, or a file of the whole bank.
    public var name: String?
    /// Customers in the file; nil where it is no list.
    public var customers: Int?
    /// Their expected losses together, in currency units.
    public var expectedLoss: Double?
    public var bytes: Int
    /// Eight hexadecimal digits.
    public var crc32: String

    enum CodingKeys: String, CodingKey {
      case path, kind, name, customers, bytes, crc32
      case expectedLoss = "expected_loss"
    }
  }

  public var program: String
  public var monthAtRisk: Month?
  public var files: [File]

  enum CodingKeys: String, CodingKey {
    case program, files
    case monthAtRisk = "month_at_risk"
  }

  /// Whether a manifest lies beside a file, which then is in a folder of lists, or in one of its folders for branches and
  /// managers.
  public static func lies(beside path: String) -> Bool {
    let folder = FilePath.folder(of: path)
    return [folder, FilePath.folder(of: folder)].contains {
      FilePath.kind(of: FilePath.join($0, name)) == .file
    }
  }

  /// The files that an earlier manifest names, to be replaced with it; none where it is no manifest, so that files which
  /// may be somebody else's stay.
  ///
  /// - Throws: where the manifest is there and cannot be read.
  static func earlierFiles(in folder: String) throws(FileError) -> Set<String> {
    let path = FilePath.join(folder, name)
    guard FilePath.kind(of: path) == .file else { return [] }
    let bytes = try PlainReader.wholeFile(path, limit: 1 << 28)
    guard DeterministicJSON.nestingDepth(of: bytes) < 16,
      let manifest = try? DeterministicJSON.decode(ListManifest.self, from: bytes)
    else { return [] }
    return Set(manifest.files.map(\.path))
  }
}
