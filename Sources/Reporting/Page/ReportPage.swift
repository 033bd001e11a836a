import Calendar
import Configuration

/// The model report as one HTML page that fetches nothing: for a screen of any width, by day or night, and paper.
public struct ReportPage: Page {
  let content: ReportContent
  var language: Language { content.language }
  var words: QuestionWords { content.subject.words }

  /// The page as a text of UTF-8 HTML.
  ///
  /// The same content gives the same text. Every text of the content is escaped.
  public static func html(of content: ReportContent) -> String { ReportPage(content: content).page.html }

  private var page: Markup {
    let made = [dataSection, populationSection, splitSection, variablesSection, modelSection]
    let results = [
      validationSection, calibrationSection, segmentsSection, suddenSection, backtestSection,
      crossValidationSection,
    ]
    // A training is told in its own order; whoever validates a model asks for the results first.
    let parts = content.occasion == .validation ? results + made : made + results
    let sections = ([leaksSection, summarySection] + parts + [limitsSection, reproductionSection]).compactMap
    { $0 }
    return document(
      title: title, byline: [content.model, algorithmName, content.program].joined(separator: " · "),
      sections: sections)
  }

  private var title: String {
    switch (content.subject, content.occasion) {
    case (.panel, .training): say(zh: "客户资产流失预警模型报告", en: "Model report: customers who will lose assets")
    case (.panel, .validation):
      say(zh: "客户资产流失预警模型检验报告", en: "Validation report: customers who will lose assets")
    case (.question, .training): say(zh: "客户\(words.chinese)预测模型报告", en: "Model report: \(words.plural)")
    case (.question, .validation):
      say(zh: "客户\(words.chinese)预测模型检验报告", en: "Validation report: \(words.plural)")
    case (.table(let label, _), .training): say(zh: "模型报告：\(label)", en: "Model report: \(label)")
    case (.table(let label, _), .validation): say(zh: "模型检验报告：\(label)", en: "Validation report: \(label)")
    }
  }

  private var algorithmName: String {
    switch content.algorithm {
    case .trees: say(zh: "梯度提升树", en: "gradient-boosted trees")
    case .logistic: say(zh: "逻辑回归", en: "logistic regression")
    }
  }

  func name(_ role: EvaluatedSet.Role) -> String {
    switch role {
    case .training: say(zh: "训练", en: "trained on")
    case .validation: say(zh: "验证", en: "validation")
    case .outOfTime: say(zh: "跨期检验", en: "out-of-time")
    // Rows that somebody brings need not be ones that were kept apart.
    case .test where content.occasion == .validation && content.evaluations.count == 1:
      say(zh: "检验", en: "evaluated")
    case .test: say(zh: "留出检验", en: "kept apart")
    }
  }
}

extension ReportContent {
  var isTable: Bool {
    if case .table = subject { true } else { false }
  }
}
