import Configuration
import Reporting
import Scoring
import Variables

/// What a model is made of, as tables of a report.
struct ModelTables {
  let model: ScoringModel
  let book: RecipeBook
  let training: TrainingDefinition
  let language: Language

  /// Coefficients that the report lists.
  private static let mostTerms = 40
  /// Weights of a category that the report lists.
  private static let mostWeights = 8

  private func words(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  var tables: [ReportTable] {
    switch model {
    case .forest(let forest): [settings(forestRows(forest))]
    case .linear(let linear): [settings(linearRows(linear)), coefficients(linear)]
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
    let used = Set(forest.trees.flatMap { $0.nodes.filter { !$0.isLeaf }.map(\.variable) })
    return [
      (words("树的棵数", "Trees"), NumberText.count(forest.trees.count)),
      (words("叶子总数", "Leaves of all trees"), NumberText.count(leaves.reduce(0, +))),
      (words("每棵树的叶子数上限", "Most leaves of a tree"), "\(training.trees.leaves)"),
      (words("用到的变量数", "Variables that are used"), "\(used.count) / \(book.recipes.count)"),
      (words("学习率", "Learning rate"), "\(training.trees.learningRate)"),
      (words("叶子的最少行数", "Least rows of a leaf"), NumberText.count(training.trees.minimumRows)),
      (words("L2 惩罚", "L2 penalty"), "\(training.trees.l2)"),
      (
        words("每棵树可用的变量比例", "Share of the variables that a tree may use"), "\(training.trees.columnShare)"
      ),
    ]
  }

  private func linearRows(_ linear: LinearModel) -> [(String, String)] {
    [
      (words("项数", "Terms"), NumberText.count(linear.terms.count)),
      (words("截距（对数几率）", "Intercept (log odds)"), Language.fixed(linear.intercept, decimals: 4)),
      (words("L2 惩罚", "L2 penalty"), "\(training.logistic.l2)"),
    ]
  }

  private func coefficients(_ linear: LinearModel) -> ReportTable {
    let rows = linear.terms.prefix(Self.mostTerms).map { term -> [String] in
      let name = book.recipes[term.variable].name
      var weights: [Double] = []
      if case .numeric(let term) = term { weights = [term.weight] }
      if case .category(let term) = term { weights = term.weights }
      let shown = weights.prefix(Self.mostWeights).map { Language.fixed($0, decimals: 4) }.joined(
        separator: ", ")
      return [name, weights.count > Self.mostWeights ? shown + ", …" : shown]
    }
    return ReportTable(
      title: words("系数", "Coefficients"),
      columns: [.init(words("变量", "Variable")), .init(words("权重", "Weight"), isNumber: true)], rows: rows,
      note: words("数值变量的权重为每一个标准差的权重。", "The weight of a number is that of one standard deviation.")
        + (linear.terms.count > Self.mostTerms
          ? words(
            "仅列出前 \(Self.mostTerms) 项，其余见模型文件。",
            " The first \(Self.mostTerms) are listed; the rest is in the model file.") : ""))
  }
}
