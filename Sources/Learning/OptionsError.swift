/// Options that make no sense, all of them at once.
public struct OptionsError: Error, CustomStringConvertible, Sendable, Hashable {
  /// A sentence for each option that is out of bounds.
  public let problems: [String]

  public var description: String { problems.joined(separator: "\n") }

  /// Throws problems, if there are any.
  static func throwing(_ problems: [String]) throws(OptionsError) {
    if !problems.isEmpty { throw OptionsError(problems: problems) }
  }
}

/// Collects what is wrong with a set of options.
struct OptionsCheck {
  private(set) var problems: [String]

  /// - Parameter problems: what is known to be wrong already.
  init(problems: [String] = []) { self.problems = problems }

  /// Notes a problem unless `value` lies in the range.
  mutating func require<Value: Comparable>(_ name: String, _ value: Value, in range: ClosedRange<Value>) {
    if !range.contains(value) {
      problems.append(
        "`\(name)` is \(value); it must lie between \(range.lowerBound) and \(range.upperBound).")
    }
  }

  /// Notes a problem unless `value` is above `bound` and at most `highest`.
  mutating func require(_ name: String, _ value: Double, above bound: Double, atMost highest: Double) {
    if !(value > bound && value <= highest) {
      problems.append("`\(name)` is \(value); it must be above \(bound) and at most \(highest).")
    }
  }

  /// Notes a problem that concerns several options.
  mutating func note(_ problem: String) { problems.append(problem) }

  /// Throws what was noted, if anything was.
  func finish() throws(OptionsError) { try OptionsError.throwing(problems) }
}
