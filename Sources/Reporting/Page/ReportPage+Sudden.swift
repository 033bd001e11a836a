import Configuration

extension ReportPage {
  var suddenSection: PageSection? {
    guard case .panel = content.subject, let sudden = content.sudden else { return nil }
    let title = say(zh: "突发流失", en: "Sudden losses")
    guard sudden.customers > 0 else {
      return PageSection(
        id: "sudden", title: title,
        parts: [
          paragraph(say(zh: "检验月份中没有突发流失。", en: "There were no sudden losses in the evaluated months."))
        ])
    }
    var text = say(
      zh: "检验月份中有 \(count(sudden.customers)) 户次突发流失，不计入上面的任何指标。",
      en:
        "There were \(count(sudden.customers)) sudden losses in the evaluated months; no figure above counts them."
    )
    if let assets = sudden.assets, let lost = sudden.lostAssets {
      text += say(
        zh: "他们原有资产 \(money(assets))，流失 \(money(lost))。",
        en: " They held \(money(assets)) and lost \(money(lost)).")
    }
    if let caught = sudden.caught {
      text += say(
        zh:
          "其中 \(count(caught)) 户次（\(percent(Double(caught) / Double(sudden.customers), decimals: 0))）的得分达到其他客户前十分之一的水平，"
          + "即模型仍然捕捉到了他们。",
        en: " The model caught \(count(caught)) of them "
          + "(\(percent(Double(caught) / Double(sudden.customers), decimals: 0))) all the same: they score as high as the "
          + "first tenth of the other customers.")
    }
    return PageSection(id: "sudden", title: title, parts: [paragraph(text)])
  }
}
