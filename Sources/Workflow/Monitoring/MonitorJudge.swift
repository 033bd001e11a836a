import Calendar
import Configuration
import Reporting
import Metrics

/// Turns what was found in a month into sentences with a light each.
struct MonitorJudge {
  let limits: MonitorDefinition
  let language: Language
  /// Whether the month's place in the year is new to the model.
  let isUnseenSeason: Bool

  typealias Finding = MonitorContent.Finding
  /// Fewer losses than this, foretold or come, say nothing about calibration.
  private static let leastLosses = 30.0

  private func words(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }
  private func percent(_ share: Double) -> String { language.percent(share, decimals: 1) }
  private func fixed(_ value: Double, _ decimals: Int) -> String { Language.fixed(value, decimals: decimals) }

  /// All that is amber or red, the worst first.
  func findings(
    score: MonitorContent.Drift, variables: [MonitorContent.Drift], flow: [MonitorContent.Flow],
    outcome: MonitorContent.Outcome?
  ) -> [Finding] {
    var findings = [score].compactMap { finding($0, limits.stability, isSeason: false) }
    let isSeason = isUnseenSeason && score.light == .green
    findings += variables.filter { ($0.importance ?? 0) >= limits.leastImportance }.compactMap {
      finding($0, isSeason ? limits.unseenSeason : limits.stability, isSeason: isSeason)
    }
    findings += flowFinding(flow)
    if let outcome { findings += outcomeFindings(outcome) }
    return findings.filter { $0.light == .red } + findings.filter { $0.light == .amber }
  }

  private func finding(
    _ drift: MonitorContent.Drift, _ stabilityLimits: MonitorDefinition.Limits, isSeason: Bool
  ) -> Finding? {
    guard drift.light > .green else { return nil }
    var reasons: [String] = []
    if let stability = drift.stability,
      Light(stability - (drift.usualStability ?? 0), stabilityLimits) > .green
    {
      let usual = drift.usualStability.map {
        words("（学习月份最大 \(fixed($0, 3))）", " (at most \(fixed($0, 3)) in a learnt month)")
      }
      let season =
        isSeason
        ? words("，学习月份没有这个月，可能是季节所致", ", maybe the season: no learnt month was this month of the year") : ""
      reasons.append("PSI \(fixed(stability, 3))\(usual ?? "")\(season)")
    }
    if let now = drift.missingNow, let before = drift.missingBefore,
      Light(now - before, limits.share) > .green
    {
      reasons.append(
        words("缺失由 \(percent(before)) 升至 \(percent(now))", "missing \(percent(now)), was \(percent(before))"))
    }
    if let share = drift.newShare, Light(share, limits.share) > .green {
      let names = drift.newTexts.joined(separator: words("、", ", "))
      reasons.append(words("新取值占 \(percent(share))：\(names)", "new texts of \(percent(share)): \(names)"))
    }
    let meaning = drift.meaning ?? drift.name
    let name =
      meaning == drift.name ? meaning : words("\(meaning)（\(drift.name)）", "\(meaning) (\(drift.name))")
    return Finding(
      drift.light, name + words("：", ": ") + reasons.joined(separator: words("；", "; ")),
      variable: drift.meaning == nil ? nil : drift.name)
  }

  private func flowFinding(_ flow: [MonitorContent.Flow]) -> [Finding] {
    guard let now = flow.last, let before = flow.dropLast().last, before.population > 0 else { return [] }
    let change = Double(now.population - before.population) / Double(before.population)
    let light = Light(change.magnitude, limits.population)
    guard light > .green else { return [] }
    return [
      Finding(
        light,
        words(
          "客群由 \(before.population) 户变为 \(now.population) 户（\(fixed(change * 100, 1))%）",
          "the population went from \(before.population) to \(now.population) customers (\(fixed(change * 100, 1))%)"
        ))
    ]
  }

  private func outcomeFindings(_ outcome: MonitorContent.Outcome) -> [Finding] {
    var findings: [Finding] = []
    let judgement = outcome.judgement
    if let auc = judgement.auc, let learnt = outcome.learntAUC {
      // What the interval reaches may be chance.
      let light = Light(learnt - max(auc, judgement.aucInterval?.upper ?? auc), limits.auc)
      if light > .green {
        findings.append(
          Finding(
            light,
            words(
              "AUC 为 \(fixed(auc, 3))，学习报告中为 \(fixed(learnt, 3))",
              "the AUC is \(fixed(auc, 3)), in the model's own report it was \(fixed(learnt, 3))")))
      }
    }
    if let foretold = judgement.probabilities?.expectedLosses {
      let came = Double(judgement.losses)
      if max(foretold, came) >= Self.leastLosses {
        let ratio = max(foretold, came) / max(1, min(foretold, came))
        let light = Light(ratio, limits.losses)
        if light > .green {
          findings.append(
            Finding(
              light,
              words(
                "预计流失 \(fixed(foretold, 0)) 户，实际 \(judgement.losses) 户",
                "\(fixed(foretold, 0)) losses were foretold, \(judgement.losses) came")))
        }
      }
    }
    return findings
  }
}
