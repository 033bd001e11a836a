import Calendar
import SystemIO
import Tabular

/// What a customer does not hold and similar customers do.
public struct ProductGap: Sendable, Equatable {
  public var product: String
  /// Share of similar customers who hold it, drawn towards the share in the customer's tier where there are few of them.
  public var share: Double
  /// How many similar customers there are, holders or not.
  public var similar: Int
}

/// For every customer, what similar customers hold and this one does not.
///
/// Similar are those of the same tier and stage of life who hold the same of all *other* products. Where there are few, the
/// share of holders is drawn towards that of the tier, as if ``weight`` further customers of the tier stood among them.
public struct ProductGaps: Sendable {
  static let weight = 20.0
  /// Columns of the file for gaps, the greatest share first.
  static let shownCount = 3

  private struct Kind: Hashable {
    var product: Int
    var tier: String?
    var lifeStage: LifeStage?
    /// What is held of the other products.
    var others: UInt64
  }

  private struct TierKind: Hashable {
    var product: Int
    var tier: String?
  }

  private struct Count {
    var holders = 0
    var all = 0

    mutating func add(_ holds: Bool) {
      holders += holds ? 1 : 0
      all += 1
    }
  }

  private let customers: ProductCustomers
  private var kinds: [Kind: Count] = [:]
  private var tiers: [TierKind: Count] = [:]

  /// - Complexity: O(customers · products).
  public init(of customers: ProductCustomers) {
    self.customers = customers
    for holder in customers.holders {
      for product in customers.products.indices {
        let holds = holder.holds(product)
        kinds[Self.kind(holder, product), default: Count()].add(holds)
        tiers[TierKind(product: product, tier: holder.tier), default: Count()].add(holds)
      }
    }
  }

  private static func kind(_ holder: ProductCustomers.Holder, _ product: Int) -> Kind {
    Kind(
      product: product, tier: holder.tier, lifeStage: holder.lifeStage,
      others: holder.held & ~(1 << UInt64(product)))
  }

  /// A customer's gaps, the greatest share first; what nobody of the tier holds is none.
  func gaps(of holder: ProductCustomers.Holder) -> [ProductGap] {
    customers.products.indices.compactMap { product -> ProductGap? in
      guard !holder.holds(product),
        let all = tiers[TierKind(product: product, tier: holder.tier)], all.holders > 0,
        let own = kinds[Self.kind(holder, product)]
      else { return nil }
      // The customer is no similar customer of their own.
      let (similar, usual) = (own.all - 1, Double(all.holders) / Double(max(1, all.all - 1)))
      let share = (Double(own.holders) + Self.weight * usual) / (Double(similar) + Self.weight)
      return ProductGap(product: customers.products[product].column, share: share, similar: similar)
    }.sorted { ($1.share, $0.product) < ($0.share, $1.product) }
  }

  /// The columns of the file.
  static let columns: [WrittenColumn] =
    [.init("customer_id"), .init("month"), .init("tier"), .init("holds")]
    + (1...shownCount).flatMap { number in
      [
        WrittenColumn("product_\(number)"), .init("share_\(number)", .number),
        .init("similar_\(number)", .whole),
      ]
    } + [.init("manager"), .init("branch")]

  /// A file or a table of a database with a row for each customer, still to be put in its place.
  public func table(at path: String) throws -> TableOutput {
    let table = try TableOutput(path: path, columns: Self.columns)
    try write(to: table.rows)
    return table
  }

  /// Writes a row for each customer, in the panel's order.
  func write(to rows: any RowWriter) throws {
    let facts = customers.facts
    let month = facts.month.description
    for holder in customers.holders {
      let held = customers.products.indices.filter(holder.holds).map { customers.products[$0].column }
      rows.text(facts.panel.customers[holder.customer])
      rows.number(month)
      rows.text(holder.tier ?? "")
      rows.text(held.joined(separator: " "))
      let gaps = gaps(of: holder)
      for number in 0..<Self.shownCount {
        let gap = number < gaps.count ? gaps[number] : nil
        rows.text(gap?.product ?? "")
        rows.decimal(gap?.share ?? .nan, places: 4)
        rows.decimal(gap.map { Double($0.similar) } ?? .nan, places: 0)
      }
      rows.text(facts.text(of: holder.customer, "manager") ?? "")
      rows.text(facts.text(of: holder.customer, "branch") ?? "")
      try rows.endRow()
    }
  }
}
