import Configuration
import Variables

extension ReportPage {
  /// What gives the label away, before any figure that it may have made too good.
  var leaksSection: PageSection? {
    guard let leaks = content.leaks, !leaks.isEmpty else { return nil }
    return PageSection(
      id: "leaks", title: say(zh: "是否泄露了结果？", en: "Gives the label away?"),
      parts: [
        .block("ul", [], leaks.map { .element("li", text: $0.remark.text(in: language)) }),
        note(
          say(
            zh: "若确有泄露，以下指标好得不真实：忽略这些列，重新训练。判定标准：单列 AUC 不低于 \(LeakRule.leastAUC) 或 KS 不低于 "
              + "\(LeakRule.leastKS)；顺序的 AUC 不低于 \(LeakRule.leastOrderAUC)。",
            en:
              "If so, the figures below are too good to be true: ignore these columns and train anew. The rule: a column "
              + "alone has an AUC of at least \(LeakRule.leastAUC) or a KS of at least \(LeakRule.leastKS); an order an AUC "
              + "of at least \(LeakRule.leastOrderAUC).")),
      ])
  }
}
