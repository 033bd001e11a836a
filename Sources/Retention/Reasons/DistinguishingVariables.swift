import Calendar
import Parallel
import Scoring
import Variables

/// What speaks most for each row's probability, in words.
public struct TellingVariables: Sendable {
  let maker: VariableMaker
  let scorer: Scorer
  let usual: [ClosedRange<Double>?]
  let language: Language

  public static let mostRemarks = 3

  /// - Parameters:
  ///   - usual: first and third quartile of each variable; nil where none is known.
  public init(maker: VariableMaker, scorer: Scorer, usual: [ClosedRange<Double>?], language: Language) {
    (self.maker, self.scorer, self.usual, self.language) = (maker, scorer, usual, language)
  }

  /// Remarks on the variables that raise each row's score most, one for each source column, most telling first.
  public func remarks(on rows: [SnapshotRow], team: ThreadTeam) -> [[String]] {
    let variables = maker.book.recipes.indices.map { variable in
      let recipe = maker.book.recipes[variable]
      return VariableRemark(
        recipe: recipe, usual: usual[variable],
        isMoney: recipe.columns.first.map(maker.book.assets.contains) ?? false,
        language: language)
    }
    let count = maker.variableCount
    let shares = (0..<team.threadCount).map { _ in
      AlignedArray<Double>(count: VariableMaker.rowsPerBlock * max(1, count))
    }
    return maker.mapBlocks(rows, team: team) { range, block, worker in
      let contributions = shares[worker].view
      scorer.contributions(of: block, into: contributions)
      return (0..<range.count).map { row in
        let own = (0..<count).filter { contributions[row * count + $0] > 0 }
          .sorted { (contributions[row * count + $1], $0) < (contributions[row * count + $0], $1) }
        var columns: Set<String> = []
        var texts: [String] = []
        for variable in own where texts.count < Self.mostRemarks {
          let recipe = variables[variable].recipe
          guard !columns.contains(recipe.columns.first ?? recipe.name),
            let text = variables[variable].tellingText(block[row, variable])
          else { continue }
          columns.insert(recipe.columns.first ?? recipe.name)
          texts.append(text)
        }
        return texts
      }
    }.flatMap { $0 }
  }
}
