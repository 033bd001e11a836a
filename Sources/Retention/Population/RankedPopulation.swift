import Configuration

/// The second stage of a list: the scored population in the order of the list.
public struct RankedPopulation: Sendable {
  public let population: ScoredPopulation
  /// Who the customers are by the bank's rules; nil where nothing asks for them.
  public let view: PopulationView?
  public let ranking: LossRanking

  public init(population: ScoredPopulation, view: PopulationView?, ranking: LossRanking) {
    (self.population, self.view, self.ranking) = (population, view, ranking)
  }
}

extension LossRanking {
  /// Ranks a population; see ``init(probabilities:expectedLosses:assets:keptPerCost:customers:order:)``.
  public init(_ population: ScoredPopulation, keptPerCost: [Double]? = nil, order: ListDefinition.Order)
    throws(RankingError)
  {
    try self.init(
      probabilities: population.probabilities, expectedLosses: population.expectedLosses,
      assets: population.assets, keptPerCost: keptPerCost, customers: population.customers, order: order)
  }
}
