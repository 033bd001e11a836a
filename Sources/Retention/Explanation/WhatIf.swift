import Calendar
import Panel
import Parallel
import Scoring
import Variables

/// What a customer's score would be if some of the figures were other ones.
public struct WhatIf: Sendable, Equatable {
  /// A figure that is another one.
  public struct Change: Sendable, Equatable {
    public var name: String
    /// As it was asked for.
    public var value: String
    /// Whether it is a column, with all variables that are made of it, or one variable alone.
    public var isColumn: Bool
  }

  /// A variable that is another one because of that.
  public struct Moved: Sendable, Equatable {
    public var name: String
    public var meaning: String
    public var from: String
    public var to: String
    public var contributionBefore: Double
    public var contributionAfter: Double
  }

  public var changes: [Change]
  public var before: Double
  public var after: Double
  /// The one whose contribution changes most first.
  public var moved: [Moved]
}

extension WhatIf {
  /// - Parameter rows: contributions, variables and probability, before and after.
  init(
    _ settings: WhatIfSettings, before: ScoredRow, after: ScoredRow, _ reasoner: Reasoner
  ) {
    (changes, self.before, self.after) = (settings.changes, before.probability, after.probability)
    moved = reasoner.recipes.indices.compactMap { index in
      let (old, new) = (before.told[index], after.told[index])
      let remark = reasoner.remark(on: index)
      let (mine, other) = (before.contributions[index], after.contributions[index])
      if old == new || (old.isNaN && new.isNaN) { return nil }
      return Moved(
        name: remark.recipe.name, meaning: remark.meaning, from: remark.valueText(old),
        to: remark.valueText(new), contributionBefore: mine, contributionAfter: other)
    }.sorted { left, right in
      func change(_ moved: Moved) -> Double { (moved.contributionAfter - moved.contributionBefore).magnitude }
      return (change(left), right.name) > (change(right), left.name)
    }
  }
}

/// One row with its score.
struct ScoredRow {
  /// The variables' values, to be told.
  let told: [Double]
  let contributions: [Double]
  let probability: Double

  /// - Parameter told: what is told instead of the variables' Float32s; nil: these are.
  init(_ variables: [Float], told: [Double]? = nil, _ explainer: Explainer) {
    let matrix = ColumnMatrix(columns: variables.map { [$0] })
    self.told = told ?? variables.map(Double.init)
    contributions = explainer.scorer.contributions(of: matrix, team: explainer.team)
    probability = explainer.scorer.probabilities(of: matrix, team: explainer.team)[0]
  }
}

extension ExplainedList {
  /// What a row's score would be if.
  ///
  /// - Throws: `RunError` naming every figure that is not known or cannot be read.
  public func whatIf(_ row: Int, _ texts: [String]) throws -> WhatIf {
    let (own, panel, book) = (population.rows[row], maker.panel, maker.book)
    let settings = try WhatIfSettings(texts, book: book, panel: panel)
    let (customer, month) = (Int(own.customer), Month(index: Int(own.month)))
    func scored(_ cells: [String: OtherCell], _ variables: [Int: WhatIfSettings.Variable]) throws -> ScoredRow
    {
      let alone = panel.alone(customer, in: month, cells: cells, assets: book.assets)
      let matrix = try VariableMaker(book: book, panel: alone).matrix(
        [SnapshotRow(customer: 0, month: month)], team: explainer.team)
      return ScoredRow(
        book.recipes.indices.map { variables[$0]?.value ?? matrix.column($0)[0] }, explainer)
    }
    return WhatIf(
      settings, before: try scored([:], [:]), after: try scored(settings.cells, settings.variables),
      entryMaker.reasoner)
  }
}
