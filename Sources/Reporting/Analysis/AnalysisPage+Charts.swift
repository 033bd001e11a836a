import Calendar
import Configuration
import Metrics
import Variables

extension AnalysisPage {
  /// A variable's bins as pictures, with their values folded below.
  func charts(_ variable: VariableAnalysis, number: Int) -> Markup {
    .block(
      "div", [("class", "charts thirds")],
      [ratesChart(variable, number), evidenceChart(variable, number), periodsChart(variable, number)])
  }

  /// Every bin as wide as its share of the rows and as high as its loss rate.
  private func ratesChart(_ variable: VariableAnalysis, _ number: Int) -> Markup {
    let binning = variable.binning
    let total = binning.total.rows
    let rates = binning.bins.map(\.counts.rate)
    guard total > 0, let greatest = rates.max() else { return .empty }
    var (marks, start) = ([Chart.Mark](), 0.0)
    for index in binning.bins.indices {
      let share = binning.bins[index].counts.rows / total
      let text =
        "\(index + 1): \(binning.label(ofBin: index, in: language)) · \(percent(share)) · \(percent(rates[index]))"
      marks.append(
        .bar(from: start, to: start + max(0, share - 0.004), height: rates[index], colour: 1, text: text))
      start += share
    }
    let overall = binning.total.rate
    let title = say(zh: "占比（宽）与流失率（高）", en: "Share (width) and loss rate (height)")
    return figure(
      Chart(
        id: "rates-\(number)", title: title,
        description: say(
          zh:
            "\(variable.name)：\(binning.bins.count) 箱，流失率最高 \(percent(greatest))；虚线为全部的 \(percent(overall))。",
          en:
            "\(variable.name): \(binning.bins.count) bins with loss rates up to \(percent(greatest)); dashed: \(percent(overall)) "
            + "of all."),
        x: .shares(say(zh: "行数占比", en: "Share of rows"), upTo: 1),
        y: .shares(say(zh: "流失率", en: "Loss rate"), upTo: max(greatest, overall, 1e-6)),
        marks: marks + [.guide((0, overall), (1, overall))],
        table: isFull ? nil : table(of: variable)))
  }

  /// Weight of evidence of every bin, with its 95% interval.
  private func evidenceChart(_ variable: VariableAnalysis, _ number: Int) -> Markup {
    let bins = variable.binning.bins
    let reach = bins.map { 1.96 * ($0.standardError ?? 0) }
    let least = min(0, zip(bins, reach).map { $0.woe - $1 }.min() ?? 0)
    let greatest = max(0, zip(bins, reach).map { $0.woe + $1 }.max() ?? 0)
    guard !bins.isEmpty, least.isFinite, greatest.isFinite, greatest > least else { return .empty }
    let marks = bins.indices.flatMap { index -> [Chart.Mark] in
      let (x, woe) = (Double(index), bins[index].woe)
      let label = variable.binning.label(ofBin: index, in: language)
      return [
        .interval(x: x, lower: woe - reach[index], upper: woe + reach[index], colour: 1),
        .dot((x, woe), colour: 1, text: "\(index + 1): \(label) · WoE \(figure(woe, decimals: 3))"),
      ]
    }
    return figure(
      Chart(
        id: "evidence-\(number)", title: say(zh: "WoE 与 95% 区间", en: "WoE with 95% interval"),
        description: say(
          zh: "\(variable.name)：各箱的证据权重；虚线为 0。", en: "\(variable.name): weight of evidence by bin; dashed: 0."
        ),
        x: .categories(say(zh: "分箱", en: "Bin"), names: bins.indices.map { "\($0 + 1)" }, named: 12),
        y: .numbers("WoE", from: least, to: greatest, decimals: greatest - least < 1 ? 2 : 1),
        marks: [.guide((-0.5, 0), (Double(bins.count) - 0.5, 0))] + marks))
  }

  /// What the variable tells in each period; nothing where there is one alone.
  private func periodsChart(_ variable: VariableAnalysis, _ number: Int) -> Markup {
    let points = variable.periods.enumerated().compactMap { index, period in
      period.informationValue.map { (x: Double(index), y: $0) }
    }
    guard points.count > 1, let greatest = points.map(\.y).max(), greatest > 0 else { return .empty }
    return figure(
      Chart(
        id: "periods-\(number)", title: say(zh: "各期 IV", en: "IV by period"),
        description: say(
          zh: "\(variable.name)：\(points.count) 期的信息值，最高 \(figure(greatest, decimals: 3))。",
          en:
            "\(variable.name): information value in \(points.count) periods, at most \(figure(greatest, decimals: 3))."
        ),
        x: .categories("", names: variable.periods.map(\.name), named: 4),
        y: .numbers("IV", from: 0, to: greatest, decimals: greatest < 0.1 ? 3 : 2),
        marks: [.line(points, colour: 1)]
          + points.map { point in
            .dot(
              point, colour: 1,
              text: "\(variable.periods[Int(point.x)].name) · IV \(figure(point.y, decimals: 3))")
          }))
  }

  /// What the bins' numbers stand for, in a line.
  func labels(_ variable: VariableAnalysis) -> String {
    variable.binning.bins.indices.map { "\($0 + 1): \(variable.binning.label(ofBin: $0, in: language))" }
      .joined(separator: say(zh: "；", en: "; "))
  }
}
