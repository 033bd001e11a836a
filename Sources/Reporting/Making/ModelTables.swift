import Calendar
import Configuration
import Learning
import Scoring
import Variables

/// What a model is made of, as tables of a report.
public struct ModelTables: Sendable {
  let model: ScoringModel
  let book: RecipeBook
  let training: TrainingDefinition
  let language: Language
  /// How the event is called that the model predicts.
  let words: QuestionWords
  /// What a forest was put together from; nil for a single one.
  let parts: ForestParts?
  /// The coefficients as they were fitted; empty for trees, scorecards, and models that were read back.
  let coefficients: [LogisticCoefficient]
  /// The points that a model on weights of evidence stands for.
  let scorecard: Scorecard?

  /// - Parameters:
  ///   - book: the recipes of the model's variables.
  ///   - training: how it was trained.
  ///   - words: how the event is called that it predicts.
  ///   - parts: what a forest was put together from.
  public init(
    model: ScoringModel, book: RecipeBook, training: TrainingDefinition, language: Language,
    words: QuestionWords = .loss, parts: ForestParts? = nil, coefficients: [LogisticCoefficient] = [],
    scorecard: Scorecard?
  ) {
    self.model = model
    self.book = book
    self.training = training
    (self.language, self.words, self.parts) = (language, words, parts)
    self.coefficients = coefficients
    self.scorecard = scorecard
  }

  public var tables: [ReportTable] {
    switch model {
    case .forest(let forest): [settings(forestRows(forest))]
    case .linear(let linear): [settings(linearRows(linear))] + logisticTables(linear)
    }
  }

  private func settings(_ rows: [(String, String)]) -> ReportTable {
    ReportTable(
      title: language.text("设置与规模", "Settings and size"),
      columns: [.init(language.text("项目", "What")), .init(language.text("取值", "Value"), isNumber: true)],
      rows: (rows + [(language.text("随机种子", "Seed"), "\(training.seed)")]).map { [$0.0, $0.1] })
  }

  private func forestRows(_ forest: Forest) -> [(String, String)] {
    let leaves = forest.trees.map(\.leafCount)
    let used = forest.splitCounts.count { $0 > 0 }
    let start = forest.start.map {
      [(language.text("出发评分", "Score that the trees go on from"), book.recipes[$0.variable].name)]
    }
    let size = [
      (language.text("树的棵数", "Trees"), NumberText.count(forest.trees.count)),
      (language.text("叶子总数", "Leaves of all trees"), NumberText.count(leaves.reduce(0, +))),
      (language.text("叶子最多的树", "Leaves of the largest tree"), NumberText.count(leaves.max() ?? 0)),
      (language.text("用到的变量数", "Variables that are used"), "\(used) / \(book.recipes.count)"),
    ]
    return (start ?? []) + size + (parts.map(partRows) ?? settingRows)
  }

  /// Forests that are put together have settings of their own each; what was set for one is not theirs.
  private func partRows(_ parts: ForestParts) -> [(String, String)] {
    let trees = parts.forests.map(NumberText.count).joined(separator: " + ")
    let share = NumberText.percent(parts.regressionShare)
    return [(language.text("各森林的树数", "Trees of each forest"), trees)]
      + (parts.regressionShare > 0
        ? [(language.text("逻辑回归所占比例", "Share of the logistic regression"), share)] : [])
  }

  private var settingRows: [(String, String)] {
    [
      (language.text("学习率", "Learning rate"), "\(training.trees.learningRate)"),
      (language.text("叶子的最少行数", "Least rows of a leaf"), NumberText.count(training.trees.minimumRows)),
      (language.text("L2 惩罚", "L2 penalty"), "\(training.trees.l2)"),
      (
        language.text("每棵树可用的变量比例", "Share of the variables that a tree may use"),
        "\(training.trees.columnShare)"
      ),
    ]
  }

  private func linearRows(_ linear: LinearModel) -> [(String, String)] {
    let settings = training.logistic
    let penalty =
      switch settings.penalty {
      case .ridge: language.text("岭", "ridge")
      case .lasso: language.text("套索（L1）", "lasso (L1)")
      case .elasticNet: language.text("弹性网", "elastic net")
      }
    var rows = [
      (language.text("项数", "Terms"), NumberText.count(linear.terms.count)),
      (language.text("截距（对数几率）", "Intercept (log odds)"), Language.fixed(linear.intercept, decimals: 4)),
      (language.text("惩罚", "Penalty"), penalty),
    ]
    if settings.penalty == .ridge { rows.append((language.text("L2 惩罚", "L2 penalty"), "\(settings.l2)")) }
    if settings.penalty == .elasticNet {
      rows.append((language.text("L1 所占比例", "Share of L1"), "\(settings.absoluteShare)"))
    }
    if !settings.signs.isEmpty {
      rows.append(
        (
          language.text("限定符号的变量", "Variables with a given sign"),
          settings.signs.keys.sorted().joined(separator: ", ")
        ))
    }
    return rows
  }
}
