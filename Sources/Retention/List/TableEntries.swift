import Calendar
import Parallel
import Variables

/// Makes the entries of a list from a ready-made table: key, probability and reasons.
public struct TableEntries: Sendable {
  private let keys: [String]
  private let probabilities: [Double]
  private let matrix: ColumnMatrix
  /// What is told instead of the matrix's Float32s, variable by variable; nil where these are told.
  private let cells: [AlignedArray<Double>?]
  private let book: RecipeBook
  private let reasoner: Reasoner
  private let explainer: Explainer
  private let scorecard: Scorecard?

  public init(
    keys: [String], probabilities: [Double], matrix: ColumnMatrix, cells: [AlignedArray<Double>?],
    book: RecipeBook, reasoner: Reasoner, explainer: Explainer, scorecard: Scorecard?
  ) {
    (self.keys, self.probabilities, self.matrix, self.cells) = (keys, probabilities, matrix, cells)
    (self.book, self.reasoner, self.explainer, self.scorecard) = (book, reasoner, explainer, scorecard)
  }

  /// Nothing but the table's own variables is known of its rows.
  private static let facts = CustomerFacts(
    columns: .none, snapshot: Month(index: 0), numbers: [], texts: [])

  /// Entries for some rows, in their order.
  public func entries(for listed: ArraySlice<Int>) -> [LossEntry] {
    let order = Array(listed)
    return explainer.map(order, of: matrix) { index, contributions, variables in
      let row = order[index]
      var entry = LossEntry(
        customer: keys[row], probability: probabilities[row],
        reasons: reasoner.reasons(
          contributions: contributions, variables: told(row, variables), facts: Self.facts))
      entry.points = scorecard?.pointParts(variables)
      return entry
    }
  }

  /// What a row's score is made of.
  public func score(_ row: Int) -> ExplainedScore {
    let base = explainer.scorer.expectedMargin
    return explainer.map([row], of: matrix) { _, contributions, variables in
      reasoner.score(
        base: base, probability: probabilities[row], contributions: contributions,
        variables: told(row, variables), facts: Self.facts)
    }[0]
  }

  /// What a row's score would be if.
  ///
  /// - Throws: `RunError` naming every figure that is not known or cannot be read.
  public func whatIf(_ row: Int, _ texts: [String]) throws -> WhatIf {
    let settings = try WhatIfSettings(texts, book: book, panel: nil)
    let own = book.recipes.indices.map { matrix.column($0)[row] }
    let toldNow = told(row, own)
    return WhatIf(
      settings, before: ScoredRow(own, told: toldNow, explainer),
      after: ScoredRow(
        own.indices.map { settings.variables[$0]?.value ?? own[$0] },
        told: own.indices.map { settings.variables[$0]?.told ?? toldNow[$0] }, explainer), reasoner)
  }

  private func told(_ row: Int, _ variables: [Float]) -> [Double] {
    zip(variables, cells).map { $1?.view[row] ?? Double($0) }
  }
}
