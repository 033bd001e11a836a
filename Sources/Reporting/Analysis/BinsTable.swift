import Calendar
import Configuration
import Variables

/// The bins of one variable as a table.
public struct BinsTable: Sendable {
  let binning: VariableBinning
  let language: Language
  let words: QuestionWords

  /// - Parameter words: how the event is called that was analysed.
  public init(_ binning: VariableBinning, language: Language, words: QuestionWords = .loss) {
    (self.binning, self.language, self.words) = (binning, language, words)
  }

  public var columns: [String] {
    let events = [words.text(language, "流失", "losses"), words.text(language, "流失率", "loss rate")]
    return switch language {
    case .chinese: ["分箱", "行数", "占比"] + events + ["WoE", "± 标准误", "IV 份额"]
    case .english: ["bin", "rows", "share"] + events + ["WoE", "± error", "IV part"]
    }
  }

  public var rows: [[String]] {
    let total = binning.total
    return binning.bins.indices.map { index in
      let bin = binning.bins[index]
      return [
        binning.label(ofBin: index, in: language), NumberText.amount(bin.counts.rows),
        NumberText.percent(bin.counts.rows / total.rows), NumberText.amount(bin.counts.lost),
        NumberText.percent(bin.counts.rate), NumberText.decimal(bin.woe, places: 3),
        bin.standardError.map { NumberText.decimal($0, places: 3) } ?? "–",
        NumberText.decimal(bin.informationPart, places: 4),
      ]
    }
  }

  /// What was asked for and what came out.
  public var request: String {
    let asked = binning.asked
    let found = binning.ordinaryCount
    if asked.byHand { return language.text("边界由手工划定，共 \(found) 箱。", "Borders drawn by hand; \(found) bins.") }
    let share = NumberText.percent(asked.leastShare)
    return language.text(
      "要求：\(method(asked.method))，至多 \(asked.bins) 箱，每箱至少占 \(share) 的行数，形状\(shape(asked.shape))。"
        + "得到：\(found) 箱，形状\(shape(binning.shape))。",
      "Asked: \(asked.method.rawValue), at most \(asked.bins) bins of at least \(share) of the rows, "
        + "shape \(asked.shape.rawValue). Came out: \(found) bins, shape \(binning.shape.rawValue).")
  }

  private func method(_ method: BinningDefinition.Method) -> String {
    switch method {
    case .optimal: "最优分箱"
    case .quantile: "等频"
    case .equalWidth: "等宽"
    case .chiMerge: "卡方合并"
    case .tree: "决策树"
    }
  }

  private func shape(_ shape: BinningDefinition.Shape) -> String {
    switch shape {
    case .any: "不限"
    case .up: "上升"
    case .down: "下降"
    case .peak: "先升后降"
    case .valley: "先降后升"
    case .automatic: "自动"
    }
  }
}
