import Calendar
import Configuration
import Variables

/// A variable's value in a few words, without saying what it means for a loss: “mobile log-ins: 12 (higher than usual)”.
///
/// For lists that ask another question than the loss list.
public struct VariableRemark: Sendable {
  public let recipe: Recipe
  /// Where the middle half of the training customers lies; nil for categories and constants.
  public let usual: ClosedRange<Double>?
  private let names: [String: String]
  private let wording: Wording
  private let column: ColumnWords

  /// - Parameter names: what the bank calls columns of its own.
  public init(
    recipe: Recipe, usual: ClosedRange<Double>?, isMoney: Bool, language: Language,
    names: [String: String] = [:]
  ) {
    self.recipe = recipe
    self.usual = usual
    self.names = names
    wording = Wording(language: language)
    column = ColumnWords(recipe, isMoney: isMoney, language: language, names: names)
  }

  /// What the variable is.
  var meaning: String { recipe.meaning(in: wording.language, names: names) }

  /// The value and how it compares, or that it is not known.
  func valueText(_ value: Double) -> String {
    amount(value).map { $0 + comparison(value) }
      ?? (value.isNaN ? wording.language.text("未知", "unknown") : wording.language.text("其他", "other"))
  }

  /// The remark on a customer's value; nil where it is missing.
  public func text(_ value: Float) -> String? {
    guard let shown = amount(Double(value)) else { return nil }
    return wording.language.text("\(meaning)：\(shown)", "\(meaning): \(shown)") + comparison(Double(value))
  }

  /// The remark on a value that tells something: a category's, or one outside the middle half that is not zero.
  public func tellingText(_ value: Float) -> String? {
    let isTelling = recipe.isCategory || (value != 0 && !comparison(Double(value)).isEmpty)
    return isTelling ? text(value) : nil
  }

  /// The value alone, in its unit; nil where it is missing.
  public func amount(_ value: Double) -> String? {
    if value.isNaN { return nil }
    if recipe.isCategory { return Int(exactly: value).flatMap { recipe.levelText($0) } }
    return switch recipe.function.descriptor.unit {
    case .amount: column.amount(value, wording)
    case .share: wording.percent(value)
    case .ratio: wording.multiple(value)
    case .months: wording.duration(months: Int(value.rounded()))
    case .days:
      wording.language.text("\(wording.number(value)) 天", "\(wording.number(value)) days")
    case .flag: value == 1 ? wording.language.text("是", "yes") : wording.language.text("否", "no")
    case .monthOfYear: wording.monthName(number: Int(value))
    case .code, .number: wording.number(value)
    }
  }

  private func comparison(_ value: Double) -> String {
    switch recipe.function.descriptor.unit {
    case .flag, .monthOfYear: ""
    case .amount, .share, .ratio, .months, .days, .code, .number: wording.comparison(value, with: usual)
    }
  }
}
