import Calendar
import SystemIO

/// Paths of lists in which a mark stands for the month at risk, so that every month has its own: `lists/{month}`.
public enum MonthlyPath {
  public static let mark = "{month}"

  public static func isMarked(_ path: String) -> Bool { path.contains(mark) }

  /// The path for a month.
  public static func named(_ path: String, for month: Month) -> String {
    path.replacing(mark, with: month.description)
  }

  /// What is there at the path, for whatever month.
  static func existing(_ path: String) -> [String] {
    (try? FilePattern.expand(path.replacing(mark, with: "*"), relativeTo: "")) ?? []
  }
}
