/// Settings of the gradient-boosted trees.
public struct TreeSettings: Sendable, Equatable, Codable {
  /// In which order the nodes of a tree are split.
  public enum Growth: String, Sendable, CaseIterable, Codable { case leafwise, depthwise, symmetric }

  /// How scores may move along a variable.
  public enum Direction: String, Sendable, CaseIterable, Codable { case increasing, decreasing }

  /// What the best number of trees is judged by on the validation months.
  public enum Metric: String, Sendable, CaseIterable, Codable {
    case logLoss = "log_loss"
    case auc
    case lift
  }

  public var rounds = 500
  public var learningRate = 0.05
  public var growth = Growth.leafwise
  public var leaves = 31
  /// Most splits between the root and a leaf; 0: no bound but the leaves.
  public var maximumDepth = 0
  public var minimumRows = 50
  /// Least sum of weight · p · (1 − p) in a leaf.
  public var minimumHessian = 1e-3
  /// A split must lower twice the loss by more than this.
  public var minimumGain = 0.0
  public var l1 = 0.0
  public var l2 = 5.0
  /// Rounds without improvement on the validation months before fitting stops; 0: never.
  public var patience = 50
  /// What ``patience`` looks at.
  public var stopBy = Metric.logLoss
  /// Share of the rows with the highest scores that `lift` looks at.
  public var liftShare = 0.1
  /// Share of the variables that each tree may use.
  public var columnShare = 0.7
  /// Share of the tree's variables that the nodes of a level may use.
  public var levelColumnShare = 1.0
  /// How many times a loss counts while trees are grown; probabilities stay probabilities.
  public var lossWeight = 1.0
  /// The largest number of each bin of a variable but the last, rising, where the bins are given.
  public var edges: [String: [Double]] = [:]
  /// Share of the rows that each tree learns from, drawn evenly.
  public var rowShare = 1.0
  /// Share of the rows that each tree's shape is learnt from, drawn by how much they have to say; 0: by the number of
  /// rows.
  public var sampleShare = 0.0
  /// Most bins that a variable's values are put into.
  public var bins = 255
  /// Variables along which scores may only rise, or only fall.
  public var monotone: [String: Direction] = [:]
  /// A variable whose values are probabilities of a loss that were given before; the trees go on from their log odds.
  public var start: String?
  /// Groups of variables that may go together on a way down a tree; empty for no bounds.
  public var interactions: [[String]] = []

  public init() {}
}

