import Panel

extension PanelRequest {
  /// Asks for all that an explanation of one customer tells: the customer whatever the assets, a longer history, and the
  /// customers of the month before, whose outcomes are known.
  ///
  /// - Parameter window: months that variables look at.
  public mutating func explain(_ customer: String, window: Int) {
    keptCustomers.insert(customer)
    keepsMonthBefore = true
    monthsCounted = 0
    history = max(history, window + 1, CustomerHistory.mostMonths)
  }
}
