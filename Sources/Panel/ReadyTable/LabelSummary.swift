import Calendar
import Configuration
import Messages
import Tabular

/// What the label column of a ready-made table holds.
public struct LabelSummary: Sendable, Equatable, Codable {
  public var column: String
  /// The text that counts as a loss; nil: the column is to hold 0 and 1.
  public var positive: String?
  /// The commonest values, and how many further ones there are.
  public var values: [TextCount]
  public var furtherValues: Int
  public var missing: Int
  /// Rows that are a loss and rows that are none; nil where the column cannot be read as a label.
  public var losses: Int?
  public var kept: Int?

  /// How many of the commonest values are told.
  static let mostValues = 10

  /// Share of losses among the rows with a label.
  public var lossRate: Double? {
    guard let losses, let kept, losses + kept > 0 else { return nil }
    return Double(losses) / Double(losses + kept)
  }

  /// What stands in the way of using the column; nil: nothing.
  private var obstacle: Obstacle? {
    guard let losses, let kept else { return .undecided }
    if losses == 0 { return positive.map(Obstacle.neverMet) ?? .noLoss }
    return kept == 0 ? .onlyLosses : nil
  }

  private enum Obstacle {
    /// It holds other texts than 0 and 1, and nobody has said which of them counts as a loss.
    case undecided
    /// The text that counts as a loss.
    case neverMet(String)
    case noLoss, onlyLosses
  }

  /// Whether the column can be used.
  public var isUsable: Bool { obstacle == nil }

  /// What stands in the way of using the column, in a sentence; nil: nothing.
  public func problem(in language: Language) -> Sentence? {
    let shown = values.prefix(LabelSummary.mostValues).map { "“\($0.text)”" }
    let found = shown.joined(separator: language.text("、", ", "))
    let isChinese = language == .chinese
    return switch obstacle {
    case .undecided:
      isChinese
        ? "标签“\(column)”的取值为\(found)\(furtherValues > 0 ? "等" : "")，不只是 0 和 1；请用 \(RunInput.positive.named()) 指明哪一个算流失。"
        : "The label “\(column)” holds \(found)\(furtherValues > 0 ? ", …" : "") and not 0 and 1 alone; say"
          + "\(RunInput.positive.given(as: values.last.map { "'\($0.text)'" })) which of them counts as a loss."
    case .neverMet(let text):
      isChinese
        ? "标签“\(column)”中没有指明算流失的“\(text)”；取值为\(found)。"
        : "No cell of the label “\(column)” reads “\(text)”, which is said to count as a loss; cells read \(found)."
    case .noLoss:
      isChinese
        ? "数据表中没有流失：标签“\(column)”全为 0。"
        : "No row of the table is a loss: all labels in “\(column)” are 0."
    case .onlyLosses:
      isChinese
        ? "按标签“\(column)”，数据表全部为流失，无从区分。"
        : "All rows of the table are losses by “\(column)”: there is nothing to tell apart."
    case nil: nil
    }
  }
}

extension ReadyTable.TextColumn {
  /// What the column would be as the label.
  ///
  /// - Parameters:
  ///   - positive: the text that counts as a loss; nil: the label is 0 or 1, or true or false.
  ///   - missing: texts that stand for a missing value besides the usual ones.
  public func labelSummary(positive: String?, missing: [String]) -> LabelSummary {
    let label = LabelCell(
      positive: positive, number: NumberCell(missingTexts: MissingTexts.inTexts.adding(missing)))
    let values = commonTexts(most: .max)
    var summary = LabelSummary(
      column: name, positive: positive, values: Array(values.prefix(LabelSummary.mostValues)),
      furtherValues: max(0, values.count - LabelSummary.mostValues), missing: codes.count { $0 == 0 })
    var (losses, kept, unreadable) = (0, 0, 0)
    for value in values {
      switch Double(value.text).flatMap(label.value(ofNumber:)) ?? label.value(ofText: value.text) {
      case .label(1): losses += value.rows
      case .label: kept += value.rows
      case .missing: summary.missing += value.rows
      case .unreadable, .wrongEncoding: unreadable += value.rows
      }
    }
    if unreadable == 0 { (summary.losses, summary.kept) = (losses, kept) }
    return summary
  }
}
