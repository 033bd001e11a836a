import Calendar

extension DraftQuestion {
  private static func list(_ names: [String]) -> String { names.map { "“\($0)”" }.joined(separator: "、") }

  /// The key that other assets would be chosen by.
  static func key(_ names: [String]) -> String { "assets: [\(names.joined(separator: ", "))]" }

  /// What columns are called in the files and in the configuration.
  static func pairs(_ names: [String: String]) -> String {
    names.sorted { $0.key < $1.key }.map { "\($0.value) → \($0.key)" }.joined(separator: ", ")
  }

  /// The question in Chinese.
  var chinese: String {
    switch self {
    case .unreadable(let problem): "按本草稿尚不能读取数据：\(problem)"
    case .yearAssumed(let year, isInPath: true): "文件名只有月份，年份 \(year) 取自路径：是否正确？否则请改 `files` 中的月份。"
    case .yearAssumed(let year, isInPath: false):
      "文件名只有月份而没有年份，暂记为 \(year) 年：请在 `files` 中改为真实年份。"
    case .monthAssumed(let file, let month):
      "“\(file)”的列和文件名都没有月份，暂记为 \(month)：请在 `files` 中改为真实月份；按月各有一个文件时，请列出每个月。"
    case .customerGuessed(let name): "“\(name)”是否为客户号？它看起来像主键。若不是，请改 `customer`。"
    case .assetsByName(let names, let others):
      "资产由 \(Self.list(names)) 相加（按列名选取）：是否齐全，有无负债或重复？"
        + (others.isEmpty ? "" : "也可考虑：`\(DraftQuestion.key(others))`。")
    case .assetsByMagnitude(let names):
      "列名看不出资产，暂将金额列 \(Self.list(names)) 相加：请从 `assets` 中去掉贷款、流水等不是资产的列。"
    case .noAssets: "没有像资产的数值列：请在 `assets` 中写出相加为客户资产的列。"
    case .sumOfAssets(let name):
      "“\(name)”等于各资产列之和，未重复计入；只用它也可以：`\(DraftQuestion.key([name]))`。"
    case .unit(let column, let unit, let factor, let name):
      "“\(column)”以\(unit)为单位，乘以 \(Int(factor)) 后成为“\(name)”：是否正确？"
    case .severalRows(let file):
      "“\(file)”中有客户在同一月有多行：若每行是一个账户或产品，请先用 `churn aggregate` 汇总；若是重复，请设 `duplicates`。"
    case .monthsSideBySide(let columns):
      "\(Self.list(columns)) 像是各月并列的列：请导出为每客户每月一行，或每月一个文件。"
    case .withoutMonth(let files):
      "\(Self.list(files)) 没有月份，按客户属性读取，各月取值相同：若其内容晚于快照月份，请从 `attributes` 中删去，否则会泄露结果。"
    case .renamed(let names): "同名的列已改名：\(DraftQuestion.pairs(names))。"
    case .fewMonths(1, _): "只有一个月，而结果要到下一个月才能看到：请再提供一个月。"
    case .fewMonths(let count, let window): "只有 \(count) 个月，`window` 取 \(window)：月份越多，结果越可靠。"
    case .nobodyAboveFloor(let floor):
      "没有客户高于资产门槛 \(NumberText.amount(floor))：金额是否以万元为单位？请改 `floor`，或在 `derive` 中换算。"
    }
  }
}
