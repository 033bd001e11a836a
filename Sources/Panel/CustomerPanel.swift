import Calendar
import Configuration
import Parallel

/// The customers of a population with their window of months, in memory.
///
/// Customers stand in the order of their keys' bytes, so nothing that is made of a panel depends on the order of rows
/// in the files. Amounts are Float32, as they are trained on; assets, which are summed and compared, are Float64.
public struct CustomerPanel: Sendable {
  public let customers: CustomerKeys
  /// First of the months in memory; months follow each other without gaps.
  public let firstMonth: Month
  public let monthCount: Int
  /// Number and date columns; dates are days since 1970-01-01.
  public let numberColumns: [PanelColumn]
  /// Text columns.
  public let textColumns: [String]
  /// The texts that the codes 1, 2, 3, … of each text column stand for; 0 is missing.
  public let textLevels: [[String]]
  /// Number columns that hold for all months, from the attribute tables.
  public let attributeNumbers: [PanelColumn]
  public let attributeTexts: [String]
  public let attributeLevels: [[String]]
  /// Months of which the files have at least one row.
  public let monthsPresent: Set<Month>
  /// The snapshot months that customers were kept for, in order.
  public let snapshots: [Month]
  /// Those of ``PanelRequest/namedCustomers`` that have a row in any of the months looked at, whatever their assets.
  public let namedCustomers: Set<String>
  /// All columns, those of attribute tables included.
  public let columns: [PanelColumn]
  public let report: CleaningReport

  let storage: PanelStorage

  public var customerCount: Int { customers.count }
  public var lastMonth: Month { firstMonth + (monthCount - 1) }

  /// The index of a month in memory.
  @inlinable
  public func index(of month: Month) -> Int? {
    let index = month - firstMonth
    return index >= 0 && index < monthCount ? index : nil
  }

  /// A customer's assets in a month; nil where the customer is absent or a cell of the assets is missing.
  public func assets(_ customer: Int, _ month: Month) -> Double? {
    guard let index = index(of: month), isPresent(customer, monthIndex: index) else { return nil }
    let value = storage.assets.view[customer * monthCount + index]
    return value.isNaN ? nil : value
  }

  /// Whether any table has a row of the customer in the month.
  public func isPresent(_ customer: Int, _ month: Month) -> Bool {
    index(of: month).map { isPresent(customer, monthIndex: $0) } ?? false
  }

  func isPresent(_ customer: Int, monthIndex: Int) -> Bool {
    storage.presence.view[customer * monthCount + monthIndex] != 0
  }

  /// The number of a customer in a month, NaN where it is missing.
  public func number(_ customer: Int, _ month: Month, column: Int) -> Float {
    guard let index = index(of: month) else { return .nan }
    let row = customer * monthCount + index
    guard storage.presence.view[row] & storage.tableBits[column] != 0 else { return .nan }
    return storage.numbers.view[row * numberColumns.count + column]
  }

  /// The text of a customer in a month; nil where it is missing.
  public func text(_ customer: Int, _ month: Month, column: Int) -> String? {
    guard let index = index(of: month) else { return nil }
    let code = storage.texts.view[(customer * monthCount + index) * textColumns.count + column]
    return code == 0 ? nil : textLevels[column][Int(code) - 1]
  }

  /// The number of an attribute, NaN where it is missing.
  public func attributeNumber(_ customer: Int, column: Int) -> Float {
    storage.attributeNumbers.view[customer * attributeNumbers.count + column]
  }

  /// The text of an attribute; nil where it is missing.
  public func attributeText(_ customer: Int, column: Int) -> String? {
    let code = storage.attributeTexts.view[customer * attributeTexts.count + column]
    return code == 0 ? nil : attributeLevels[column][Int(code) - 1]
  }
}

/// The cells of a panel, customer after customer and month after month.
///
/// Rooms that make variables of millions of cells read them here; element (customer, month, column) stands at
/// `(customer * monthCount + month) * columns + column`.
public final class PanelStorage: @unchecked Sendable {
  /// Assets of (customer, month); NaN where a cell of them is missing, without meaning where nothing is present.
  public let assets: AlignedArray<Double>
  /// Bit `i` is set where table `i` has a row of (customer, month).
  public let presence: AlignedArray<UInt32>
  /// Numbers of (customer, month, column), without meaning where the column's table has no row.
  public let numbers: AlignedArray<Float>
  /// The bit in ``presence`` of each number column's table.
  public let tableBits: [UInt32]
  /// Codes of (customer, month, column); 0 is missing.
  public let texts: AlignedArray<UInt32>
  /// Numbers of (customer, attribute); NaN is missing.
  public let attributeNumbers: AlignedArray<Float>
  /// Codes of (customer, attribute); 0 is missing.
  public let attributeTexts: AlignedArray<UInt32>

  init(
    customers: Int, months: Int, numberTables: [Int], texts: Int, attributeNumbers: Int, attributeTexts: Int
  ) {
    assets = AlignedArray(count: customers * months)
    presence = AlignedArray(count: customers * months)
    numbers = AlignedArray(count: customers * months * numberTables.count)
    tableBits = numberTables.map { 1 << UInt32($0) }
    self.texts = AlignedArray(count: customers * months * texts)
    self.attributeNumbers = AlignedArray(count: customers * attributeNumbers, repeating: .nan)
    self.attributeTexts = AlignedArray(count: customers * attributeTexts)
  }

  /// Takes over the cells of another storage's customer, for the first of this one, which has the same columns and months.
  func copyFirst(from other: PanelStorage, customer: Int) {
    func copy<Cell: BitwiseCopyable>(_ path: KeyPath<PanelStorage, AlignedArray<Cell>>, per count: Int) {
      let (from, to) = (other[keyPath: path].view, self[keyPath: path].view)
      for index in 0..<count { to[index] = from[customer * count + index] }
    }
    copy(\.presence, per: presence.count)
    copy(\.texts, per: texts.count)
    copy(\.assets, per: assets.count)
    copy(\.numbers, per: numbers.count)
    copy(\.attributeNumbers, per: attributeNumbers.count)
    copy(\.attributeTexts, per: attributeTexts.count)
  }
}

extension CustomerPanel {
  /// The cells, for rooms that read many of them.
  public var cells: PanelStorage { storage }
}
