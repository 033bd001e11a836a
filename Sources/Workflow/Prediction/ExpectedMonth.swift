import Calendar
import Foundation
import Retention
import SystemIO
import Validation
import Variables

/// The month that a delivery is to hold.
public enum ExpectedMonth: Sendable, Equatable {
  /// This one, or a later one.
  case month(Month)
  /// The one after the month of the list that is to be replaced; any where there is none yet.
  case afterLast

  public init?(parsing text: String) {
    if text == "next" {
      self = .afterLast
    } else if let month = Month(parsing: text) {
      self = .month(month)
    } else {
      return nil
    }
  }
}

extension PredictionRun {
  /// What there is to say of a delivery whose newest month is older than expected.
  func expectation(_ snapshot: Month) throws -> [DeliveryFinding] {
    let month: Month
    switch expected {
    case nil: return []
    case .month(let named): month = named
    case .afterLast:
      guard let last = try lastMonth() else { return [] }
      month = last + 1
    }
    guard snapshot < month else { return [] }
    return [
      DeliveryFinding(
        .stop,
        Remark(
          chinese: "最新的月份是 \(snapshot)，应为 \(month)：数据是否还没有送到？",
          english: "The newest month is \(snapshot), \(month) is expected: has the delivery not arrived yet?")
      )
    ]
  }

  /// The snapshot month of the newest list that this run would replace; nil where there is none.
  private func lastMonth() throws -> Month? {
    struct Dated: Decodable {
      var month: Month?
      enum CodingKeys: String, CodingKey { case month = "snapshot_month" }
    }
    let records =
      [outputPath.flatMap(FilePath.besideAsJSON), lists.map { FilePath.join($0.folder, "record.json") }]
      .compactMap { $0 }
    return try records.filter(FileManager.default.fileExists).compactMap { path in
      let bytes = try PlainReader.wholeFile(path, limit: .max / 2)
      guard let record = try? JSONDecoder().decode(Dated.self, from: Data(bytes)) else {
        throw RunError("\(path) is no record of a list, so that the month after it is not known.")
      }
      return record.month
    }.max()
  }
}
