import Calendar
import Configuration
import Metrics

extension Page {
  /// Predicted loss rates against the actual ones, in groups of equally many customers.
  func calibrationChart(_ evaluation: Evaluation) -> Markup {
    guard let bins = evaluation.probabilities?.calibration, bins.count > 1 else { return .empty }
    let highest = bins.reduce(0.0) {
      max($0, $1.predicted, $1.lossRate, min($1.lossRateInterval?.upper ?? 0, 2 * $1.lossRate))
    }
    let last = bins[bins.count - 1]
    let (predicted, actual) = (say(zh: "预计流失率", en: "Predicted"), say(zh: "实际流失率", en: "Actual"))
    let x = Axis.shares(predicted, upTo: highest)
    let y = Axis.shares(actual, upTo: highest)
    return figure(
      Chart(
        id: "calibration", title: say(zh: "校准：预计与实际流失率", en: "Calibration: predicted and actual loss rate"),
        description: say(
          zh: "客户按概率分为 \(bins.count) 组；概率最高的一组预计 \(percent(last.predicted))，实际 \(percent(last.lossRate))。"
            + "虚线上预计与实际相等，竖线为 95% 区间。",
          en:
            "Customers in \(bins.count) groups by probability; in the highest, \(percent(last.predicted)) was predicted and "
            + "\(percent(last.lossRate)) came. On the dashed line the two are equal; upright lines are 95% intervals."
        ),
        x: x, y: y,
        marks: [.guide((0, 0), (x.to, y.to))]
          + bins.compactMap { bin in
            bin.lossRateInterval.map {
              .interval(x: bin.predicted, lower: $0.lower, upper: min($0.upper, y.to), colour: 1)
            }
          }
          + bins.map { bin in
            .dot(
              (bin.predicted, bin.lossRate), colour: 1,
              text:
                "\(predicted) \(percent(bin.predicted, decimals: 2)) · \(actual) \(percent(bin.lossRate, decimals: 2))"
            )
          }, table: calibrationTable(bins)))
  }

  private func calibrationTable(_ bins: [CalibrationBin]) -> ReportTable {
    ReportTable(
      title: say(zh: "校准", en: "Calibration"),
      columns: [
        .init(say(zh: "客户", en: "Customers"), isNumber: true),
        .init(say(zh: "预计", en: "Predicted"), isNumber: true),
        .init(say(zh: "实际", en: "Actual"), isNumber: true),
        .init(say(zh: "95% 区间", en: "95% interval"), isNumber: true),
      ],
      rows: bins.map { bin in
        [
          count(bin.customers), percent(bin.predicted, decimals: 2), percent(bin.lossRate, decimals: 2),
          bin.lossRateInterval.map { "\(percent($0.lower, decimals: 2))–\(percent($0.upper, decimals: 2))" }
            ?? "–",
        ]
      })
  }
}
