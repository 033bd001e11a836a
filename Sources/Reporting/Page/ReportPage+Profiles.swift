import Calendar
import Configuration

extension ReportPage {
  /// For each of the most important variables: where the customers lie, and how losses go with it.
  var profiles: [Markup] {
    let shown = content.variables.profiles.filter { $0.bins.count > 1 }
    guard !shown.isEmpty else { return [] }
    return [
      .element("h3", text: say(zh: "变量与流失的关系", en: "How the variables go with losses")),
      paragraph(
        say(
          zh: "柱为检验样本中各区间客户的实际流失率，点线为模型预计的流失率；数据表另列学习与检验两个样本中各区间的客户占比。",
          en:
            "Bars are the actual loss rates of the evaluated customers, the line is what the model predicted. The "
            + "tables also show how the training customers and those evaluated are distributed.")),
      .block("div", [("class", "charts")], shown.enumerated().map { profile($1, number: $0) }),
    ]
  }

  private func profile(_ variable: VariableProfile, number: Int) -> Markup {
    let bins = variable.bins
    let greatest = bins.reduce(0.0) { max($0, $1.lossRate ?? 0, $1.predicted ?? 0) }
    let name = variable.meaning.map { "\(variable.name) · \($0)" } ?? variable.name
    // Texts have no order, and missing values no place among the others: no line leads to them.
    let rates = bins.prefix(variable.orderedBins ?? bins.count).enumerated().compactMap { index, bin in
      bin.predicted.map { (x: Double(index), y: $0) }
    }
    var marks: [Chart.Mark] = bins.enumerated().compactMap { index, bin in
      bin.lossRate.map {
        .bar(
          from: Double(index) - 0.36, to: Double(index) + 0.36, height: $0, colour: 1,
          text: "\(bin.label): \(percent($0, decimals: 2))")
      }
    }
    if rates.count > 1 { marks.append(.line(rates, colour: 2)) }
    marks += bins.enumerated().compactMap { index, bin in
      bin.predicted.map {
        .dot((Double(index), $0), colour: 2, text: "\(bin.label): \(percent($0, decimals: 2))")
      }
    }
    let highest = bins.max { ($0.lossRate ?? 0) < ($1.lossRate ?? 0) }
    return figure(
      Chart(
        id: "profile-\(number)", title: name,
        description: say(
          zh: "\(bins.count) 个区间；实际流失率最高的是 \(highest?.label ?? "–")，\(percent(highest?.lossRate ?? 0))。",
          en:
            "\(bins.count) ranges; the highest loss rate, \(percent(highest?.lossRate ?? 0)), came at \(highest?.label ?? "–")."
        ),
        x: .categories(
          variable.orderedBins == 0
            ? say(zh: "取值", en: "Values") : say(zh: "取值由低到高", en: "Values, lowest first"),
          names: bins.map(\.label), named: 4),
        y: .shares(say(zh: "流失率", en: "Loss rate"), upTo: greatest), marks: marks,
        legend: [
          .init(name: say(zh: "实际", en: "Actual"), colour: 1),
          .init(name: say(zh: "预计", en: "Predicted"), colour: 2),
        ], table: table(of: variable)))
  }

  private func table(of variable: VariableProfile) -> ReportTable {
    ReportTable(
      title: variable.name,
      columns: [
        .init(say(zh: "取值", en: "Values")),
        .init(say(zh: "学习占比", en: "In training"), isNumber: true),
        .init(say(zh: "检验占比", en: "Evaluated"), isNumber: true),
        .init(say(zh: "实际流失率", en: "Actual"), isNumber: true),
        .init(say(zh: "预计流失率", en: "Predicted"), isNumber: true),
      ],
      rows: variable.bins.map { bin in
        [
          bin.label, percent(bin.trainingShare), percent(bin.evaluatedShare),
          bin.lossRate.map { percent($0, decimals: 2) } ?? "–",
          bin.predicted.map { percent($0, decimals: 2) } ?? "–",
        ]
      }, note: variable.stability.map { "PSI \(Language.fixed($0, decimals: 4))" })
  }
}
