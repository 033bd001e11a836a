import Configuration
import Metrics

extension ReportPage {

  /// How the customers lie over bands of probability, losses and others apart.
  func distributionChart(_ evaluation: Evaluation) -> Markup {
    guard let bands = evaluation.probabilities?.bands, bands.count > 1 else { return .empty }
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
        id: "distribution", title: say(zh: "得分分布", en: "How the probabilities are distributed"),
        description: say(
          zh: "流失客户的中位数落在 \(range(median)) 一档。横轴各档宽度不等，标出的是下限。",
          en:
            "The middle one of the losses lies in the band \(range(median)). Bands are of unequal width; the axis names where "
            + "they begin."),
        x: .categories(
          say(zh: "概率（档的下限）", en: "Probability (where the band begins)"), names: names, named: 9),
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
          title: say(zh: "得分分布", en: "How the probabilities are distributed"),
          columns: [
            .init(say(zh: "概率", en: "Probability")), .init(say(zh: "客户", en: "Customers"), isNumber: true),
            .init(lossName, isNumber: true), .init(say(zh: "预计", en: "Predicted"), isNumber: true),
            .init(say(zh: "实际", en: "Actual"), isNumber: true),
          ],
          rows: bands.map { band in
            [
              range(band), count(band.customers), count(band.losses),
              band.predicted.map { percent($0, decimals: 2) } ?? "–",
              band.lossRate.map { percent($0, decimals: 2) } ?? "–",
            ]
          })))
  }

  private func range(_ band: ProbabilityBand) -> String {
    func edge(_ value: Double) -> String { percent(value, decimals: value > 0 && value < 0.01 ? 1 : 0) }
    return "\(edge(band.from))–\(edge(band.to))"
  }

  /// The position at which half of the shares is reached.
  private static func middle(_ shares: [Double]) -> Int {
    var sum = 0.0
    for (index, share) in shares.enumerated() {
      sum += share
      if sum >= 0.5 { return index }
    }
    return shares.count - 1
  }
}
