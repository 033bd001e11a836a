import Configuration
import Panel

/// Finds the groups that a customer is in.
public struct GroupMatcher: Sendable {
  public let groups: [GroupDefinition]
  private let indices: [String: Int]
  /// Each group after those that its rule speaks of.
  private let order: [Int]

  /// - Parameter groups: free of circles, as the configuration's reader makes sure.
  public init(_ groups: [GroupDefinition]) {
    self.groups = groups
    order = GroupReferences(groups).order
    indices = Dictionary(
      groups.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Indices of the customer's groups, in the order of the definitions.
  ///
  /// - Complexity: O(groups and references): each rule is looked at once.
  public func members(_ facts: CustomerFacts) -> [Int] {
    var isMember = [Bool?](repeating: nil, count: groups.count)
    for group in order {
      isMember[group] = groups[group].condition.holds(for: facts) { name in
        indices[name].flatMap { isMember[$0] }
      }
    }
    return groups.indices.filter { isMember[$0] == true }
  }

  /// Columns that the rules read, each once; a column is a text where some rule takes it for one.
  public static func columns(of groups: [GroupDefinition]) -> [Condition.Column] {
    var isText: [String: Bool] = [:]
    for column in groups.flatMap(\.condition.columns) {
      let derived = Condition.Derived(rawValue: column.name)
      for name in derived?.columns ?? [column.name] {
        isText[name] = isText[name] ?? false || column.isText || derived?.isOfTexts == true
      }
    }
    return isText.sorted { $0.key < $1.key }.map { Condition.Column(name: $0.key, isText: $0.value) }
  }

  /// What is wrong with rules whose columns the panel does not have, by file and line; presets may lack columns.
  ///
  /// - Parameters:
  ///   - known: all columns of the panel's files, under our names.
  ///   - texts: those of them that are surely texts, and `numbers` those that are surely none.
  public static func problems(
    of groups: [GroupDefinition], known: [String], texts: Set<String>, numbers: Set<String>
  ) -> [String] {
    var problems: [String] = []
    for group in groups where group.preset == nil {
      let place = group.place.file.map { file in
        file + (group.place.line.map { ", line \($0)" } ?? "") + ": "
      }
      for column in Set(group.condition.writtenColumns).sorted(by: { $0.name < $1.name }) {
        var problem: String?
        if Condition.Derived(rawValue: column.name) == nil, !known.contains(column.name) {
          let names = known + Condition.Derived.allCases.map(\.rawValue)
          let hint = Suggestion.closest(to: column.name, among: names.sorted()).map {
            "did you mean “\($0)”?"
          }
          problem =
            "reads the column “\(column.name)”, which the panel does not have; "
            + (hint ?? "say what it is called there with `columns:`.")
        } else if column.isText, numbers.contains(column.name) {
          problem = "takes the number “\(column.name)” for a text; compare it with a number."
        } else if !column.isText, texts.contains(column.name) {
          problem = "takes the text “\(column.name)” for a number; write “in (…)” or “contains (…)”."
        }
        if let problem { problems.append("\(place ?? "")the rule of the group “\(group.name)” \(problem)") }
      }
    }
    return problems
  }
}

extension Condition {
  /// The columns that the bank itself has written, those of presets left out.
  fileprivate var writtenColumns: [Column] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.writtenColumns)
    case .not(let part): part.writtenColumns
    case .preset: []
    case .group, .number, .text: columns
    }
  }
}
