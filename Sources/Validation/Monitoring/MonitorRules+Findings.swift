import Calendar
import Configuration
import Metrics

/// Sentences, each with its light.
extension MonitorRules {
  /// Fewer losses than this, expected or come, say nothing about calibration.
  private static let leastLosses = 30.0

  private func percent(_ share: Double) -> String { language.percent(share, decimals: 1) }
  private func fixed(_ value: Double, _ decimals: Int) -> String { Language.fixed(value, decimals: decimals) }

  /// All that is amber or red, the worst first.
  ///
  /// - Parameters:
  ///   - populations: customers of the population in each month, the watched one last.
  ///   - outcome: the outcome of the month before, and the AUC of the model's own report.
  public func findings(
    score: VariableDrift, variables: [VariableDrift], populations: [Int],
    outcome: (evaluation: Evaluation, trainedAUC: Double?)?
  ) -> [MonitorFinding] {
    let counted = variables.filter { ($0.importance ?? 0) >= limits.leastImportance }
    let findings =
      [finding(score, limits.stability, isSeason: false)].compactMap { $0 }
      + counted.compactMap { finding($0, variableLimits(score), isSeason: isSeason(score)) }
      + [populationFinding(populations)].compactMap { $0 }
      + (outcome.map { [aucFinding($0.evaluation, $0.trainedAUC), lossesFinding($0.evaluation)] } ?? [])
      .compactMap { $0 }
    return findings.filter { $0.light == .red } + findings.filter { $0.light == .amber }
  }

  private func finding(
    _ drift: VariableDrift, _ stabilityLimits: MonitorDefinition.Limits, isSeason: Bool
  ) -> MonitorFinding? {
    guard drift.light > .green else { return nil }
    var reasons: [String] = []
    var shift: Double?
    if let stability = drift.stability,
      Light(stability - (drift.usualStability ?? 0), stabilityLimits) > .green
    {
      let usual = drift.usualStability.map {
        isOfTable
          ? language.text("（通常至多 \(fixed($0, 3))）", " (at most \(fixed($0, 3)) is usual)")
          : language.text("（学习月份最大 \(fixed($0, 3))）", " (at most \(fixed($0, 3)) in a training month)")
      }
      let season =
        isSeason
        ? language.text(
          "，学习月份没有这个月，可能是季节所致", ", maybe the season: no training month was this month of the year") : ""
      shift = stability
      reasons.append("PSI \(fixed(stability, 3))\(usual ?? "")\(season)")
    }
    if let now = drift.missingNow, let before = drift.missingBefore,
      Light(now - before, limits.share) > .green
    {
      reasons.append(
        language.text(
          "缺失由 \(percent(before)) 升至 \(percent(now))", "missing \(percent(now)), was \(percent(before))"))
    }
    if let share = drift.newShare, Light(share, limits.share) > .green {
      let names = drift.newTexts.joined(separator: language.text("、", ", "))
      reasons.append(
        language.text("新取值占 \(percent(share))：\(names)", "new texts of \(percent(share)): \(names)"))
    }
    let meaning = drift.meaning ?? drift.name
    let name =
      meaning == drift.name
      ? meaning : language.text("\(meaning)（\(drift.name)）", "\(meaning) (\(drift.name))")
    let isOnlyShift = reasons.count == 1 && drift.meaning != nil && !isSeason
    return MonitorFinding(
      drift.light,
      name + language.text("：", ": ") + reasons.joined(separator: language.text("；", "; ")),
      variable: drift.meaning == nil ? nil : drift.name,
      shift: isOnlyShift ? shift.map { .init(name: meaning, stability: $0) } : nil)
  }

  private func populationFinding(_ populations: [Int]) -> MonitorFinding? {
    guard let now = populations.last, let before = populations.dropLast().last, before > 0 else { return nil }
    let change = Double(now - before) / Double(before)
    return finding(Light(change.magnitude, limits.population)) {
      language.text(
        "客群由 \(before) 户变为 \(now) 户（\(fixed(change * 100, 1))%）",
        "the population went from \(before) to \(now) customers (\(fixed(change * 100, 1))%)")
    }
  }

  private func aucFinding(_ evaluation: Evaluation, _ trainedAUC: Double?) -> MonitorFinding? {
    guard let auc = evaluation.auc, let trainedAUC else { return nil }
    // What the interval reaches may be chance.
    return finding(Light(trainedAUC - max(auc, evaluation.aucInterval?.upper ?? auc), limits.auc)) {
      language.text(
        "AUC 为 \(fixed(auc, 3))，学习报告中为 \(fixed(trainedAUC, 3))",
        "the AUC is \(fixed(auc, 3)), in the model's own report it was \(fixed(trainedAUC, 3))")
    }
  }

  private func lossesFinding(_ evaluation: Evaluation) -> MonitorFinding? {
    guard let expected = evaluation.probabilities?.expectedLosses else { return nil }
    let losses = Double(evaluation.losses)
    guard max(expected, losses) >= Self.leastLosses else { return nil }
    return finding(Light(max(expected, losses) / max(1, min(expected, losses)), limits.losses)) {
      words.text(
        language,
        "预计流失 \(fixed(expected, 0)) 户，实际 \(evaluation.losses) 户",
        "\(fixed(expected, 0)) losses were predicted, \(evaluation.losses) came")
    }
  }

  /// Nil where the light is green.
  private func finding(_ light: Light, _ text: () -> String) -> MonitorFinding? {
    light > .green ? MonitorFinding(light, text()) : nil
  }
}
