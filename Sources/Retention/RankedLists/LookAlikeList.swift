import Calendar
import Configuration
import Metrics
import Panel
import SystemIO

/// A customer on the list of those like a group.
public struct LookAlike: RankedCustomer {
  public var customer: String
  public var similarity: Double
  public var assets: Double
  public var tier: String?
  public var remarks: [String]
  public var manager: String?
  public var branch: String?

  public static let columns = [
    WrittenColumn("customer_id"), WrittenColumn("similarity", .number), WrittenColumn("assets", .number),
    WrittenColumn("tier"),
  ]
  public static let remarkColumn = "in_common"

  public init(
    customer: String, similarity: Double, assets: Double, tier: String?, remarks: [String], manager: String?,
    branch: String?
  ) {
    (self.customer, self.similarity, self.assets, self.tier) = (customer, similarity, assets, tier)
    (self.remarks, self.manager, self.branch) = (remarks, manager, branch)
  }

  /// A customer of a panel, with what is known at the end of a month.
  public init(
    _ customer: Int, similarity: Double, remarks: [String], facts: PanelFacts, tiers: TierTable
  ) {
    let assets = facts.panel.assets(customer, facts.month) ?? 0
    self.init(
      customer: facts.panel.customers[customer], similarity: similarity, assets: assets,
      tier: tiers.tier(assets: assets, loans: facts.loans(of: customer))?.name, remarks: remarks,
      manager: facts.text(of: customer, "manager"), branch: facts.text(of: customer, "branch"))
  }

  public func writeCells(to writer: any RowWriter) {
    writer.text(customer)
    writer.decimal(similarity, places: 6)
    writer.decimal(assets, places: 2)
    writer.text(tier ?? "")
  }
}

/// What was run to make a list of look-alikes: the JSON beside it. The same run writes the same bytes.
public struct LookAlikeRecord: Codable, Equatable, Sendable {
  public var program: String
  public var group: FileStamp
  /// The configuration's file; nil where none was given.
  public var configuration: FileStamp?
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
  /// All that the run has warned of, in sentences.
  public var warnings: [String]

  enum CodingKeys: String, CodingKey {
    case program, group, configuration, inputs, named, members, population, suppressed, listed, auc, traits
    case selection, warnings
    case snapshotMonth = "snapshot_month"
    case aucInterval = "auc_interval"
  }

  public init(
    program: String, group: FileStamp, configuration: FileStamp?, inputs: [FileStamp], snapshot: Month,
    named: Int, members: Int,
    population: Int, suppressed: Int, listed: Int, evaluation: Evaluation, traits: [GroupTrait],
    selection: Selection, warnings: [String]
  ) {
    (self.program, self.group, self.inputs, snapshotMonth) = (program, group, inputs, snapshot)
    (self.named, self.members, self.population) = (named, members, population)
    (self.suppressed, self.listed) = (suppressed, listed)
    (auc, aucInterval) = (evaluation.auc, evaluation.aucInterval)
    (self.traits, self.selection) = (traits, selection)
    (self.configuration, self.warnings) = (configuration, warnings)
  }
}
