/// The configuration that goes with a simulated panel.
enum BankFile {
  static func text(for options: SimulationOptions) -> String {
    """
    # A simulated bank: \(options.customers) customers, \(options.months) months from \(options.firstMonth), \
    seed \(options.seed).
    panel:                                # tables with a row per customer and month
      - files: panel_*.csv
        customer: customer_id
        month: month
    assets: [demand, time, wealth]        # columns that add up to a customer's assets
    floor: 200000
    loss: { rule: drop, share: 0.20, sudden: { share: 0.5, quiet_months: 3, band: 0.10 } }
    window: 6
    unreadable: \(options.unreadableShare > 0 ? "missing" : "error")
    language: \(options.language.rawValue)

    """
  }
}
