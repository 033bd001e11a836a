import Workflow

/// What `predict` says of a delivery that is odd, on standard error.
enum DeliveryWords {
  static func warn(_ outcome: PredictionOutcome, _ terminal: Terminal) {
    for finding in outcome.findings { terminal.progress.warn(finding.text.english) }
    if let reason = outcome.accepted { terminal.progress.warn("Accepted all the same: \(reason)") }
  }

  static let wayOut =
    "If it is right all the same, --accept REASON goes on and writes the reason into the record; the limits stand under "
    + "`deliveries:` of the configuration."
}
