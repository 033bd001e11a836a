import Calendar
import Configuration
import Variables

/// A variable's value in a few words, without saying what it means for a loss: “mobile log-ins: 12 (higher than usual)”.
///
/// For lists that ask another question than the loss list.
public struct VariableRemark: Sendable {
  public let recipe: Recipe
  /// Where the middle half of the customers learnt from lies; nil for categories and constants.
  public let usual: ClosedRange<Double>?
  private let wording: Wording
  private let column: ColumnWords

  public init(recipe: Recipe, usual: ClosedRange<Double>?, isMoney: Bool, language: Language) {
    self.recipe = recipe
    self.usual = usual
    wording = Wording(language: language)
    column = ColumnWords(column: recipe.columns.first ?? recipe.name, isMoney: isMoney, language: language)
  }

  /// The remark on a customer's value; nil where it is missing.
  public func text(_ value: Float) -> String? {
    guard let shown = amount(Double(value)) else { return nil }
    let meaning = recipe.meaning(in: wording.language)
    return wording.say(zh: "\(meaning)：\(shown)", en: "\(meaning): \(shown)") + comparison(Double(value))
  }

  /// The value alone, in its unit; nil where it is missing.
  public func amount(_ value: Double) -> String? {
    if value.isNaN { return nil }
    if let levels = recipe.levels {
      return levels.indices.contains(Int(value)) ? levels[Int(value)] : nil
    }
    return switch recipe.function {
    case .level, .sum: column.amount(value, wording)
    case .change: column.amount(value, wording)
    case .shareOfAssets, .drawdown, .sumAgainstAssets, .netFlowAgainstAssets, .regularity, .distanceToFloor,
      .distanceToTierAbove, .distanceToTierBelow:
      wording.percent(value)
    case .ratio, .recentAgainstUsual: wording.multiple(value)
    case .monthsSincePeak, .monthsSinceLargeOutflow, .zeroMonths, .tenure:
      wording.duration(months: Int(value.rounded()))
    case .firstHundredDays: value == 1 ? wording.say(zh: "是", en: "yes") : wording.say(zh: "否", en: "no")
    case .monthOfYear: wording.monthName(number: Int(value))
    case .slope, .volatility, .ageBand, .category: wording.number(value)
    }
  }

  private func comparison(_ value: Double) -> String {
    guard let usual, recipe.function != .firstHundredDays, recipe.function != .monthOfYear else { return "" }
    if value > usual.upperBound { return wording.say(zh: "（高于一般水平）", en: " (higher than usual)") }
    if value < usual.lowerBound { return wording.say(zh: "（低于一般水平）", en: " (lower than usual)") }
    return ""
  }
}
