import Calendar

/// What a cell would hold if it held something else.
public enum OtherCell: Sendable, Equatable {
  case number(Float)
  case text(String)
}

extension CustomerPanel {
  /// The panel with one customer alone, some of whose cells in a month are other ones, to ask what would be if.
  ///
  /// The assets change by what their columns change; a column that others are derived from at reading changes alone.
  ///
  /// - Parameters:
  ///   - cells: by column; a column that the panel does not have is passed over, as is a cell of another kind.
  ///   - assets: the columns that add up to the assets.
  public func alone(_ customer: Int, in month: Month, cells: [String: OtherCell], assets names: [String])
    -> CustomerPanel
  {
    let own = PanelStorage(
      customers: 1, months: monthCount, numberTables: storage.tableBits.map(\.trailingZeroBitCount),
      texts: textColumns.count, attributeNumbers: attributeNumbers.count, attributeTexts: attributeTexts.count
    )
    own.copyFirst(from: storage, customer: customer)
    var (levels, attributes) = (textLevels, attributeLevels)
    for (name, cell) in cells {
      switch cell {
      case .number(let value):
        if let column = numberColumns.firstIndex(where: { $0.name == name }), let index = index(of: month) {
          let before = number(customer, month, column: column)
          own.presence.view[index] |= own.tableBits[column]
          own.numbers.view[index * numberColumns.count + column] = value
          if names.contains(name) {
            own.assets.view[index] += Double(value) - (before.isNaN ? 0 : Double(before))
          }
        } else if let column = attributeNumbers.firstIndex(where: { $0.name == name }) {
          own.attributeNumbers.view[column] = value
        }
      case .text(let text):
        if let column = textColumns.firstIndex(of: name), let index = index(of: month) {
          own.texts.view[index * textColumns.count + column] = Self.code(of: text, among: &levels[column])
        } else if let column = attributeTexts.firstIndex(of: name) {
          own.attributeTexts.view[column] = Self.code(of: text, among: &attributes[column])
        }
      }
    }
    return CustomerPanel(
      customers: CustomerKeys([customers[customer]]), firstMonth: firstMonth, monthCount: monthCount,
      numberColumns: numberColumns, textColumns: textColumns, textLevels: levels,
      attributeNumbers: attributeNumbers, attributeTexts: attributeTexts, attributeLevels: attributes,
      monthsPresent: monthsPresent, snapshots: snapshots, namedCustomers: namedCustomers, columns: columns,
      report: report, storage: own)
  }

  /// The code of a text, which gets one where it is new; an empty text is a missing one.
  private static func code(of text: String, among levels: inout [String]) -> UInt32 {
    if text.isEmpty { return 0 }
    if let known = levels.firstIndex(of: text) { return UInt32(known + 1) }
    levels.append(text)
    return UInt32(levels.count)
  }
}
