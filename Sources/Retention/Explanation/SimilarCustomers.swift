import Calendar
import Configuration
import Metrics

/// What became of the customers whose scores were nearest.
public struct SimilarCustomers: Sendable, Equatable {
  /// The month in which their assets could be lost, one month before the customer's own; nil for a ready-made table.
  public var month: Month?
  public var customers: Int
  public var losses: Int
  /// Their least and greatest probability.
  public var from: Double
  public var to: Double
  /// The interval of the share of losses (Wilson).
  public var interval: Interval
  /// Whether the model was trained on them, or some of them, so that the share may flatter it.
  public var areTrainedOn: Bool

  /// So many are looked at.
  public static let most = 200

  /// Finds the rows whose probabilities lie nearest; nil where there are none.
  ///
  /// - Complexity: O(n log n).
  public init?(
    to probability: Double, among probabilities: [Double], losses: [Bool], month: Month?, areTrainedOn: Bool
  ) {
    func distance(_ row: Int) -> Double { (probabilities[row] - probability).magnitude }
    let nearest = probabilities.indices.sorted { (distance($0), $0) < (distance($1), $1) }.prefix(Self.most)
    let scores = nearest.map { probabilities[$0] }
    let lost = nearest.count { losses[$0] }
    guard let from = scores.min(), let to = scores.max(),
      let interval = Interval.wilson(successes: Double(lost), of: Double(nearest.count))
    else { return nil }
    (self.month, customers, self.losses, self.areTrainedOn) = (month, nearest.count, lost, areTrainedOn)
    (self.from, self.to, self.interval) = (from, to, interval)
  }

  /// The whole in a sentence, with how similar is meant.
  public func text(in language: Language, _ words: QuestionWords = .loss) -> String {
    func percent(_ share: Double) -> String { language.percent(share, decimals: 1) }
    let (count, share) = (NumberText.count(customers), percent(Double(losses) / Double(customers)))
    let (band, reach) = (
      language.text("\(percent(from)) 至 \(percent(to))", "\(percent(from)) to \(percent(to))"),
      language.text(
        "\(percent(interval.lower)) 至 \(percent(interval.upper))",
        "\(percent(interval.lower)) to \(percent(interval.upper))")
    )
    let text =
      month.map { month in
        words.text(
          language,
          "一个月前评分最接近的 \(count) 户（概率 \(band)）中，\(NumberText.count(losses)) 户在 \(month) 流失，占 \(share)（95% 区间 \(reach)）。",
          "Of the \(count) customers whose scores were nearest a month before (\(band)), "
            + "\(NumberText.count(losses)) lost assets in \(month): \(share) (95% interval \(reach)).")
      }
      ?? words.text(
        language,
        "表中评分最接近的 \(count) 行（概率 \(band)）中，\(NumberText.count(losses)) 行流失，占 \(share)（95% 区间 \(reach)）。",
        "Of the \(count) rows of the table with the nearest scores (\(band)), \(NumberText.count(losses)) are losses: "
          + "\(share) (95% interval \(reach)).")
    return !areTrainedOn
      ? text
      : text
        + language.text(
          "模型学习时用过它们，所以这一比例偏向模型一边。", " The model was trained on them, so the share speaks too well of it.")
  }
}
