import Calendar
import Configuration

/// Says keep, watch or drop of a variable, and why.
struct VerdictMaker {
  let limits: AnalysisLimits
  /// How the variable gives the label away; nil where it does not.
  var leak: Leak?

  /// - Parameter isSumOfKept: whether the variables that are not dropped add up to it.
  func verdict(on variable: VariableAnalysis, isSumOfKept: Bool = false) -> VariableAnalysis.Verdict {
    let drops = drops(variable)
    if !drops.isEmpty { return VariableAnalysis.Verdict(choice: .drop, reasons: drops) }
    let watches = watches(variable, isSumOfKept: isSumOfKept)
    if !watches.isEmpty { return VariableAnalysis.Verdict(choice: .watch, reasons: watches) }
    return VariableAnalysis.Verdict(choice: .keep, reasons: [praise(variable)])
  }

  private func praise(_ variable: VariableAnalysis) -> Remark {
    let value = three(variable.informationValue)
    var (chinese, english) = (
      "IV \(value)（\(variable.grade.word(in: .chinese))）",
      "IV \(value) (\(variable.grade.word(in: .english)))"
    )
    if let worst = worstShift(variable) {
      chinese += "，稳定（PSI 最大 \(three(worst.psi))）"
      english += ", stable (PSI at most \(three(worst.psi)))"
    }
    return Remark(chinese: chinese + "。", english: english + ".")
  }

  private func drops(_ variable: VariableAnalysis) -> [Remark] {
    var reasons: [Remark] = []
    if variable.missingShare >= limits.mostMissing {
      let share = percent(variable.missingShare)
      reasons.append(
        Remark(chinese: "\(share) 的行缺失。", english: "It is missing in \(share) of the rows."))
    }
    if let leak {
      reasons.append(leak.remark)
    } else if variable.binning.bins.count(where: { $0.counts.rows > 0 }) < 2 {
      return reasons + [
        Remark(chinese: "所有行都在同一箱内，没有区分能力。", english: "All rows lie in one bin: it tells nothing apart.")
      ]
    }
    let value = variable.informationValue
    if value < limits.leastInformation {
      let least = three(limits.leastInformation)
      reasons.append(
        Remark(chinese: "IV \(three(value)) 低于 \(least)。", english: "IV \(three(value)) is below \(least)."))
    } else if value < 2 * variable.chanceValue {
      let chance = three(variable.chanceValue)
      reasons.append(
        Remark(
          chinese: "IV \(three(value)) 与同样箱数偶然得到的值（\(chance)）相差无几。",
          english: "IV \(three(value)) is hardly more than as many bins have by chance (\(chance))."))
    }
    let turned = turned(variable)
    if let worst = worstShift(variable), worst.psi >= limits.droppedShift, !turned.isEmpty {
      let psi = three(worst.psi)
      reasons.append(
        Remark(
          chinese: "分布已漂移（\(worst.name) 的 PSI 为 \(psi)），且在 \(turned.joined(separator: "、")) 排序方向相反。",
          english: "It has moved (PSI \(psi) in \(worst.name)) and ranks losses the other way round in "
            + "\(turned.joined(separator: ", "))."))
    }
    if let leader = variable.representative {
      let correlation = three(leader.correlation)
      reasons.append(
        Remark(
          chinese: "与 IV 更大的 \(leader.name) 说的大致相同（相关系数 \(correlation)）。",
          english:
            "It says much the same as \(leader.name) (correlation \(correlation)), which has the larger IV."))
    }
    return reasons
  }

  private func watches(_ variable: VariableAnalysis, isSumOfKept: Bool) -> [Remark] {
    var reasons: [Remark] = []
    if variable.informationValue >= limits.suspiciousInformation {
      let value = three(variable.informationValue)
      reasons.append(
        Remark(
          chinese: "IV \(value) 高得可疑：请确认它在打分时已经可知。",
          english: "IV \(value) is almost too good: make sure that it is known in time."))
    }
    if let worst = worstShift(variable), worst.psi >= limits.watchedShift {
      let hasMoved = worst.psi >= limits.droppedShift
      let psi = three(worst.psi)
      reasons.append(
        Remark(
          chinese: "分布\(hasMoved ? "已漂移" : "有变动")：\(worst.name) 相对首期的 PSI 为 \(psi)。",
          english:
            "It \(hasMoved ? "has moved" : "moves"): PSI \(psi) in \(worst.name) against the first period."))
    }
    let turned = turned(variable)
    if !turned.isEmpty {
      reasons.append(
        Remark(
          chinese: "在 \(turned.joined(separator: "、")) 排序方向相反。",
          english: "It ranks losses the other way round in \(turned.joined(separator: ", "))."))
    }
    if let worst = weakest(variable), let value = worst.informationValue {
      reasons.append(
        Remark(
          chinese: "\(worst.name) 的 IV 仅为 \(three(value))。",
          english: "In \(worst.name) its IV is only \(three(value))."))
    }
    if isSumOfKept {
      reasons.append(
        Remark(chinese: "其他保留的变量之和就是它。", english: "Other variables that are kept add up to it."))
    } else if let vif = variable.vifAmongKept, vif >= limits.vif {
      reasons.append(
        Remark(
          chinese: "其他保留的变量已能解释它的大部分（VIF \(three(vif))）。",
          english: "Other variables that are kept explain most of it (VIF \(three(vif)))."))
    }
    return reasons
  }

  private func worstShift(_ variable: VariableAnalysis) -> (name: String, psi: Double)? {
    variable.periods.compactMap { period in period.psi.map { (period.name, $0) } }.dropFirst().max {
      $0.1 < $1.1
    }
  }

  private func turned(_ variable: VariableAnalysis) -> [String] {
    variable.periods.filter { ($0.auc ?? 1) < 0.5 }.map(\.name)
  }

  /// The period of the least information value, where that is less than half of the whole and chance does not explain
  /// it: for a normal variable IV = d², and d has the standard error √(1/lost + 1/kept).
  private func weakest(_ variable: VariableAnalysis) -> VariableAnalysis.Period? {
    let whole = variable.informationValue
    let worst = variable.periods.filter { $0.informationValue != nil }.min {
      ($0.informationValue ?? 0) < ($1.informationValue ?? 0)
    }
    guard let worst, let value = worst.informationValue, value < whole / 2 else { return nil }
    let error = 2 * (whole * (1 / worst.counts.lost + 1 / worst.counts.kept)).squareRoot()
    return whole - value > 3 * error ? worst : nil
  }

  private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10)%" }

  private func three(_ value: Double) -> String { Language.fixed(value, decimals: 3) }
}
