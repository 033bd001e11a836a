import Calendar
import Scoring
import Variables

/// A score with all that it is made of, in log odds: the mean of the training rows and what each variable adds.
public struct ExplainedScore: Sendable, Equatable {
  public struct Variable: Sendable, Equatable {
    public var name: String
    /// What it is, in words.
    public var meaning: String
    /// NaN where it is missing; of a category its code.
    public var value: Double
    /// The value in words, with how it compares with the middle half of the customers.
    public var text: String
    public var contribution: Double
  }

  /// The variables that tell of one cause.
  public struct Group: Sendable, Equatable {
    /// A stable name; see ``Cause/name``.
    public var cause: String
    public var title: String
    public var contribution: Double
    /// The greatest contribution first, whatever its sign; those that add nothing are left out.
    public var variables: [Variable]

    /// Whether neither the group nor any of its variables adds as much as this.
    public func isSmall(_ least: Double) -> Bool {
      contribution.magnitude < least && variables.allSatisfy { $0.contribution.magnitude < least }
    }
  }

  /// The mean log odds of the training rows, which contributions are added to.
  public var base: Double
  /// What raises the risk most first.
  public var groups: [Group]
  public var probability: Double

  /// The log odds of a loss, before they are calibrated.
  public var margin: Double { groups.reduce(base) { $0 + $1.contribution } }
}

extension Reasoner {
  /// All contributions of a customer by cause.
  ///
  /// - Parameters:
  ///   - contributions: one per recipe, in margin units.
  ///   - variables: the recipes' values; NaN where missing.
  func score(
    base: Double, probability: Double, contributions: [Double], variables: [Double], facts: CustomerFacts
  ) -> ExplainedScore {
    let situation = Situation(reasoner: self, variables: variables, facts: facts)
    let language = wording.language
    let everybody = language.text("时令（所有客户相同）", "the time of the year, the same for everybody")
    var groups: [ExplainedScore.Group] = []
    for index in recipes.indices where contributions[index].isFinite && contributions[index] != 0 {
      let cause = situation.cause(of: index)
      let title = isOfEverybody(index) ? everybody : title(of: cause)
      let position = groups.firstIndex { $0.title == title } ?? groups.count
      if position == groups.count {
        groups.append(.init(cause: cause.name, title: title, contribution: 0, variables: []))
      }
      groups[position].contribution += contributions[index]
      let remark = remark(on: index)
      groups[position].variables.append(
        .init(
          name: recipes[index].name, meaning: remark.meaning, value: variables[index],
          text: remark.valueText(variables[index]), contribution: contributions[index]))
    }
    for position in groups.indices {
      groups[position].variables.sort {
        ($0.contribution.magnitude, $1.name) > ($1.contribution.magnitude, $0.name)
      }
    }
    groups.sort { ($0.contribution, $1.title) > ($1.contribution, $0.title) }
    return ExplainedScore(base: base, groups: groups, probability: probability)
  }

  /// A cause as a heading; a column as sentences call it.
  private func title(of cause: Cause) -> String {
    guard case .column(let column) = cause else { return cause.title(in: wording.language, names: names) }
    return ColumnWords(
      column: column, isMoney: false, language: wording.language, given: names[column]
    ).beginning
  }

  /// Words for a variable.
  func remark(on index: Int) -> VariableRemark {
    let recipe = recipes[index]
    return VariableRemark(
      recipe: recipe, usual: usual.isEmpty ? nil : usual[index],
      isMoney: recipe.columns.first.map(assets.contains) ?? false, language: wording.language, names: names)
  }
}

extension ExplainedList {
  /// A row's entry, complete as on the list, and what its score is made of.
  public func explained(_ row: Int) -> (entry: LossEntry, score: ExplainedScore) {
    let (base, facts) = (explainer.scorer.expectedMargin, entryMaker.facts)
    return explainer.map([population.rows[row]], maker) { _, contributions, variables in
      (
        entryMaker.entry(ofRow: row, contributions: contributions, variables: variables),
        entryMaker.reasoner.score(
          base: base, probability: population.probabilities[row], contributions: contributions,
          variables: variables.map(Double.init), facts: facts.facts(of: Int(population.rows[row].customer)))
      )
    }[0]
  }
}

extension ExplainedList {
  /// An entry with the action and offer that it gets: contacts and offers are shared by all who are listed.
  public func fitted(_ entry: LossEntry, _ planner: ActionPlanner) -> LossEntry {
    guard entry.action != nil else { return entry }
    var listed = [entry]
    if planner.isShared { listed = entries(rows[...]) }
    planner.fit(&listed)
    return listed.first { $0.customer == entry.customer } ?? entry
  }
}
