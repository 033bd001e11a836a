import Calendar
import Configuration
import Learning
import Reporting
import Scoring
import Variables

/// What a model is made of, as tables of a report.
struct ModelTables {
  let model: ScoringModel
  let book: RecipeBook
  let training: TrainingDefinition
  let language: Language
  /// The coefficients as they were fitted; empty for trees, scorecards, and models that were read back.
  var coefficients: [LogisticCoefficient] = []
  /// The points that a model on weights of evidence stands for.
  var scorecard: Scorecard?

  func words(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  var tables: [ReportTable] {
    switch model {
    case .forest(let forest): [settings(forestRows(forest))]
    case .linear(let linear): [settings(linearRows(linear))] + logisticTables(linear)
    }
  }

  private func settings(_ rows: [(String, String)]) -> ReportTable {
    ReportTable(
      title: words("设置与规模", "Settings and size"),
      columns: [.init(words("项目", "What")), .init(words("取值", "Value"), isNumber: true)],
      rows: (rows + [(words("随机种子", "Seed"), "\(training.seed)")]).map { [$0.0, $0.1] })
  }

  private func forestRows(_ forest: Forest) -> [(String, String)] {
    let leaves = forest.trees.map(\.leafCount)
    let used = forest.splitCounts.count { $0 > 0 }
    let start = forest.start.map {
      [(words("出发评分", "Score that the trees go on from"), book.recipes[$0.variable].name)]
    }
    return (start ?? []) + [
      (words("树的棵数", "Trees"), NumberText.count(forest.trees.count)),
      (words("叶子总数", "Leaves of all trees"), NumberText.count(leaves.reduce(0, +))),
      (words("每棵树的叶子数上限", "Most leaves of a tree"), "\(training.trees.leaves)"),
      (words("用到的变量数", "Variables that are used"), "\(used) / \(book.recipes.count)"),
      (words("学习率", "Learning rate"), "\(training.trees.learningRate)"),
      (words("叶子的最少行数", "Least rows of a leaf"), NumberText.count(training.trees.minimumRows)),
      (words("L2 惩罚", "L2 penalty"), "\(training.trees.l2)"),
      (
        words("每棵树可用的变量比例", "Share of the variables that a tree may use"), "\(training.trees.columnShare)"
      ),
    ]
  }

  private func linearRows(_ linear: LinearModel) -> [(String, String)] {
    let settings = training.logistic
    let penalty =
      switch settings.penalty {
      case .ridge: words("岭", "ridge")
      case .lasso: words("套索（L1）", "lasso (L1)")
      case .elasticNet: words("弹性网", "elastic net")
      }
    var rows = [
      (words("项数", "Terms"), NumberText.count(linear.terms.count)),
      (words("截距（对数几率）", "Intercept (log odds)"), Language.fixed(linear.intercept, decimals: 4)),
      (words("惩罚", "Penalty"), penalty),
    ]
    if settings.penalty == .ridge { rows.append((words("L2 惩罚", "L2 penalty"), "\(settings.l2)")) }
    if settings.penalty == .elasticNet {
      rows.append((words("L1 所占比例", "Share of L1"), "\(settings.absoluteShare)"))
    }
    if !settings.signs.isEmpty {
      rows.append(
        (
          words("限定符号的变量", "Variables with a given sign"),
          settings.signs.keys.sorted().joined(separator: ", ")
        ))
    }
    return rows
  }
}
