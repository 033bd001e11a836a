import Configuration
import Parallel

/// The scored population in the order of the loss list.
public struct LossRanking: Sendable {
  /// Rows of the population, the first of the list first.
  public let rows: [Int]
  /// The order that was used.
  public let order: ListDefinition.Order

  /// Ranks the population.
  ///
  /// By expected loss, ties by probability, then assets (all highest first), then customer (by the bytes of its
  /// UTF-8 text, lowest first); by probability, ties by assets, then customer; by money kept for its cost, ties by
  /// expected loss and so on. So the list does not depend on the order in which the rows came.
  ///
  /// - Parameters:
  ///   - expectedLosses: In currency units; nil for a ready-made table, which is ranked by probability.
  ///   - assets: In currency units; nil for a ready-made table.
  ///   - keptPerCost: Money that a contact is expected to keep for each unit of its cost; needed where it is the order.
  ///   - customers: Unique names or keys.
  /// - Throws: ``RankingError`` where a probability or an expected loss is no number that can be ranked by.
  /// - Complexity: O(n log n).
  public init(
    probabilities: [Double], expectedLosses: [Double]? = nil, assets: [Double]? = nil,
    keptPerCost: [Double]? = nil, customers: [String], order: ListDefinition.Order
  ) throws(RankingError) {
    let count = probabilities.count
    precondition(
      customers.count == count && (expectedLosses?.count ?? count) == count
        && (assets?.count ?? count) == count,
      "Every row has a customer, a probability and, where there are amounts, its amounts.")
    try Self.check(probabilities, expectedLosses, of: customers)
    precondition(
      order != .keptPerCost || expectedLosses == nil || keptPerCost?.count == count,
      "Every row has what its contact keeps for its cost, where that is the order.")
    self.order = expectedLosses == nil ? .probability : order
    let figures =
      self.order == .keptPerCost ? keptPerCost : self.order == .expectedLoss ? expectedLosses : nil
    var keys: [Key] = []
    keys.reserveCapacity(count)
    for row in 0..<count {
      let held = assets?[row] ?? 0
      keys.append(
        Key(
          first: figures?[row] ?? probabilities[row],
          expectedLoss: figures == nil ? 0 : expectedLosses?[row] ?? 0, probability: probabilities[row],
          assets: held.isNaN ? -.infinity : held, row: row))
    }
    // Highest first: ascending by the negative. What the first figure does not distinguish is compared in full.
    keys = ascendingOrder(of: keys.map { (-$0.first).ascendingKey }).map { keys[$0] }
    keys.sortRuns(
      of: { $0.first == $1.first },
      by: { left, right in
        if left.expectedLoss != right.expectedLoss { return left.expectedLoss > right.expectedLoss }
        if left.probability != right.probability { return left.probability > right.probability }
        if left.assets != right.assets { return left.assets > right.assets }
        return customers[left.row].utf8.lexicographicallyPrecedes(customers[right.row].utf8)
      })
    rows = keys.map(\.row)
  }

  /// Refuses what nothing can be ranked by.
  static func check(_ probabilities: [Double], _ expectedLosses: [Double]?, of customers: [String])
    throws(RankingError)
  {
    if let row = probabilities.firstIndex(where: { !(0...1).contains($0) }) {
      throw .noProbability(customer: customers[row], value: "\(probabilities[row])")
    }
    if let expectedLosses, let row = expectedLosses.firstIndex(where: { !$0.isFinite }) {
      throw .noExpectedLoss(customer: customers[row], value: "\(expectedLosses[row])")
    }
  }

  private struct Key {
    /// What the order is by.
    var first: Double
    /// 0 where the order is by probability, which does not split on it.
    var expectedLoss: Double
    var probability: Double
    var assets: Double
    var row: Int
  }
}

/// A customer that cannot be given a rank in the list.
public enum RankingError: Error, Equatable, Sendable, CustomStringConvertible {
  case noProbability(customer: String, value: String)
  case noExpectedLoss(customer: String, value: String)

  public var description: String {
    switch self {
    case .noProbability(let customer, let value):
      "The probability of customer “\(customer)” is \(value), which does not lie between 0 and 1, so no list can be "
        + "made. The model may be damaged: check it with `churn model show`, or train it again."
    case .noExpectedLoss(let customer, let value):
      "The expected loss of customer “\(customer)” is \(value) and no amount of money, so no list can be made. "
        + "Check the customer's assets in the panel with `churn describe`."
    }
  }
}
