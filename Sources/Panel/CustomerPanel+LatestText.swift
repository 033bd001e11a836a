import Calendar

extension CustomerPanel {
  /// A text of the last month, up to one, in which the customer was there; or the attribute of that name.
  public func latestText(_ name: String, of customer: Int, until month: Month) -> String? {
    guard let column = textColumns.firstIndex(of: name) else {
      return attributeTexts.firstIndex(of: name).flatMap { attributeText(customer, column: $0) }
    }
    return (0...(month - firstMonth)).lazy.compactMap { text(customer, month - $0, column: column) }.first
  }
}
