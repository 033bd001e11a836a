import Configuration

extension ReportPage {
  var populationSection: PageSection? {
    let title = say(zh: "客群与流失定义", en: "Population and loss")
    switch content.subject {
    case .panel(let floor, let loss): return populationSection(title, definitions(floor, loss))
    case .question(let question): return populationSection(title, [paragraph(definition(question))])
    case .table: return nil
    }
  }

  private func definitions(_ floor: Double, _ loss: LossDefinition) -> [Markup] {
    let sudden = loss.sudden
    return [
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
            + "neither used in training nor part of the main figures, and is shown apart.")),
    ]
  }

  private func populationSection(_ title: String, _ definitions: [Markup]) -> PageSection {
    var parts = definitions
    guard !content.population.isEmpty else {
      return PageSection(id: "population", title: title, parts: parts)
    }
    let charts = [populationChart, lossRateChart].compactMap { $0 }
    if !charts.isEmpty { parts.append(.block("div", [("class", "charts")], charts)) }
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
    return PageSection(id: "population", title: title, parts: parts)
  }

  private func lossRate(_ month: PopulationMonth) -> String {
    lossShare(month).map { percent($0) } ?? "–"
  }

  private func lossShare(_ month: PopulationMonth) -> Double? {
    guard let losses = month.losses else { return nil }
    let sudden = month.sudden ?? 0
    let others = month.population - sudden
    return others > 0 ? Double(losses - sudden) / Double(others) : nil
  }

  private var snapshotMonths: Axis {
    .categories(
      say(zh: "月份", en: "Snapshot month"), names: content.population.map(\.snapshot.description), named: 5)
  }

  private var populationChart: Markup? {
    let months = content.population
    let greatest = months.map(\.population).max() ?? 0
    guard months.count > 1, greatest > 0 else { return nil }
    let title = say(zh: "客群人数", en: "Customers of the population")
    return figure(
      Chart(
        id: "population-size", title: title,
        description: say(
          zh: "\(months.count) 个月，最多 \(count(greatest)) 户。",
          en: "\(months.count) months, at most \(count(greatest)) customers."),
        x: snapshotMonths,
        y: .numbers("", from: 0, to: Double(greatest), decimals: 0),
        marks: months.enumerated().map { index, month in
          .bar(
            from: Double(index) - 0.32, to: Double(index) + 0.32, height: Double(month.population), colour: 1,
            text: "\(month.snapshot): \(count(month.population))")
        }))
  }

  private var lossRateChart: Markup? {
    let months = content.population
    let known = months.enumerated().compactMap { index, month in
      lossShare(month).map { (x: Double(index), share: $0, month: month.snapshot) }
    }
    guard known.count > 1, let greatest = known.map(\.share).max(), greatest > 0 else { return nil }
    let title = say(zh: "下月流失率（不含突发）", en: "Loss rate of the next month, without sudden losses")
    return figure(
      Chart(
        id: "loss-rate", title: title,
        description: say(
          zh: "最高 \(percent(greatest))，最低 \(percent(known.map(\.share).min() ?? 0))。",
          en: "At most \(percent(greatest)), at least \(percent(known.map(\.share).min() ?? 0))."),
        x: snapshotMonths,
        y: .shares("", upTo: greatest),
        marks: [.line(known.map { ($0.x, $0.share) }, colour: 2)]
          + known.map {
            .dot(($0.x, $0.share), colour: 2, text: "\($0.month): \(percent($0.share, decimals: 2))")
          }))
  }
}
