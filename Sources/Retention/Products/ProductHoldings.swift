import Calendar
import Configuration
import Metrics

/// What a bank's customers hold at the end of a month (产品持有分析): how many hold each product, in all and by tier, stage of life and
/// group, and which products are held together.
public struct ProductHoldings: Sendable, Equatable, Encodable {
  /// A product: a column that is above zero for whoever holds it.
  public struct Product: Sendable, Equatable, Encodable {
    public var column: String
    /// What it is called.
    public var title: String

    public init(column: String, title: String) { (self.column, self.title) = (column, title) }
  }

  /// How customers are put together.
  public enum Grouping: String, Sendable, CaseIterable, Encodable {
    case all, tier
    case lifeStage = "life_stage"
    case group
  }

  /// How many of some customers hold a product.
  public struct Penetration: Sendable, Equatable, Encodable {
    public var product: String
    public var holders: Int
    public var share: Double
    public var interval: Interval?

    public init(product: String, holders: Int, of customers: Int) {
      (self.product, self.holders) = (product, holders)
      share = Double(holders) / Double(max(1, customers))
      interval = Interval.wilson(successes: Double(holders), of: Double(customers))
    }
  }

  /// Customers who have something in common.
  public struct Segment: Sendable, Equatable, Encodable {
    public var by: Grouping
    public var name: String
    public var customers: Int
    /// In the order of the products.
    public var products: [Penetration]

    public init(by: Grouping, name: String, customers: Int, products: [Penetration]) {
      (self.by, self.name, self.customers, self.products) = (by, name, customers, products)
    }
  }

  /// Two products that the same customers may hold.
  public struct Pair: Sendable, Equatable, Encodable {
    public var first: String
    public var second: String
    public var both: Int
    /// How much more often both are held than if the two had nothing to do with each other.
    public var lift: Double
    public var interval: Interval?

    public init(first: String, second: String, both: Int, _ joint: JointHolding) {
      (self.first, self.second, self.both) = (first, second, both)
      (lift, interval) = (joint.lift, joint.interval)
    }
  }

  public var program: String
  public var language: Language
  /// The month at whose end the customers are looked at.
  public var month: Month
  public var customers: Int
  public var products: [Product]
  /// All customers first, then by tier, stage of life and group, in the order of the configuration; none without customers.
  public var segments: [Segment]
  /// The greatest lift first; of two products that somebody holds.
  public var pairs: [Pair]

  public init(
    program: String, language: Language, month: Month, customers: Int, products: [Product],
    segments: [Segment], pairs: [Pair]
  ) {
    (self.program, self.language, self.month) = (program, language, month)
    (self.customers, self.products) = (customers, products)
    (self.segments, self.pairs) = (segments, pairs)
  }

  /// What a product is called.
  public func title(_ column: String) -> String {
    products.first { $0.column == column }?.title ?? column
  }
}
