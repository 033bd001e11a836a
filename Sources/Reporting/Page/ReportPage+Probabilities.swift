import Configuration
import Validation

extension ReportPage {
  func calibrationChart(_ judgement: Judgement) -> Markup {
    guard let bins = judgement.probabilities?.calibration, bins.count > 1 else { return .empty }
    let highest = bins.reduce(0.0) {
      max($0, $1.foretold, $1.lossRate, min($1.lossRateInterval?.upper ?? 0, 2 * $1.lossRate))
    }
    let last = bins[bins.count - 1]
    let (foretold, came) = (say(zh: "预计流失率", en: "Foretold"), say(zh: "实际流失率", en: "Came"))
    let x = Axis.shares(foretold, upTo: highest)
    let y = Axis.shares(came, upTo: highest)
    return figure(
      Chart(
        id: "calibration", title: say(zh: "校准：预计与实际流失率", en: "Calibration: loss rate foretold and come"),
        description: say(
          zh: "客户按概率分为 \(bins.count) 组；概率最高的一组预计 \(percent(last.foretold))，实际 \(percent(last.lossRate))。"
            + "虚线上预计与实际相等，竖线为 95% 区间。",
          en:
            "Customers in \(bins.count) groups by probability; in the highest, \(percent(last.foretold)) was foretold and "
            + "\(percent(last.lossRate)) came. On the dashed line the two are equal; upright lines are 95% intervals."
        ),
        x: x, y: y,
        marks: [.guide((0, 0), (x.to, y.to))]
          + bins.compactMap { bin in
            bin.lossRateInterval.map {
              .interval(x: bin.foretold, lower: $0.lower, upper: min($0.upper, y.to), colour: 1)
            }
          }
          + bins.map { bin in
            .dot(
              (bin.foretold, bin.lossRate), colour: 1,
              text:
                "\(foretold) \(percent(bin.foretold, decimals: 2)) · \(came) \(percent(bin.lossRate, decimals: 2))"
            )
          }, table: calibrationTable(bins)))
  }

  private func calibrationTable(_ bins: [CalibrationBin]) -> ReportTable {
    ReportTable(
      title: say(zh: "校准", en: "Calibration"),
      columns: [
        .init(say(zh: "客户", en: "Customers"), isNumber: true),
        .init(say(zh: "预计", en: "Foretold"), isNumber: true),
        .init(say(zh: "实际", en: "Came"), isNumber: true),
        .init(say(zh: "95% 区间", en: "95% interval"), isNumber: true),
      ],
      rows: bins.map { bin in
        [
          count(bin.customers), percent(bin.foretold, decimals: 2), percent(bin.lossRate, decimals: 2),
          bin.lossRateInterval.map { "\(percent($0.lower, decimals: 2))–\(percent($0.upper, decimals: 2))" }
            ?? "–",
        ]
      })
  }

  /// How the customers lie over bands of probability, losses and others apart.
  func distributionChart(_ judgement: Judgement) -> Markup {
    guard let bands = judgement.probabilities?.bands, bands.count > 1 else { return .empty }
    let losses = bands.reduce(0) { $0 + $1.losses }
    let others = bands.reduce(0) { $0 + $1.customers } - losses
    guard losses > 0, others > 0 else { return .empty }
    let shares = bands.map { ($0.losses / losses, ($0.customers - $0.losses) / others) }
    let greatest = shares.reduce(0.0) { max($0, $1.0, $1.1) }
    let names = bands.map { percent($0.from, decimals: $0.from < 0.01 ? 1 : 0) }
    let (lossName, otherName) = (say(zh: "流失客户", en: "Losses"), say(zh: "其他客户", en: "Others"))
    let median = bands[Self.middle(shares.map(\.0))]
    return figure(
      Chart(
        id: "distribution", title: say(zh: "得分分布", en: "How the probabilities are spread"),
        description: say(
          zh: "流失客户的中位数落在 \(range(median)) 一档。横轴各档宽度不等，标出的是下限。",
          en:
            "The middle one of the losses lies in the band \(range(median)). Bands are of unequal width; the axis names where "
            + "they begin."),
        x: .places(say(zh: "概率（档的下限）", en: "Probability (where the band begins)"), names: names, named: 9),
        y: .shares(say(zh: "占各自的比例", en: "Share of its kind"), upTo: greatest),
        marks: bands.indices.flatMap { index -> [Chart.Mark] in
          [
            .bar(
              from: Double(index) - 0.4, to: Double(index), height: shares[index].1, colour: 1,
              text: "\(range(bands[index])) · \(otherName) \(percent(shares[index].1))"),
            .bar(
              from: Double(index), to: Double(index) + 0.4, height: shares[index].0, colour: 2,
              text: "\(range(bands[index])) · \(lossName) \(percent(shares[index].0))"),
          ]
        },
        legend: [.init(name: otherName, colour: 1), .init(name: lossName, colour: 2)],
        table: ReportTable(
          title: say(zh: "得分分布", en: "How the probabilities are spread"),
          columns: [
            .init(say(zh: "概率", en: "Probability")), .init(say(zh: "客户", en: "Customers"), isNumber: true),
            .init(lossName, isNumber: true), .init(say(zh: "预计", en: "Foretold"), isNumber: true),
            .init(say(zh: "实际", en: "Came"), isNumber: true),
          ],
          rows: bands.map { band in
            [
              range(band), count(band.customers), count(band.losses),
              band.foretold.map { percent($0, decimals: 2) } ?? "–",
              band.lossRate.map { percent($0, decimals: 2) } ?? "–",
            ]
          })))
  }

  private func range(_ band: ProbabilityBand) -> String {
    func edge(_ value: Double) -> String { percent(value, decimals: value > 0 && value < 0.01 ? 1 : 0) }
    return "\(edge(band.from))–\(edge(band.to))"
  }

  /// The place at which half of the shares is reached.
  private static func middle(_ shares: [Double]) -> Int {
    var sum = 0.0
    for (index, share) in shares.enumerated() {
      sum += share
      if sum >= 0.5 { return index }
    }
    return shares.count - 1
  }
}
