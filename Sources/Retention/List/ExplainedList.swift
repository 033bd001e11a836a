import Variables

/// The last stage of a list before it is written. Its entries are made, complete, when they are asked for: a long list is
/// never in memory as a whole.
public struct ExplainedList: Sendable {
  /// Rows of the population, in the order of the list.
  public let rows: [Int]
  let population: ScoredPopulation
  let maker: VariableMaker
  let entryMaker: EntryMaker
  let explainer: Explainer

  public init(
    rows: [Int], of population: ScoredPopulation, maker: VariableMaker, entryMaker: EntryMaker,
    explainer: Explainer
  ) {
    (self.rows, self.population) = (rows, population)
    (self.maker, self.entryMaker, self.explainer) = (maker, entryMaker, explainer)
  }

  /// What the customers at risk have in common, and their reasons therefore do not begin with.
  public var shared: SharedRisk { entryMaker.shared }

  /// The entries of some of ``rows``, in their order.
  public func entries(_ listed: ArraySlice<Int>) -> [LossEntry] { map(listed) { $0 } }

  /// What `make` makes of each entry, which is forgotten then.
  public func map<Value: Sendable>(_ make: @Sendable (LossEntry) -> Value) -> [Value] { map(rows[...], make) }

  private func map<Value: Sendable>(_ listed: ArraySlice<Int>, _ make: @Sendable (LossEntry) -> Value)
    -> [Value]
  {
    let order = Array(listed)
    return explainer.map(order.map { population.rows[$0] }, maker) { index, contributions, variables in
      make(entryMaker.entry(ofRow: order[index], contributions: contributions, variables: variables))
    }
  }
}
