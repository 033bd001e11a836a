import Calendar

/// A group of customers with the rule that says who is in it. A customer may be in many.
public struct GroupDefinition: Sendable, Equatable, Codable {
  public var name: String
  public var condition: Condition
  /// Where the group is written, for messages; no part of what it means.
  public var place = TextPlace()

  public init(name: String, condition: Condition) {
    (self.name, self.condition) = (name, condition)
  }

  enum CodingKeys: String, CodingKey { case name, condition }

  /// The preset that the group is, where it is one as it stands.
  public var preset: GroupPreset? {
    if case .preset(let preset) = condition { preset } else { nil }
  }

  /// All presets, for a bank that says nothing else.
  public static func presets(in language: Language) -> [GroupDefinition] {
    GroupPreset.allCases.map { GroupDefinition(name: $0.name(in: language), condition: .preset($0)) }
  }
}

/// A line of a file, remembered for messages; all places are equal, so that they change no comparison.
public struct TextPlace: Sendable, Hashable {
  public var file: String?
  public var line: Int?

  public init(file: String? = nil, line: Int? = nil) { (self.file, self.line) = (file, line) }

  public static func == (left: TextPlace, right: TextPlace) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}
}
