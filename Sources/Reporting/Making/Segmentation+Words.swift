import Calendar
import Retention
import Metrics
import Variables

extension Segmentation {
  /// The same with the name of its column in words.
  public func named(in language: Language) -> Segmentation {
    guard !["month", "tier", "branch"].contains(by) else { return self }
    var named = self
    named.by = Recipe(name: by, function: .category, columns: [by], levels: []).meaning(in: language)
    return named
  }
}
