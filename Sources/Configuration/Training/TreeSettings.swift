/// Settings of the gradient-boosted trees; what each does stands in ``settings``.
public struct TreeSettings: Hashable, SettingsSection {
  /// In which order the nodes of a tree are split.
  public enum Growth: String, Sendable, CaseIterable, Codable {
    /// Always the leaf whose split gains most.
    case leafwise
    /// Level by level, in each the leaves first whose splits gain most.
    case depthwise
    /// Level by level, all leaves of a level by the same split.
    case symmetric
  }

  /// How scores may move along a variable.
  public enum Direction: String, Sendable, CaseIterable, Codable { case increasing, decreasing }

  /// What the best number of trees is chosen by on the validation months.
  public enum Metric: String, Sendable, CaseIterable, Codable {
    /// The mean log-loss.
    case logLoss = "log_loss"
    /// The area under the ROC curve.
    case auc
    /// Losses among the rows with the highest scores, against as many rows taken at random.
    case lift
  }

  public var rounds = 500
  public var learningRate = 0.05
  public var growth = Growth.leafwise
  public var leaves = 31
  public var maximumDepth = 0
  public var minimumRows = 50
  public var minimumHessian = 1e-3
  public var minimumGain = 0.0
  public var l1 = 0.0
  public var l2 = 5.0
  public var patience = 50
  public var stopBy = Metric.logLoss
  public var liftShare = 0.1
  public var columnShare = 0.7
  public var levelColumnShare = 1.0
  public var lossWeight = 1.0
  public var rowShare = 1.0
  public var sampleShare = 0.0
  public var bins = 255
  public var edges: [String: [Double]] = [:]
  public var monotone: [String: Direction] = [:]
  public var start: String?
  public var interactions: [[String]] = []
  public var minimumCategoryRows = 10
  public var categorySmoothing = 10.0
  public var categoryL2 = 10.0

  public init() {}
}

extension TreeSettings {
  static let settings: [Setting<TreeSettings>] = [
    .init("rounds", \.rounds, .whole(1...100_000), "Most trees."),
    .init(
      "learning_rate", \.learningRate, .number(.share),
      "Share of each tree's step that is taken; smaller steps need more trees."),
    .init(
      "growth", \.growth, .choice,
      "In which order nodes are split: always the one that gains most, level by level, or all nodes of a level by the "
        + "same split."),
    .init("leaves", \.leaves, .whole(2...65_536), "Most leaves of a tree."),
    .init(
      "maximum_depth", \.maximumDepth, .whole(0...512),
      "Most splits between the root and a leaf; 0: no bound but the leaves."),
    .init(
      "minimum_rows", \.minimumRows, .whole(1 ... .max),
      "Fewest rows in a leaf, of those that the tree's shape is made from; symmetric trees do not keep to it."),
    .init(
      "minimum_hessian", \.minimumHessian, .number(.notNegative),
      "Least sum of second derivatives, weight · p · (1 − p), in a leaf."),
    .init(
      "minimum_gain", \.minimumGain, .number(.notNegative),
      "A split must lower twice the objective by more than this."),
    .init(
      "l1", \.l1, .number(.notNegative),
      "Taken off the size of each sum of first derivatives; leaves with less than that are worth nothing."),
    .init(
      "l2", \.l2, .number(.notNegative),
      "Added to the sum of second derivatives of a leaf; larger makes what leaves are worth smaller."),
    .init(
      "patience", \.patience, .whole(0 ... .max),
      "Trees without improvement on the validation months after which training ends; 0: never."),
    .init("stop_by", \.stopBy, .choice, "The figure on the validation months that `patience` looks at."),
    .init(
      "lift_share", \.liftShare, .number(.share),
      "Share of the rows with the highest scores that `stop_by: lift` looks at."),
    .init(
      "column_share", \.columnShare, .number(.share),
      "Share of the variables that a tree may use, drawn again for each."),
    .init(
      "level_column_share", \.levelColumnShare, .number(.share),
      "Share of the tree's variables that the nodes of a level may use, drawn again for each level of each tree."),
    .init(
      "loss_weight", \.lossWeight, .number(.factor),
      "How many times a loss counts while trees are grown; probabilities stay probabilities."),
    .init(
      "row_share", \.rowShare, .number(.share), "Share of the rows that a tree is grown from, drawn evenly."),
    .init(
      "sample_share", \.sampleShare, .number(.shareOrNone),
      "Share of the rows that each tree's shape is made from, drawn by how much they have to say, while leaves are worth "
        + "what all rows say; 0: a tenth of the rows or 100,000, whichever is more. Only where `row_share` is 1."),
    .init(
      "bins", \.bins, .whole(2...255),
      "Most bins that a variable's values are put into; missing values have one of their own."),
    .init(
      "edges", \.edges, .mapping(.edges).unlessEmpty,
      "Bins of single variables, by name: the largest number of each bin but the last."),
    .init(
      "monotone", \.monotone, .mapping(.choice).unlessEmpty,
      "Variables along which scores may only rise, or only fall, all others being equal."),
    .init(
      "start", \.start, .optional(.name("the name of a variable that holds probabilities")),
      "A variable whose values are probabilities of a loss that were given before; the trees go on from their log odds, "
        + "and do not split by it."),
    .init(
      "interactions", \.interactions, .lists("the names of variables that may go together").unlessEmpty,
      "Groups of variables that may stand on the same way from the root to a leaf; a variable of no group stands alone. "
        + "Empty: no bounds."),
    .init(
      "category_rows", \.minimumCategoryRows, .whole(1 ... .max), isInFile: false,
      "Rows of a node below which a category goes with the missing values."),
    .init(
      "category_smoothing", \.categorySmoothing, .number(.positive), isInFile: false,
      "Added to a category's sum of second derivatives before categories are ordered by gradient / hessian."),
    .init(
      "category_l2", \.categoryL2, .number(.notNegative), isInFile: false,
      "Added to `l2` at splits by category, which have more ways to fit noise."),
  ]