extension TreeSettings {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case rounds, growth, leaves, l1, l2, patience, bins, edges, monotone, start, interactions
    case learningRate = "learning_rate"
    case maximumDepth = "maximum_depth"
    case minimumRows = "minimum_rows"
    case minimumHessian = "minimum_hessian"
    case minimumGain = "minimum_gain"
    case stopBy = "stop_by"
    case liftShare = "lift_share"
    case columnShare = "column_share"
    case levelColumnShare = "level_column_share"
    case lossWeight = "loss_weight"
    case rowShare = "row_share"
    case sampleShare = "sample_share"
  }

  static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    rounds = try container.value(.rounds, else: rounds)
    learningRate = try container.value(.learningRate, else: learningRate)
    growth = try container.value(.growth, else: growth)
    leaves = try container.value(.leaves, else: leaves)
    maximumDepth = try container.value(.maximumDepth, else: maximumDepth)
    minimumRows = try container.value(.minimumRows, else: minimumRows)
    minimumHessian = try container.value(.minimumHessian, else: minimumHessian)
    minimumGain = try container.value(.minimumGain, else: minimumGain)
    l1 = try container.value(.l1, else: l1)
    l2 = try container.value(.l2, else: l2)
    patience = try container.value(.patience, else: patience)
    stopBy = try container.value(.stopBy, else: stopBy)
    liftShare = try container.value(.liftShare, else: liftShare)
    columnShare = try container.value(.columnShare, else: columnShare)
    levelColumnShare = try container.value(.levelColumnShare, else: levelColumnShare)
    lossWeight = try container.value(.lossWeight, else: lossWeight)
    edges = try container.value(.edges, else: edges)
    rowShare = try container.value(.rowShare, else: rowShare)
    sampleShare = try container.value(.sampleShare, else: sampleShare)
    bins = try container.value(.bins, else: bins)
    monotone = try container.value(.monotone, else: monotone)
    start = try container.decodeIfPresent(String.self, forKey: .start)
    interactions = try container.value(.interactions, else: interactions)
  }

  mutating func read(_ section: ConfigurationSection) {
    section.whole("rounds", into: &rounds, from: 1, to: 100_000)
    section.number("learning_rate", into: &learningRate, .share)
    section.choice("growth", into: &growth)
    section.whole("leaves", into: &leaves, from: 2, to: 4096)
    section.whole("maximum_depth", into: &maximumDepth, from: 0, to: 512)
    section.whole("minimum_rows", into: &minimumRows, from: 1, to: .max)
    section.number("minimum_hessian", into: &minimumHessian, .notNegative)
    section.number("minimum_gain", into: &minimumGain, .notNegative)
    section.number("l1", into: &l1, .notNegative)
    section.number("l2", into: &l2, .notNegative)
    section.whole("patience", into: &patience, from: 0, to: .max)
    section.choice("stop_by", into: &stopBy)
    section.number("lift_share", into: &liftShare, .share)
    section.number("column_share", into: &columnShare, .share)
    section.number("level_column_share", into: &levelColumnShare, .share)
    section.number("loss_weight", into: &lossWeight, .factor)
    section.number("row_share", into: &rowShare, .share)
    section.number("sample_share", into: &sampleShare, .shareOrNone)
    section.whole("bins", into: &bins, from: 2, to: 255)
    if let read: [String: Direction] = section.choices("monotone") { monotone = read }
    start = section.name("start", wanted: "the name of a variable that holds probabilities") ?? start
    readInteractions(section)
    readEdges(section)
    if l2 == 0, minimumHessian == 0 {
      section.reader.add(
        "“\(section.path("l2"))” and “\(section.path("minimum_hessian"))” cannot both be 0: leaf values would be divided "
          + "by nothing.", at: section.keyNode("l2") ?? section.keyNode("minimum_hessian"))
    }
    if rowShare < 1, sampleShare > 0, sampleShare < 1 {
      section.reader.add(
        "“\(section.path("row_share"))” and “\(section.path("sample_share"))” cannot both be below 1; choose one way "
          + "to draw rows.", at: section.keyNode("sample_share"))
    }
  }

  private mutating func readInteractions(_ section: ConfigurationSection) {
    guard let node = section.value("interactions") else { return }
    let path = section.path("interactions")
    interactions = section.reader.elements(node, name: path).map {
      section.reader.names($0, name: path, wanted: "the names of variables that may go together")
    }
  }

  private mutating func readEdges(_ section: ConfigurationSection) {
    guard let node = section.value("edges"),
      let entries = section.reader.entries(node, name: section.path("edges"), keys: nil)
    else { return }
    for entry in entries {
      let path = "\(section.path("edges")).\(entry.key)"
      let found = section.reader.elements(entry.value, name: path)
      let numbers = found.compactMap { $0.string.flatMap(ConfigurationSection.number) }
      let rises = zip(numbers, numbers.dropFirst()).allSatisfy { Float($0) < Float($1) }
      guard numbers.count == found.count, (1...254).contains(numbers.count), rises else {
        section.reader.add(
          "“\(path)” must be from 1 to 254 rising numbers, the largest of each bin but the last.",
          at: entry.value)
        continue
      }
      edges[entry.key] = numbers
    }
  }

  var yamlLines: [String] {
    var lines = [
      "rounds: \(rounds)", "learning_rate: \(YAMLText.number(learningRate))", "growth: \(growth.rawValue)",
      "leaves: \(leaves)", "maximum_depth: \(maximumDepth)", "minimum_rows: \(minimumRows)",
      "minimum_hessian: \(YAMLText.number(minimumHessian))", "minimum_gain: \(YAMLText.number(minimumGain))",
      "l1: \(YAMLText.number(l1))", "l2: \(YAMLText.number(l2))", "patience: \(patience)",
      "stop_by: \(stopBy.rawValue)", "lift_share: \(YAMLText.number(liftShare))",
      "column_share: \(YAMLText.number(columnShare))",
      "level_column_share: \(YAMLText.number(levelColumnShare))",
      "loss_weight: \(YAMLText.number(lossWeight))",
      "row_share: \(YAMLText.number(rowShare))",
      "sample_share: \(YAMLText.number(sampleShare))", "bins: \(bins)",
    ]
    if !edges.isEmpty {
      let bins = edges.sorted { $0.key < $1.key }.map { name, edges in
        (name, "[\(edges.map(YAMLText.number).joined(separator: ", "))]")
      }
      lines.append("edges: \(YAMLText.mapping(bins))")
    }
    if !monotone.isEmpty { lines.append("monotone: \(YAMLText.mapping(monotone.mapValues(\.rawValue)))") }
    if let start { lines.append("start: \(YAMLText.text(start))") }
    if !interactions.isEmpty {
      lines.append("interactions: [\(interactions.map(YAMLText.texts).joined(separator: ", "))]")
    }
    return lines
  }
}
