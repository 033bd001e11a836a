/// Says keep, watch or drop of a variable, and why.
struct VerdictMaker {
  let limits: AnalysisLimits

  /// - Parameter isSumOfKept: whether the variables that are not dropped add up to it.
  func verdict(on variable: VariableAnalysis, isSumOfKept: Bool = false) -> VariableAnalysis.Verdict {
    let drops = drops(variable)
    if !drops.isEmpty { return VariableAnalysis.Verdict(choice: .drop, reasons: drops) }
    let watches = watches(variable, isSumOfKept: isSumOfKept)
    if !watches.isEmpty { return VariableAnalysis.Verdict(choice: .watch, reasons: watches) }
    var praise = "IV \(three(variable.informationValue)) (\(variable.grade.rawValue))"
    if let worst = worstShift(variable) { praise += ", stable (PSI at most \(three(worst.psi)))" }
    return VariableAnalysis.Verdict(choice: .keep, reasons: [praise + "."])
  }

  private func drops(_ variable: VariableAnalysis) -> [String] {
    var reasons: [String] = []
    if variable.missingShare >= limits.mostMissing {
      reasons.append("It is missing in \(percent(variable.missingShare)) of the rows.")
    }
    if variable.binning.bins.count(where: { $0.counts.rows > 0 }) < 2 {
      return reasons + ["All rows lie in one bin: it tells nothing apart."]
    }
    if variable.auc >= limits.leakAUC {
      reasons.append(
        "Alone it tells losses apart with an AUC of \(three(variable.auc)): does it know the next month?")
    }
    let value = variable.informationValue
    if value < limits.leastInformation {
      reasons.append("IV \(three(value)) is below \(three(limits.leastInformation)).")
    } else if value < 2 * variable.chanceValue {
      reasons.append(
        "IV \(three(value)) is hardly more than as many bins have by chance (\(three(variable.chanceValue)))."
      )
    }
    let turned = turned(variable)
    if let worst = worstShift(variable), worst.psi >= limits.droppedShift, !turned.isEmpty {
      reasons.append(
        "It has moved (PSI \(three(worst.psi)) in \(worst.name)) and ranks losses the other way round in "
          + "\(turned.joined(separator: ", ")).")
    }
    if let leader = variable.representative {
      reasons.append(
        "It says much the same as \(leader.name) (correlation \(three(leader.correlation))), which has the larger IV."
      )
    }
    return reasons
  }

  private func watches(_ variable: VariableAnalysis, isSumOfKept: Bool) -> [String] {
    var reasons: [String] = []
    if variable.informationValue >= limits.suspiciousInformation {
      reasons.append(
        "IV \(three(variable.informationValue)) is almost too good: make sure that it is known in time.")
    }
    if let worst = worstShift(variable), worst.psi >= limits.watchedShift {
      reasons.append(
        "It \(worst.psi >= limits.droppedShift ? "has moved" : "moves"): PSI \(three(worst.psi)) in \(worst.name) against the "
          + "first period.")
    }
    let turned = turned(variable)
    if !turned.isEmpty {
      reasons.append("It ranks losses the other way round in \(turned.joined(separator: ", ")).")
    }
    if let worst = weakest(variable), let value = worst.informationValue {
      reasons.append("In \(worst.name) its IV is only \(three(value)).")
    }
    if isSumOfKept {
      reasons.append("Other variables that are kept add up to it.")
    } else if let vif = variable.vifAmongKept, vif >= limits.vif {
      reasons.append("Other variables that are kept explain most of it (VIF \(three(vif))).")
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

  /// A number with three decimals.
  private func three(_ value: Double) -> String {
    let thousandths = Int((min(value.magnitude, 1e12) * 1000).rounded())
    let digits = String(thousandths % 1000)
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    return "\(sign)\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
