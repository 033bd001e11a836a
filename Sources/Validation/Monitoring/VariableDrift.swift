/// One variable, or the score, of a month against the months that a model was trained on.
public struct VariableDrift: Sendable, Equatable, Codable {
  public var name: String
  public var meaning: String?
  public var importance: Double?
  public var light: Light
  /// Population stability index; nil where nobody is there.
  public var stability: Double?
  /// The greatest index of a single training month against all.
  public var usualStability: Double?
  public var missingBefore: Double?
  public var missingNow: Double?
  /// Share of the customers with a text that the model has never seen, and the commonest of these texts.
  public var newShare: Double?
  public var newTexts: [String]

  public init(
    name: String, meaning: String?, importance: Double?, light: Light, stability: Double?,
    usualStability: Double?, missingBefore: Double?, missingNow: Double?, newShare: Double? = nil,
    newTexts: [String] = []
  ) {
    self.name = name
    self.meaning = meaning
    self.importance = importance
    self.light = light
    self.stability = stability
    self.usualStability = usualStability
    self.missingBefore = missingBefore
    self.missingNow = missingNow
    self.newShare = newShare
    self.newTexts = newTexts
  }

  enum CodingKeys: String, CodingKey {
    case name, meaning, importance, light, stability
    case usualStability = "usual_stability"
    case missingBefore = "missing_before"
    case missingNow = "missing_now"
    case newShare = "new_share"
    case newTexts = "new_texts"
  }
}

/// Something that is amber or red, in a sentence in the report's language.
public struct MonitorFinding: Sendable, Equatable, Codable {
  public var light: Light
  public var text: String
  /// Name of the variable that it is about; nil where it is about none.
  public var variable: String?
  /// Set where nothing but a variable's distribution has moved: many such findings are said in one line.
  public var shift: Shift?

  /// A variable whose distribution has moved.
  public struct Shift: Sendable, Equatable, Codable {
    /// What the variable is, in the report's language.
    public var name: String
    /// Population stability index against the months trained on.
    public var stability: Double

    public init(name: String, stability: Double) { (self.name, self.stability) = (name, stability) }
  }

  public init(_ light: Light, _ text: String, variable: String? = nil, shift: Shift? = nil) {
    (self.light, self.text, self.variable, self.shift) = (light, text, variable, shift)
  }
}
