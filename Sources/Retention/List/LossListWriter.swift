import Calendar
import Configuration
import SystemIO

/// Writes the loss list as comma-separated values, entry after entry, so that a list of any length needs no memory.
///
/// Probabilities have six decimals, money has two. Texts that a spreadsheet would run as a formula begin with an
/// apostrophe; a customer number that is a plain number stays as it is.
public final class LossListWriter {
  /// Which columns a list has.
  public enum Layout: Sendable, Equatable {
    /// `rank, customer_id, month, probability, expected_loss, assets, tier, reason_1…3, manager, branch`.
    case bank
    /// The same and `control`: yes for customers who are held out, not to be contacted.
    case bankWithControl
    /// Of another question than the loss: `rank, customer_id, month, probability, expected_gain` (or `expected_outflow`),
    /// `assets, tier, next_tier, missing_to_next_tier, reason_1…3, manager, branch`, and `control` where one is drawn.
    case question(money: Question.Money, hasControl: Bool)
    /// Of a calendar of several questions: `rank, customer_id, month, question, probability, expected_money, assets, tier,
    /// reason_1…3, manager, branch`, and `control` where one is drawn.
    case calendar(hasControl: Bool)
    /// `rank`, the key under its own name, `probability, reason_1…3`; of a scorecard with these variables `points` besides,
    /// and what they are the sum of: `base_points` and `points_` of each variable.
    case table(key: String, scorecard: [String]? = nil)

    /// The columns of a question's list.
    public init(_ asked: AskedQuestion, hasControl: Bool) {
      self =
        asked.isLoss
        ? hasControl ? .bankWithControl : .bank : .question(money: asked.money, hasControl: hasControl)
    }

    /// Whether it says who is held out.
    var hasControl: Bool {
      switch self {
      case .bankWithControl, .question(_, hasControl: true), .calendar(hasControl: true): true
      case .bank, .question, .calendar, .table: false
      }
    }

    /// Names and kinds of the columns.
    public var columns: [WrittenColumn] {
      let reasons = (1...LossListWriter.reasonCount).map { WrittenColumn("reason_\($0)") }
      let (rank, probability) = (WrittenColumn("rank", .whole), WrittenColumn("probability", .number))
      switch self {
      case .bank:
        return [
          rank, .init("customer_id"), .init(Layout.month), probability, .init("expected_loss", .number),
          .init("assets", .number), .init("tier"),
        ] + reasons + [.init("manager"), .init("branch")]
      case .bankWithControl: return Layout.bank.columns + [.init("control")]
      case .question(let money, let hasControl):
        return [
          rank, .init("customer_id"), .init(Layout.month), probability,
          .init(money == .gained ? "expected_gain" : "expected_outflow", .number), .init("assets", .number),
          .init("tier"), .init("next_tier"), .init("missing_to_next_tier", .number),
        ] + reasons + [.init("manager"), .init("branch")] + (hasControl ? [.init("control")] : [])
      case .calendar(let hasControl):
        return [
          rank, .init("customer_id"), .init(Layout.month), .init("question"), probability,
          .init("expected_money", .number), .init("assets", .number), .init("tier"),
        ] + reasons + [.init("manager"), .init("branch")] + (hasControl ? [.init("control")] : [])
      case .table(let key, let scorecard):
        guard let scorecard else { return [rank, .init(key), probability] + reasons }
        return [rank, .init(key), probability, .init("points", .whole)] + reasons
          + [.init("base_points", .whole)] + scorecard.map { .init("points_\($0)", .whole) }
      }
    }

    /// The column of the month at risk.
    public static let month = "month"
  }

  /// Reasons per customer.
  public static let reasonCount = 3

  private let writer: any RowWriter
  private let layout: Layout
  private var month: (value: Month, text: String)?
  /// Entries written so far.
  public private(set) var count = 0

  /// - Parameter rows: of a table with the layout's columns.
  public init(to rows: any RowWriter, layout: Layout) { (writer, self.layout) = (rows, layout) }

  /// Writes the next entry, whose rank is its number in the file.
  public func write(_ entry: LossEntry) throws {
    count += 1
    writer.decimal(Double(count), places: 0)
    writeKey(entry.customer)
    switch layout {
    case .bank, .bankWithControl, .question, .calendar:
      writer.number(entry.monthAtRisk.map(text) ?? "")
      if case .calendar = layout { writer.text(entry.contact?.question ?? "") }
      writer.decimal(entry.probability, places: 6)
      let money = if case .calendar = layout { entry.contact?.money } else { entry.expectedLoss }
      writer.decimal(money ?? .nan, places: 2)
      writer.decimal(entry.assets ?? .nan, places: 2)
      writer.text(entry.tier ?? "")
      if case .question = layout {
        writer.text(entry.nextTier?.name ?? "")
        writer.decimal(entry.nextTier?.missing ?? .nan, places: 2)
      }
      writeReasons(entry.reasons)
      writer.text(entry.manager ?? "")
      writer.text(entry.branch ?? "")
      if layout.hasControl { writer.text(entry.isControl == true ? "yes" : "no") }
    case .table:
      writer.decimal(entry.probability, places: 6)
      if let points = entry.points { writer.decimal(points.reduce(0, +), places: 0) }
      writeReasons(entry.reasons)
      for points in entry.points ?? [] { writer.decimal(points, places: 0) }
    }
    try writer.endRow()
  }

  private func writeReasons(_ reasons: [Reason]) {
    for index in 0..<Self.reasonCount { writer.text(index < reasons.count ? reasons[index].text : "") }
  }

  private func writeKey(_ key: String) {
    // Only signs need the check: without one, a number is written the same as any text.
    guard let first = key.utf8.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else {
      return writer.text(key)
    }
    var digits = 0
    var points = 0
    for byte in key.utf8.dropFirst() {
      if byte &- 48 < 10 {
        digits += 1
      } else if byte == UInt8(ascii: ".") {
        points += 1
      } else {
        return writer.text(key)
      }
    }
    if digits > 0, points < 2 { writer.number(key) } else { writer.text(key) }
  }

  private func text(_ month: Month) -> String {
    if let known = self.month, known.value == month { return known.text }
    let text = month.description
    self.month = (month, text)
    return text
  }
}
