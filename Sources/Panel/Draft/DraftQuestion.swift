import Calendar

/// What somebody has to decide or to look at before a draft of a configuration is used.
public enum DraftQuestion: Sendable, Equatable {
  /// The panel cannot be read by the draft, and why.
  case unreadable(String)
  /// The names of files say the month and not its year.
  case yearAssumed(Int, isInPath: Bool)
  /// Neither a column nor the name of a file says the month.
  case monthAssumed(file: String, Month)
  /// The column that names customers was chosen without knowing its name.
  case customerGuessed(String)
  /// Assets were chosen by what their columns are called.
  case assetsByName([String], others: [String])
  /// Assets were chosen because their columns hold amounts.
  case assetsByMagnitude([String])
  /// No column looks like assets.
  case noAssets
  /// One column is the sum of those that were chosen.
  case sumOfAssets(String)
  /// Amounts of a column are multiplied, by its unit.
  case unit(column: String, unit: String, factor: Double, name: String)
  /// Some customers have several rows in a month.
  case severalRows(file: String)
  /// Columns that hold a month each stand side by side.
  case monthsSideBySide([String])
  /// Files without a month, while others have one.
  case withoutMonth([String])
  /// Columns of several tables have a name, and are called otherwise in one of them.
  case renamed([String: String])
  /// There are few months.
  case fewMonths(Int, window: Int)
  /// Nobody is above the floor.
  case nobodyAboveFloor(Double)

  /// The question as sentences; the keys of the configuration are the same in all languages.
  public func text(in language: Language) -> String {
    func list(_ names: some Sequence<String>) -> String {
      names.map { "“\($0)”" }.joined(separator: language.text("、", ", "))
    }
    func key(_ names: [String]) -> String { "assets: [\(names.joined(separator: ", "))]" }
    switch self {
    case .unreadable(let problem):
      return language.text("按本草稿尚不能读取数据：\(problem)", "The panel cannot be read by this draft yet: \(problem)")
    case .yearAssumed(let year, let isInPath):
      return isInPath
        ? language.text(
          "文件名只有月份，年份 \(year) 取自路径：是否正确？请改 `files` 中的月份。",
          "The files' names say the month alone; the year \(year) is taken from their path. Is it right? If not, change the months under "
            + "`files`.")
        : language.text(
          "文件名只有月份而没有年份，暂记为 \(year) 年：请在 `files` 中改为真实年份。",
          "The files' names say the month and no year; \(year) stands for it. Write the true year under `files`."
        )
    case .monthAssumed(let file, let month):
      return language.text(
        "“\(file)”的列和文件名都没有月份，暂记为 \(month)：请在 `files` 中改为真实月份；按月各有一个文件时，请列出每个月。",
        "Neither a column nor the name of “\(file)” says its month; \(month) stands for it. Write the true one under `files`, with a file for each month."
      )
    case .customerGuessed(let name):
      return language.text(
        "“\(name)”是否为客户号？它看起来像主键。若不是，请改 `customer`。",
        "Does “\(name)” name the customer? It looks like a key. If not, change `customer`.")
    case .assetsByName(let names, let others):
      let more =
        others.isEmpty
        ? ""
        : language.text(
          "也可考虑：`\(key(others))`。", " Instead or besides: `\(key(others))`.")
      return language.text(
        "资产由 \(list(names)) 相加（按列名选取）：是否齐全，有无负债或重复？\(more)",
        "Assets are \(list(names)), chosen by their names. Is anything missing, a debt, or counted twice?\(more)"
      )
    case .assetsByMagnitude(let names):
      return language.text(
        "列名看不出资产，暂将金额列 \(list(names)) 相加：请从 `assets` 中去掉贷款、流水等不是资产的列。",
        "No name says which columns are assets; those that hold amounts are added up: \(list(names)). Take those that are none, such as loans "
          + "and payments, out of `assets`.")
    case .noAssets:
      return language.text(
        "没有像资产的数值列：请在 `assets` 中写出相加为客户资产的列。",
        "No column of numbers looks like assets; name under `assets` those that add up to a customer's assets."
      )
    case .sumOfAssets(let name):
      return language.text(
        "“\(name)”等于各资产列之和，未重复计入；只用它也可以：`\(key([name]))`。",
        "“\(name)” is the sum of these assets and is not counted besides; it alone would do: `\(key([name]))`."
      )
    case .unit(let column, let unit, let factor, let name):
      return language.text(
        "“\(column)”以\(unit)为单位，乘以 \(Int(factor)) 后成为“\(name)”：是否正确？",
        "“\(column)” is in units of \(unit); it is multiplied by \(Int(factor)) and called “\(name)”. Is that right?"
      )
    case .severalRows(let file):
      return language.text(
        "“\(file)”中有客户在同一月有多行：若每行是一个账户或产品，请先用 `churn aggregate` 汇总；若是重复，请设 `duplicates`。",
        "In “\(file)” some customers have several rows in a month. If each is an account or a product, make a row of them first, with "
          + "`churn aggregate`; if they are repeated, say which to keep with `duplicates`.")
    case .monthsSideBySide(let columns):
      return language.text(
        "\(list(columns)) 像是各月并列的列：请导出为每客户每月一行，或每月一个文件。",
        "\(list(columns)) look like a column for each month; export a row for each customer and month, or a file for each month."
      )
    case .withoutMonth(let files):
      return language.text(
        "\(list(files)) 没有月份，按客户属性读取，各月取值相同：若其内容晚于快照月份，请从 `attributes` 中删去，否则会泄露结果。",
        "\(list(files)) have no month and are read as attributes, the same in all months. If they are later than the snapshot months, take them "
          + "out of `attributes`: they would give the outcome away.")
    case .renamed(let names):
      let pairs = names.sorted { $0.key < $1.key }.map { "\($0.value) → \($0.key)" }.joined(separator: ", ")
      return language.text("同名的列已改名：\(pairs)。", "Columns of the same name are called otherwise: \(pairs).")
    case .fewMonths(let count, let window):
      return language.text(
        "只有 \(count) 个月，`window` 取 \(window)：月份越多，结果越可靠。",
        "There are \(count) months, so `window` is \(window); with more of them the figures are worth more.")
    case .nobodyAboveFloor(let floor):
      return language.text(
        "没有客户高于资产门槛 \(NumberText.amount(floor))：金额是否以万元为单位？请改 `floor`，或在 `derive` 中换算。",
        "No customer is above the floor of \(NumberText.amount(floor)). Are amounts in 万元? Change `floor`, or convert them under `derive`."
      )
    }
  }
}
