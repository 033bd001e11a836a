import Calendar
import Configuration
import Panel
import Retention
import SystemIO
import Metrics

/// A customer on the list of those like a group.
public struct LookAlikeEntry: Sendable {
  public var customer: String
  public var similarity: Double
  public var assets: Double
  public var tier: String?
  /// What makes the customer like the group, most telling first.
  public var remarks: [String]
  public var manager: String?
  public var branch: String?
}

/// What was run to make a list of look-alikes: the JSON beside it. The same run writes the same bytes.
public struct LookAlikeRecord: Codable, Equatable, Sendable {
  public var program: String
  public var group: FileStamp
  public var inputs: [FileStamp]
  public var snapshotMonth: Month
  /// Customers that the file names, and those of them above the floor, who are the group.
  public var named: Int
  public var members: Int
  /// Customers above the floor, the group included.
  public var population: Int
  /// Others who are never listed.
  public var suppressed: Int
  public var listed: Int
  /// How well models tell members that they have not seen from the others.
  public var auc: Double?
  public var aucInterval: Interval?
  public var traits: [GroupTrait]
  public var selection: Selection

  enum CodingKeys: String, CodingKey {
    case program, group, inputs, named, members, population, suppressed, listed, auc, traits, selection
    case snapshotMonth = "snapshot_month"
    case aucInterval = "auc_interval"
  }

  init(
    group: FileStamp, panel: CustomerPanel, snapshot: Month, named: Int, members: Int, population: Int,
    suppressed: Int,
    listed: Int, judgement: Judgement, traits: [GroupTrait], selection: Selection
  ) {
    program = ProgramVersion.text
    self.group = group
    inputs = panel.report.files.map(\.stamp)
    snapshotMonth = snapshot
    (self.named, self.members, self.population) = (named, members, population)
    (self.suppressed, self.listed) = (suppressed, listed)
    (auc, aucInterval) = (judgement.auc, judgement.aucInterval)
    self.traits = traits
    self.selection = selection
  }
}

/// Writes the list of look-alikes.
struct LookAlikeListWriter {
  let path: String
  let byteOrderMark: Bool

  func write(_ entries: [LookAlikeEntry], record: LookAlikeRecord) throws {
    try RankedListFile<LookAlikeEntry>(
      path: path, byteOrderMark: byteOrderMark, columns: ["customer_id", "similarity", "assets", "tier"],
      remarkColumn: "in_common"
    ).write(
      entries, record: record,
      cells: { entry, writer in
        writer.text(entry.customer)
        writer.decimal(entry.similarity, places: 6)
        writer.decimal(entry.assets, places: 2)
        writer.text(entry.tier ?? "")
      }, remarks: \.remarks, staff: { ($0.manager, $0.branch) })
  }
}

/// The list of look-alikes as it was written, and what was run for it.
public struct LookAlikeOutcome: Sendable {
  public let record: LookAlikeRecord
  public let path: String
  /// The first customers, as many as were asked for.
  public let first: [LookAlikeEntry]
}
