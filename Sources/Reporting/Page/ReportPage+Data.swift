import Configuration

extension ReportPage {
  var dataSection: Markup {
    guard !content.data.isEmpty else { return .empty }
    var parts: [Markup] = []
    for handed in content.data {
      parts.append(.element("h3", text: handed.title))
      parts.append(table(handed.columns, handed.rows, label: handed.title))
      if let text = handed.note { parts.append(note(text)) }
    }
    return section(say(zh: "数据与清洗", en: "Data and cleaning"), parts)
  }

  var populationSection: Markup {
    guard case .panel(let floor, let loss) = content.subject else { return .empty }
    let title = say(zh: "客群与流失定义", en: "Population and loss")
    let sudden = loss.sudden
    var parts = [
      paragraph(
        say(
          zh: "客群为当月资产高于 \(money(floor))的客户；资产为各资产列之和。\(lossDefinition(loss))"
            + "当月有数据而客户不在其中的，视为资产为零。",
          en: "The population is made of the customers whose assets, the sum of the asset columns, are above "
            + "\(money(floor)) in the snapshot month. \(lossDefinition(loss)) A customer who is absent from a month that "
            + "the panel holds has no assets in it.")),
      paragraph(
        say(
          zh: "突发流失指此前 \(sudden.quietMonths) 个月资产与其中位数相差不超过 \(percent(sudden.band, decimals: 0))、"
            + "下月却减少 \(percent(sudden.share, decimals: 0)) 及以上的流失。突发流失没有先兆，不参与学习，也不计入主要指标，单独列示。",
          en:
            "A sudden loss is a fall by \(percent(sudden.share, decimals: 0)) or more after \(sudden.quietMonths) months "
            + "that all lie within \(percent(sudden.band, decimals: 0)) of their median. Nothing foreshadows it, so it is "
            + "neither learnt from nor part of the main figures, and is shown apart.")),
    ]
    guard !content.population.isEmpty else { return section(title, parts) }
    let columns: [ReportTable.Column] = [
      .init(say(zh: "月份", en: "Snapshot month")), .init(say(zh: "全部客户", en: "Customers"), isNumber: true),
      .init(say(zh: "客群", en: "Population"), isNumber: true),
      .init(say(zh: "客群资产", en: "Their assets"), isNumber: true),
      .init(say(zh: "下月流失", en: "Losses next month"), isNumber: true),
      .init(say(zh: "其中突发", en: "Sudden ones"), isNumber: true),
      .init(say(zh: "流失率（不含突发）", en: "Loss rate without sudden"), isNumber: true),
    ]
    let rows = content.population.map { month in
      [
        month.snapshot.description, count(month.customers), count(month.population), money(month.assets),
        month.losses.map { count($0) } ?? "–", month.sudden.map { count($0) } ?? "–", lossRate(month),
      ]
    }
    parts.append(table(columns, rows, label: title))
    if content.population.contains(where: { $0.losses == nil }) {
      parts.append(note(say(zh: "– 表示下月结果尚不可知。", en: "– : what comes in the next month is not known yet.")))
    }
    return section(title, parts)
  }

  private func lossRate(_ month: PopulationMonth) -> String {
    guard let losses = month.losses else { return "–" }
    let sudden = month.sudden ?? 0
    let others = month.population - sudden
    return others > 0 ? percent(Double(losses - sudden) / Double(others)) : "–"
  }

  var splitSection: Markup {
    let title = content.isTable ? say(zh: "样本划分", en: "Split") : say(zh: "按时间划分", en: "Split by time")
    let hasMonths = content.split.parts.contains { !$0.months.isEmpty }
    var columns: [ReportTable.Column] = [.init(say(zh: "用途", en: "Used for"))]
    if hasMonths { columns.append(.init(say(zh: "月份", en: "Snapshot months"))) }
    columns += [
      .init(say(zh: "行数", en: "Rows"), isNumber: true), .init(say(zh: "流失", en: "Losses"), isNumber: true),
      .init(say(zh: "流失率", en: "Loss rate"), isNumber: true),
    ]
    let rows = content.split.parts.map { part in
      [name(part.role)] + (hasMonths ? [months(part.months)] : [])
        + [
          count(part.rows), count(part.losses),
          part.rows > 0 ? percent(Double(part.losses) / Double(part.rows)) : "–",
        ]
    }
    var parts = [table(columns, rows, label: title)]
    parts += content.split.notes.map(paragraph)
    if content.split.refitted {
      parts.append(
        note(
          say(
            zh: "检验之后，模型用全部已知结果的数据重新拟合了一次；本报告的指标来自重新拟合之前。",
            en:
              "After it had been judged, the model was fitted once more on all rows with known outcomes; the figures "
              + "here are from before that.")))
    }
    return section(title, parts)
  }
}
