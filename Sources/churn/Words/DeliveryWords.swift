import Calendar
import Workflow

/// What `predict` says of a delivery that is odd, on standard error.
enum DeliveryWords {
  static func warn(_ outcome: PredictionOutcome, _ terminal: Terminal) {
    let language = outcome.language
    for finding in outcome.findings { terminal.progress.warn(finding.text.text(in: language), in: language) }
    if let reason = outcome.accepted {
      terminal.progress.warn(
        language.text("已确认照常出名单：\(reason)", "Accepted all the same: \(reason)"), in: language)
    }
    if outcome.isAnew, let month = outcome.monthAtRisk {
      terminal.progress.warn(
        language.text(
          "\(month) 的名单此前已有，现按同样的最新月份重新生成。若新月份的数据尚未送到，--expect next 可让运行停下。",
          "The list of \(month) was there already and is made anew of the same newest month. If the new month is late: "
            + "--expect next stops such a run."), in: language)
    }
  }

  static let wayOut =
    "If it is right all the same, --accept REASON goes on and writes the reason into the record; the limits stand under "
    + "`deliveries:` of the configuration."
}
