import Configuration

extension ReportPage {
  var suddenSection: Markup {
    guard let sudden = content.sudden else { return .empty }
    let title = say(zh: "突发流失", en: "Sudden losses")
    guard sudden.customers > 0 else {
      return section(
        title, [paragraph(say(zh: "检验月份中没有突发流失。", en: "There were no sudden losses in the months judged."))])
    }
    var text = say(
      zh: "检验月份中有 \(count(sudden.customers)) 户次突发流失，不计入上面的任何指标。",
      en:
        "There were \(count(sudden.customers)) sudden losses in the months judged; no figure above counts them."
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
    return section(title, [paragraph(text)])
  }

  var reproductionSection: Markup {
    let made = content.reproduction
    let title = say(zh: "复现", en: "Making it again")
    let files = made.inputs + (made.model.map { [$0] } ?? [])
    var parts = [
      paragraph(
        say(
          zh: "同样的数据、配置和种子（\(made.seed)）用 \(content.program) 会得到逐字节相同的模型，与线程数无关。",
          en:
            "The same data, configuration and seed (\(made.seed)) give the same model with \(content.program), byte for "
            + "byte, on any number of threads.")),
      .element("pre", [], .element("code", text: made.command)),
    ]
    if !files.isEmpty {
      parts.append(
        table(
          [
            .init(say(zh: "文件", en: "File")), .init(say(zh: "字节", en: "Bytes"), isNumber: true),
            .init("CRC-32"),
          ],
          files.map { file in
            [
              .element("span", [("class", "code")], text: file.path), .text(count(file.bytes)),
              .element("span", [("class", "code")], text: file.crc32),
            ]
          }, label: title))
    }
    return section(title, parts)
  }
}
