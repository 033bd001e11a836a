/// Says what was simulated, in the folder itself: enough to make the same bytes again.
enum SimulationNote {
  static func text(for options: SimulationOptions, rows: Int) -> String {
    """
    A simulated panel; the customers do not exist.
    customers: \(options.customers)
    months: \(options.months)
    first month: \(options.firstMonth)
    seed: \(options.seed)
    share of customers above the floor at first: \(options.aboveFloorShare)
    share of farming customers: \(options.farmShare)
    share of oddly written or missing amounts: \(options.dirtyShare)
    share of unreadable amounts: \(options.unreadableShare)
    extended columns: \(options.extended ? "yes" : "no")
    truth: \(options.truth ? "yes" : "no")
    rows: \(rows)

    """
  }
}
