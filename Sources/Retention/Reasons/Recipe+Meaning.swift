import Calendar
import Configuration
import Variables

extension Recipe {
  /// What the variable is, in a few words for a table of variables: “demand deposits, ratio over three months”.
  public func meaning(in language: Language) -> String {
    let wording = Wording(language: language)
    let column = ColumnWords(column: columns.first ?? name, isMoney: false, language: language)
    func say(_ chinese: String, _ english: String) -> String { wording.say(zh: chinese, en: english) }
    func ofColumn(_ chinese: String, _ english: String) -> String {
      say("\(column.name)\(column.chineseSpace)\(chinese)", "\(column.name), \(english)")
    }
    let over = months.map { say("\(wording.months($0))的", " over \(wording.months($0))") } ?? ""
    let last = months.map { wording.lastMonths($0) } ?? say("窗口内", "the window")
    return switch function {
    case .level, .category: column.name
    case .shareOfAssets: ofColumn("占资产的比例", "share of assets")
    case .change: ofColumn("\(over)变化额", "change\(over)")
    case .ratio: ofColumn("\(over)变化倍数", "ratio\(over)")
    case .slope: ofColumn("在窗口内的趋势", "trend within the window")
    case .volatility: ofColumn("在窗口内的波动", "volatility within the window")
    case .drawdown: ofColumn("低于窗口内最高点的幅度", "fall from the peak of the window")
    case .monthsSincePeak: ofColumn("距窗口内最高点的月数", "months since the peak of the window")
    case .monthsSinceLargeOutflow: ofColumn("距最近一次大幅流出的月数", "months since the latest large outflow")
    case .zeroMonths: ofColumn("在窗口内为零的月数", "months at zero within the window")
    case .sum: ofColumn("\(last)合计", "sum over \(last)")
    case .sumAgainstAssets: ofColumn("\(last)合计与资产之比", "sum over \(last) against assets")
    case .netFlowAgainstAssets: say("\(last)净转入与资产之比", "net flow over \(last) against assets")
    case .regularity: ofColumn("在窗口内大于零的月份占比", "share of the window's months above zero")
    case .recentAgainstUsual: ofColumn("与此前月均之比", "against the mean of the months before")
    case .distanceToFloor: say("资产高出门槛的幅度", "distance of assets to the floor")
    case .distanceToTierAbove: say("距上一层级的差距", "distance to the tier above")
    case .distanceToTierBelow: say("高出本层级起点的幅度", "distance to the start of the own tier")
    case .tenure: say("成为客户的月数", "months with the bank")
    case .firstHundredDays: say("是否在开户一百天内", "whether within the first hundred days")
    case .ageBand: say("年龄段", "age band")
    case .monthOfYear: say("下月是一年中的第几个月", "month of the year that follows")
    }
  }
}
