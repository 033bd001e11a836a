import Calendar
import Configuration

extension ReportPage {
  /// How probabilities were made to come true.
  var calibrationSection: PageSection? {
    guard let calibration = content.calibration else { return nil }
    var parts = [paragraph(calibrationText(calibration))]
    if !calibration.trials.isEmpty { parts.append(trialsTable(calibration)) }
    if let before = calibration.logLossBefore, let after = calibration.logLossAfter {
      parts.append(
        paragraph(
          say(
            zh:
              "在检验月份上，对数损失校准前为 \(Language.fixed(before, decimals: 5))，校准后为 \(Language.fixed(after, decimals: 5))。",
            en:
              "On the evaluated months, the log-loss was \(Language.fixed(before, decimals: 5)) before the correction and is "
              + "\(Language.fixed(after, decimals: 5)) after it.")))
    }
    if calibration.method != .none {
      parts.append(
        note(
          say(
            zh: "校准单调递增，不改变客户按概率的排序；每户的原因说明针对校准前的得分。",
            en:
              "The correction rises strictly and changes no order by probability; a customer's reasons are those of the "
              + "score before it.")))
    }
    return PageSection(id: "calibrated", title: say(zh: "概率校准", en: "Calibrated probabilities"), parts: parts)
  }

  private func name(_ method: CalibrationReport.Method) -> String {
    switch method {
    case .none: say(zh: "不校准", en: "none")
    case .platt: say(zh: "Platt（逻辑）校准", en: "Platt (logistic)")
    case .beta: say(zh: "beta 校准", en: "beta")
    case .isotonic: say(zh: "保序校准", en: "isotonic")
    }
  }

  private func calibrationText(_ calibration: CalibrationReport) -> String {
    let trained = months(calibration.months)
    switch (calibration.method, calibration.reason) {
    case (.none, .noneBetter?), (.none, nil):
      return say(
        zh: "在验证月份（\(trained)）上比较了几种校准方法，没有一种明显优于不校准，因此概率保持原样。",
        en:
          "Several corrections were tried on the validation months (\(trained)); none did clearly better than leaving the "
          + "probabilities as they are.")
    case (.none, .noMonthToSpare?):
      return say(
        zh: "有结果的月份太少，没有可单独用于校准的月份，概率未经校准。",
        en:
          "There are too few months with outcomes to spare one for it: the probabilities are not calibrated.")
    case (.none, .fewLosses?):
      return say(
        zh: "验证月份中的流失客户太少，不足以学习校准，概率未经校准。",
        en:
          "The validation months have too few losses to learn a correction from: the probabilities are not calibrated."
      )
    case (.none, .turnedOff?):
      return say(
        zh: "配置中关闭了校准，概率未经校准。",
        en: "Calibration is turned off in the configuration: the probabilities are not calibrated.")
    case (let method, _):
      return say(
        zh: "概率经过校准：\(name(method))，在验证月份（\(trained)）上学习，评判用的是其他月份。",
        en:
          "Probabilities are corrected (\(name(method))), as was fitted on the validation months (\(trained)); "
          + "other months evaluate it.")
    }
  }

  private func trialsTable(_ calibration: CalibrationReport) -> Markup {
    let title = say(zh: "校准方法", en: "Corrections tried")
    return .lines([
      table(
        [
          .init(say(zh: "方法", en: "Method")),
          .init(say(zh: "对数损失（交叉验证）", en: "Log-loss, cross-validated"), isNumber: true),
        ],
        calibration.trials.map { trial in
          [
            trial.method == calibration.method
              ? say(zh: "\(name(trial.method))（采用）", en: "\(name(trial.method)) (taken)")
              : name(trial.method),
            figure(trial.logLoss, decimals: 5),
          ]
        }, label: title),
      note(
        say(
          zh:
            "\(count(calibration.customers)) 户次、\(count(calibration.losses)) 户流失，按客户分为五份，每份由其余四份学得的校准来评判。"
            + "只有平均优势超过其标准误的方法才会采用。",
          en:
            "\(count(calibration.customers)) customers with \(count(calibration.losses)) losses in five parts by customer; "
            + "each part is evaluated by what the other four taught. A method is taken only where its mean advantage exceeds "
            + "the standard error.")),
    ])
  }
}
