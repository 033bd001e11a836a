extension SchemaDefinitions {
  /// What `churn products` finds.
  static let products = """
    products: What a bank's customers hold at the end of a month.
      customers! integer: Customers who are there in the month.
      language! Language
      month! month
      pairs! [ProductHoldings.Pair]: The greatest lift first; of two products that somebody holds.
      products! [ProductHoldings.Product]
      program! string: The program's name and version.
      segments! [ProductHoldings.Segment]: All customers first, then by tier, stage of life and group; none without customers.
    ProductHoldings.Grouping = all | tier | life_stage | group: How customers are put together.
    ProductHoldings.Pair: Two products that the same customers may hold.
      both! integer
      first! string: A product's column.
      interval Interval: Absent where nobody holds both.
      lift! number: How much more often both are held than if the two had nothing to do with each other.
      second! string: A product's column.
    ProductHoldings.Penetration
      holders! integer
      interval Interval
      product! string: The product's column.
      share! number
    ProductHoldings.Product
      column! string: It is above zero for whoever holds the product.
      title! string
    ProductHoldings.Segment: Customers who have something in common.
      by! ProductHoldings.Grouping
      customers! integer
      name! string
      products! [ProductHoldings.Penetration]: In the order of the products.
    """
}
