/// How the levels of categories become numbers; what each key does stands in ``settings``.
public struct LevelSettings: Hashable, SettingsSection {
  public var lossRates = true
  public var columns = 3
  public var combinations = 96
  public var priorRows = 5.0
  public var orders = 4

  public init() {}
}

extension LevelSettings {
  static let settings: [Setting<LevelSettings>] = [
    .init(
      "loss_rates", \.lossRates, .flag,
      "Whether categories of 32 and more levels also become loss rates and frequencies of their levels, and combinations of "
        + "categories are tried; otherwise columns of more than 255 levels are left out."),
    .init(
      "columns", \.columns, .whole(1...3), "Most categories whose levels are taken together; 1: none are."),
    .init(
      "combinations", \.combinations, .whole(0...1000),
      "Most combinations of categories in a model, and beyond 32 no more than 10 million divided by the rows; they stay where they "
        + "do better on the validation months."),
    .init(
      "prior_rows", \.priorRows, .number(.positive),
      "How many rows of the mean loss rate are added to those of a level, so that a level of few rows stays near it."
    ),
    .init(
      "orders", \.orders, .whole(1...64),
      "In how many drawn orders the rows of a training see those before them, each tree in the next one; where rows have "
        + "months or times there is but theirs."),
  ]
}
