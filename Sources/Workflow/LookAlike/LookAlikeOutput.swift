import Calendar
import Configuration
import Panel
import Retention
import SystemIO
import Validation

/// A customer on the list of those like a group.
struct LookAlikeEntry: Sendable {
  var customer: String
  var similarity: Double
  var assets: Double
  var tier: String?
  /// What makes the customer like the group, most telling first.
  var remarks: [String]
  var manager: String?
  var branch: String?
}

/// What was run to make a list of look-alikes: the JSON beside it. The same run writes the same bytes.
struct LookAlikeRecord: Codable, Equatable {
  var program: String
  var group: RunRecord.Input
  var inputs: [RunRecord.Input]
  var snapshotMonth: Month
  /// Customers that the file names, and those of them above the floor, who are the group.
  var named: Int
  var members: Int
  /// Customers above the floor, the group included.
  var population: Int
  /// Others who are never listed.
  var suppressed: Int
  var listed: Int
  /// How well models tell members that they have not seen from the others.
  var auc: Double?
  var aucInterval: Interval?
  var traits: [GroupTrait]
  var selection: Selection

  enum CodingKeys: String, CodingKey {
    case program, group, inputs, named, members, population, suppressed, listed, auc, traits, selection
    case snapshotMonth = "snapshot_month"
    case aucInterval = "auc_interval"
  }

  init(
    group: RunRecord.Input, panel: CustomerPanel, snapshot: Month, named: Int, members: Int, population: Int,
    suppressed: Int,
    listed: Int, judgement: Judgement, traits: [GroupTrait], selection: Selection
  ) {
    program = ProgramVersion.text
    self.group = group
    inputs = panel.report.files.map { RunRecord.Input(path: $0.path, bytes: $0.bytes, crc32: $0.checksum) }
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

/// What `lookalike` tells of its list.
struct LookAlikeSummary {
  let record: LookAlikeRecord
  let path: String
  let first: [LookAlikeEntry]

  var text: String {
    var text =
      "\(NumberText.count(record.members)) of the \(NumberText.count(record.named)) customers of the group are above the "
      + "floor in \(record.snapshotMonth).\n"
    if let auc = record.auc {
      text +=
        "Models that have not seen them tell them from the others with an AUC of \(NumberText.decimal(auc, places: 3))"
        + (record.aucInterval.map {
          " (\(NumberText.decimal($0.lower, places: 3)) to \(NumberText.decimal($0.upper, places: 3)))"
        } ?? "") + "; 0.5 would be chance.\n"
    }
    if record.traits.isEmpty {
      text += "They have nothing in common that the others have not.\n"
    } else {
      text += "What they have in common:\n"
      for trait in record.traits {
        let what = trait.level.map { "\(trait.meaning) is “\($0)”" } ?? trait.meaning
        text += "  \(what): \(trait.group), others \(trait.others)\n"
      }
    }
    text +=
      "\(NumberText.count(record.listed)) of \(NumberText.count(record.population - record.members)) others are listed in "
      + "\(path).\n"
    for (rank, entry) in first.enumerated() {
      text +=
        "\n\(rank + 1). \(entry.customer)  similarity \(NumberText.percent(entry.similarity))  assets "
        + "\(NumberText.amount(entry.assets.rounded()))\n"
      for remark in entry.remarks { text += "     \(remark)\n" }
    }
    return text
  }
}
