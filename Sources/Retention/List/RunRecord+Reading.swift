import Calendar
import Foundation
import Messages
import SystemIO

extension RunRecord {
  /// The newest snapshot month of some lists, by their records; nil where there is none of them yet.
  ///
  /// - Parameter paths: where their records would be; of a ``MonthlyPath``, all that are there.
  public static func newestMonth(of paths: [String]) throws -> Month? {
    try paths.flatMap(MonthlyPath.existing).compactMap { path in
      let bytes = try PlainReader.wholeFile(path, limit: .max / 2)
      guard let record = try? JSONDecoder().decode(Dated.self, from: Data(bytes)) else {
        throw RunError("\(path) is no record of a list, so that the month after it is not known.")
      }
      return record.month
    }.max()
  }

  /// What is asked of a record, whatever version has written it.
  private struct Dated: Decodable {
    var month: Month?
    enum CodingKeys: String, CodingKey { case month = "snapshot_month" }
  }
}
