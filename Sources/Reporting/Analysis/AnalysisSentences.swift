import Calendar
import Configuration
import Variables

/// What a page and a terminal say of an analysis alike.
extension AnalysisResult {
  /// How much was analysed.
  public func heading(in language: Language, _ words: QuestionWords = .loss) -> String {
    let (count, rows) = (variables.count, NumberText.count(self.rows))
    let (lost, rate) = (NumberText.amount(counts.lost), NumberText.percent(counts.rate))
    var span: (chinese: String, english: String) = ("", "")
    if let first = periods.first, let last = periods.last {
      span = first == last ? ("；\(first)", "; \(first)") : ("；\(first) 至 \(last)", "; \(first) to \(last)")
    }
    return words.text(
      language, "\(count) 个变量，\(rows) 行，其中流失 \(lost) 行（\(rate)）\(span.chinese)。",
      "\(count) variables, \(rows) rows, of which \(lost) losses (\(rate))\(span.english).")
  }

  /// How many variables have which verdict.
  public func verdicts(in language: Language) -> String {
    func count(_ choice: VariableAnalysis.Verdict.Choice) -> Int {
      variables.count { $0.verdict.choice == choice }
    }
    return switch language {
    case .chinese:
      "保留 \(count(.keep))，留意 \(count(.watch))，剔除 \(count(.drop))。PSI 为各期相对首期的最大值，VIF 只在未剔除的变量之间计算。"
    case .english:
      "keep \(count(.keep)), watch \(count(.watch)), drop \(count(.drop)). PSI is the greatest of all periods against the "
        + "first, VIF that among the variables that are not dropped."
    }
  }

  /// The variables, the greatest information value first.
  public var byInformation: [VariableAnalysis] {
    variables.enumerated().sorted {
      $0.element.informationValue != $1.element.informationValue
        ? $0.element.informationValue > $1.element.informationValue : $0.offset < $1.offset
    }.map(\.element)
  }
}

extension VariableAnalysis {
  /// The inflation among kept variables; a dash for those that are dropped.
  public var inflationText: String {
    if verdict.choice == .drop { return "–" }
    return vifAmongKept.map { NumberText.decimal($0, places: 1) } ?? "∞"
  }
}
