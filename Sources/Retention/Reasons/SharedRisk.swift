import Calendar
import Variables

/// What the customers at risk have in common: it tells none of them from the others.
public struct SharedRisk: Sendable, Equatable {
  /// Of each cause what at least half of them have of it, where that is above zero; in margin units.
  let byCause: [Cause: Double]
  /// What the time of the year adds to each of them, on average; in margin units.
  let season: Double

  /// Nothing in common.
  public static let none = SharedRisk(byCause: [:], season: 0)

  init(byCause: [Cause: Double], season: Double) { (self.byCause, self.season) = (byCause, season) }

  /// The share of a population, by expected loss, that counts as being at risk. It does not depend on how long a list
  /// is, so that a customer's reasons do not either.
  private static let share = 0.2
  /// So many of them, evenly spaced, are looked at.
  private static let mostRows = 1000

  /// Looks at the customers of a population whose expected losses are greatest.
  ///
  /// - Complexity: O(n log n), and the contributions of at most a thousand rows.
  public init(
    of population: ScoredPopulation, facts: PanelFacts, reasoner: Reasoner, maker: VariableMaker,
    explainer: Explainer
  ) {
    let losses = population.expectedLosses
    let atRisk = losses.indices.sorted { (losses[$0], $1) > (losses[$1], $0) }
      .prefix(Int((Self.share * Double(losses.count)).rounded(.up)))
    let count = min(Self.mostRows, atRisk.count)
    let rows = (0..<count).map { population.rows[atRisk[$0 * atRisk.count / count]] }
    let sums = explainer.map(rows, maker) { index, contributions, variables in
      reasoner.sums(
        contributions: contributions, variables: variables.map(Double.init),
        facts: facts.facts(of: Int(rows[index].customer)))
    }
    self.init(sums)
  }

  /// - Parameter sums: of each customer.
  init(_ sums: [ContributionSums]) {
    var values: [Cause: [Double]] = [:]
    for sums in sums {
      for sum in sums.causes { values[sum.cause, default: []].append(sum.contribution) }
    }
    // Whoever has nothing of a cause has 0 of it.
    let least = sums.count - (sums.count + 1) / 2
    byCause = values.compactMapValues { values in
      let all = (values + Array(repeating: 0, count: sums.count - values.count)).sorted()
      return all[least] > 0 ? all[least] : nil
    }
    season = sums.reduce(0) { $0 + $1.season } / Double(max(1, sums.count))
  }

  /// Less than this of the margin is not spoken of.
  private static let noticeable = 0.05

  /// What there is to say of it, each in a sentence with its full stop.
  ///
  /// - Parameters:
  ///   - names: What the bank calls columns of its own.
  public func sentences(snapshot: Month, names: [String: String], in language: Language) -> [String] {
    var sentences: [String] = []
    if season >= Self.noticeable {
      let wording = Wording(language: language)
      sentences.append(
        wording.season(wording.monthName(snapshot + 1))
          + language.text(
            "，对所有客户都是如此，不再逐户说明。", "; this holds for every customer and is not told again for each."))
    }
    let causes = byCause.filter { $0.value >= Self.noticeable }
      .sorted { ($0.value, $1.key.name) > ($1.value, $0.key.name) }
      .map { $0.key.title(in: language, names: names) }
    if !causes.isEmpty {
      sentences.append(
        language.text(
          "风险最高的五分之一客户中，至少半数的评分都因此升高：\(causes.joined(separator: "、"))。",
          "Of the fifth of customers most at risk, at least half have this in their scores: \(causes.joined(separator: ", "))."
        ))
    }
    return sentences
  }
}

/// A customer's contributions, added up.
struct ContributionSums: Sendable {
  /// In the order in which the recipes tell of them.
  var causes: [CauseSum] = []
  /// Of the time of the year, which is everybody's.
  var season = 0.0
}

/// What the variables of a cause contribute together.
struct CauseSum: Sendable {
  let cause: Cause
  var contribution = 0.0
  /// The variables that raise the risk.
  var raising: [Int] = []
}