  static var keys: [String] { shortKeysFirst }

  /// What is wrong with settings that no file was read for: values out of their ranges and those that contradict each
  /// other, a sentence each.
  public var problems: [String] { problems(under: "") + contradictions { $0 }.map(\.text) }

  func check(_ section: ConfigurationSection) {
    for found in contradictions(section.path) {
      section.reader.add(found.text, at: found.keys.lazy.compactMap(section.keyNode).first)
    }
  }

  /// Settings that cannot go together, each with the keys at which it is to be reported, the first that is written.
  private func contradictions(_ path: (String) -> String) -> [(text: String, keys: [String])] {
    var found: [(text: String, keys: [String])] = []
    if l2 == 0, minimumHessian == 0 {
      found.append(
        (
          "“\(path("l2"))” and “\(path("minimum_hessian"))” cannot both be 0: leaf values would be divided by nothing.",
          ["l2", "minimum_hessian"]
        ))
    }
    if rowShare < 1, sampleShare > 0, sampleShare < 1 {
      found.append(
        (
          "“\(path("row_share"))” and “\(path("sample_share"))” cannot both be below 1; choose one way to draw rows.",
          ["sample_share"]
        ))
    }
    return found
  }
}

extension SettingForm where Value == [Double] {
  /// The largest number of each bin but the last; as many as codes of 8 bits allow, and still rising as numbers of 32.
  fileprivate static var edges: SettingForm {
    let words = "from 1 to 254 rising numbers, the largest of each bin but the last"
    @Sendable func fits(_ edges: [Double]) -> Bool {
      (1...254).contains(edges.count) && edges.allSatisfy { Float($0).isFinite }
        && zip(edges, edges.dropFirst()).allSatisfy { Float($0) < Float($1) }
    }
    return .line(
      .other(words: words, fitting: ["[30, 40.5, 60]", "[-1]"], unfitting: ["[]", "[40, 30]", "[a]"]),
      text: YAMLText.numbers, contains: fits
    ) { node, path, reader in
      let found = reader.elements(node, name: path)
      let numbers = found.compactMap { $0.string.flatMap(ConfigurationReader.number) }
      guard numbers.count == found.count, fits(numbers) else {
        reader.add("“\(path)” must be \(words).", at: node)
        return nil
      }
      return numbers
    }
  }
}
