import Calendar
import Tabular

/// What was found when a table was joined to the rows of another one by a key.
public struct JoinSummary: Sendable, Equatable, Codable {
  /// What the configuration calls the join.
  public var name: String
  /// Paths of the table's files.
  public var files: [String]
  /// Rows of the files that can be joined: those with a key and the texts that were asked for.
  public var rows: Int
  /// Rows of the files whose key is empty.
  public var rowsWithoutKey: Int
  /// Further rows of a key.
  public var duplicates: Int
  /// Different keys, each of which is joined as one row.
  public var keys: Int
  /// Rows that a row of the files was joined to.
  public var matched: Int
  /// Rows whose key no row of the files has.
  public var withoutPartner: Int
  /// Rows that have no key to look for.
  public var withoutKey: Int
  /// Keys that no row has asked for.
  public var unusedKeys: Int

  /// Rows from which on keys that all have no partner are surely written otherwise.
  static let leastRowsWithoutPartner = 10

  /// Whether rows have keys, and none of them is among those of the files.
  public var matchesNothing: Bool {
    matched == 0 && withoutPartner >= JoinSummary.leastRowsWithoutPartner
  }

  /// The figures as a sentence.
  public func text(in language: Language) -> String {
    let number = { (count: Int) in NumberText.count(count) }
    var parts = [
      language.text("\(number(matched)) 行已匹配", "\(number(matched)) rows have found a partner")
    ]
    func add(_ count: Int, _ chinese: String, _ english: String) {
      if count > 0 {
        parts.append(language.text("\(number(count)) \(chinese)", "\(number(count)) \(english)"))
      }
    }
    add(withoutPartner, "行的键在其中不存在", "rows have a key that is not there")
    add(withoutKey, "行没有键", "rows have no key")
    add(unusedKeys, "个键未被用到", "keys are never asked for")
    add(duplicates, "行的键重复", "further rows have a key that an earlier one has")
    add(rowsWithoutKey, "行的文件记录没有键", "rows of the files have no key")
    let files = files.joined(separator: ", ")
    return language.text(
      "关联“\(name)”（\(files)）：\(parts.joined(separator: "，"))。",
      "The join “\(name)” with \(files): \(parts.joined(separator: "; ")).")
  }

  /// What a careful person would want to know although the run goes on; nil where every row has a partner.
  public func warning(in language: Language) -> String? {
    withoutPartner + withoutKey + rowsWithoutKey > 0 ? text(in: language) : nil
  }

  /// Refuses a join that finds nothing at all.
  static func check(_ summaries: [JoinSummary]) throws(TableError) {
    let problems = summaries.filter(\.matchesNothing).map { summary in
      TableError.Problem(
        file: summary.files.first,
        message:
          "none of \(NumberText.count(summary.withoutPartner)) rows has a key that the join “\(summary.name)” finds here; check "
          + "`key` and `by` under `joins:`, and whether both are written alike, as in 17 and 0017.")
    }
    if !problems.isEmpty { throw TableError(problems: problems) }
  }
}
