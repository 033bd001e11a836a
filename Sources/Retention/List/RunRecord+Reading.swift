import Calendar
import Configuration
import Foundation
import Messages
import SystemIO
import Tabular

extension RunRecord {
  /// The newest snapshot month of some lists, by their records; nil where there is none of them yet.
  ///
  /// - Parameter paths: where their records would be; of a ``MonthlyPath``, all that are there. Of tables in databases, their addresses.
  public static func newestMonth(of paths: [String]) throws -> Month? {
    let inDatabases = try paths.filter(TableAddress.isAddress).flatMap(RecordTable.months).compactMap {
      Month(parsing: $0).map { $0 - 1 }
    }
    let paths = paths.filter { !TableAddress.isAddress($0) }.flatMap(MonthlyPath.existing)
    return try
      (inDatabases
      + paths.compactMap { path in
        let bytes = try PlainReader.wholeFile(path, limit: .max / 2)
        guard let record = try? JSONDecoder().decode(Dated.self, from: Data(bytes)) else {
          throw RunError("\(path) is no record of a list, so that the month after it is not known.")
        }
        return record.month
      }).max()
  }

  /// The question of a list, by the record beside it; nil where there is none that says it.
  static func question(ofListAt path: String) -> String? {
    guard let beside = FilePath.besideAsJSON(path),
      let bytes = try? PlainReader.wholeFile(beside, limit: .max / 2),
      let record = try? JSONDecoder().decode(Dated.self, from: Data(bytes)), record.model != nil
    else { return nil }
    return record.question ?? QuestionPreset.loss.rawValue
  }

  /// What is asked of a record, whatever version has written it.
  private struct Dated: Decodable {
    var month: Month?
    var question: String?
    var model: Model?
    enum CodingKeys: String, CodingKey {
      case month = "snapshot_month"
      case question, model
    }
  }
}
