import Calendar
import Metrics

extension ReportPage {
  /// Models that were trained fold by fold.
  var crossValidationSection: PageSection? {
    guard let crossed = content.crossValidation, !crossed.figures.isEmpty else { return nil }
    let title = say(zh: "交叉验证", en: "Cross-validation")
    return PageSection(
      id: "cross-validation", title: title,
      parts: [
        paragraph(crossed.words(in: language)),
        table(
          [
            .init(say(zh: "指标", en: "Figure")), .init(say(zh: "平均", en: "Mean"), isNumber: true),
            .init(say(zh: "95% 区间", en: "95% interval"), isNumber: true),
          ]
            + crossed.folds.indices.map {
              .init(say(zh: "第 \($0 + 1) 折", en: "Fold \($0 + 1)"), isNumber: true)
            },
          crossed.figures.map { item in
            [
              item.name.words(in: language), figure(item.mean, decimals: 4),
              item.interval.map {
                "\(Language.fixed($0.lower, decimals: 4)) … \(Language.fixed($0.upper, decimals: 4))"
              } ?? "–",

            ]
              + crossed.folds.indices.map { fold in
                figure(item.folds.first { $0.fold == fold + 1 }?.value, decimals: 4)
              }
          }, label: title),
        note(
          say(
            zh: "区间按 Nadeau 与 Bengio（2003）修正：各折模型的训练数据大半相同。",
            en:
              "Intervals are corrected for training rows that the folds' models have in common (Nadeau and Bengio 2003)."
          )),
      ])
  }
}

extension CrossValidation {
  /// What was done, in a sentence.
  public func words(in language: Language) -> String {
    let (count, rows) = (folds.count, NumberText.count(folds.reduce(0) { $0 + $1.rows }))
    let name = column.map { "“\($0)”" }
    return switch kind {
    case .key:
      language.text(
        "\(count) 折，共 \(rows) 行；同一主键\(name ?? "")的行在同一折中，每折由其余各折训练的模型评判。",
        "\(count) folds of \(rows) rows; rows of a key\(name.map { " (\($0))" } ?? "") stay together, and each fold is evaluated by a model that was "
          + "trained on the others.")
    case .column:
      language.text(
        "\(count) 折，共 \(rows) 行；\(name ?? "")相同的行在同一折中，每折由其余各折训练的模型评判。",
        "\(count) folds of \(rows) rows; rows with the same \(name ?? "") stay together, and each fold is evaluated by a model that "
          + "was trained on the others.")
    case .time:
      language.text(
        "\(count) 折，共 \(rows) 行，按\(name ?? "")先后；每折由此前各行训练的模型评判。",
        "\(count) folds of \(rows) rows by \(name ?? ""); each is evaluated by a model that was trained on all earlier rows."
      )
    }
  }
}

extension CrossValidation.Name {
  /// What the figure is called.
  public func words(in language: Language) -> String {
    switch self {
    case .auc: "AUC"
    case .kolmogorovSmirnov: "KS"
    case .averagePrecision: language.text("平均精度", "average precision")
    case .hMeasure: language.text("H 度量", "H-measure")
    case .lift: language.text("前 10% 提升度", "lift in the top decile")
    case .recall: language.text("前 10% 覆盖流失", "losses in the top decile")
    case .logLoss: language.text("对数损失", "log-loss")
    case .brier: language.text("Brier 分数", "Brier score")
    case .calibrationError: language.text("校准误差", "calibration error")
    case .lossRate: language.text("流失率", "loss rate")
    case .predictedLossRate: language.text("预计流失率", "predicted loss rate")
    }
  }
}
