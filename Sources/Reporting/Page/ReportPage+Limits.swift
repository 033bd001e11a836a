import Configuration

extension ReportPage {
  /// What the model may be used for, and what it cannot do.
  var limitsSection: PageSection? {
    let uses: [String]
    switch content.subject {
    case .panel(let floor, _):
      uses = [
        say(
          zh: "用途：每月为客户经理排出值得联系的客户名单。适用于资产高于 \(money(floor))、且在学习数据所代表的客群之内的客户。",
          en:
            "Intended use: to rank, every month, the customers that relationship managers should call. It is for "
            + "customers with assets above \(money(floor)) who are like those it was trained on."),
        say(
          zh: "不适用于授信、定价或任何对客户不利的自动决策；名单供人判断，不代替人判断。",
          en:
            "It is not for credit, pricing or any automatic decision against a customer; the list is there for people "
            + "to inform them, not to decide for them."),
        say(
          zh: "概率描述的是“若不采取任何措施”的情形。名单上的客户若被成功挽留，事后检验会显得模型偏高。",
          en:
            "Probabilities tell of what happens if nothing is done. Where customers of the list are won back, the "
            + "model will look too pessimistic afterwards."),
        say(
          zh: "模型只看到数据中已有的先兆；突发流失没有先兆，无法预见。",
          en:
            "The model sees only what the data foreshadow; sudden losses have no omen and cannot be foreseen."
        ),
        say(
          zh: "变量与流失相伴而行，并不因此就是流失的原因。",
          en: "That a variable goes with losses does not make it their cause."),
      ]
    case .question: uses = usesOfQuestion
    case .table:
      uses = [
        say(
          zh: "用途：为与学习数据同类的行排序。学习表中没有时间，未来是否依旧如此，需以以后的数据检验。",
          en:
            "Intended use: to rank rows like those it was trained on. Whether it holds in the future must be evaluated on "
            + "later data."),
        say(
          zh: "变量与结果相伴而行，并不因此就是结果的原因。",
          en: "That a variable goes with the outcome does not make it its cause."),
      ]
    }
    let upkeep = say(
      zh: "维护：每月用新数据检验一次；AUC 明显下降、预计与实际流失率相差四分之一以上，或变量分布明显变动时，应重新学习。",
      en:
        "Upkeep: evaluate it on each new month. Train it anew where the AUC falls clearly, where predicted and actual loss rates "
        + "are more than a quarter apart, or where the variables have clearly moved.")
    return PageSection(
      id: "limits", title: say(zh: "适用范围与局限", en: "Intended use and limits"),
      parts: [.block("ul", [], (uses + [upkeep]).map { .element("li", text: $0) })])
  }

  private var usesOfQuestion: [String] {
    [
      say(
        zh: "用途：为所问的客户排序，供客户经理安排联系；名单供人判断，不代替人判断，不用于授信与定价。",
        en:
          "Intended use: to rank the customers who are asked about, for relationship managers to work through. The list is "
          + "there for people to inform them, and not for credit or pricing."),
      say(
        zh: "变量与事件相伴而行，并不因此就是它的原因；概率描述的是“若不采取任何措施”的情形。",
        en:
          "That a variable goes with the event does not make it its cause; probabilities tell of what happens if nothing is "
          + "done."),
    ]
  }
}
