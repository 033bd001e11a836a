import SystemIO
import Validation
import Workflow

/// What `predict` says of a delivery that is odd, on standard error.
enum DeliveryWords {
  static func warn(_ outcome: PredictionOutcome) {
    for finding in outcome.findings { StandardStreams.say("Warning: \(finding.text.english)") }
    if let reason = outcome.accepted { StandardStreams.say("Accepted: \(reason)") }
  }

  static func refuse(_ error: DeliveryError) {
    StandardStreams.say(
      "Error: \(error)\nIf it is right all the same, --accept REASON goes on and writes the reason into the record; the "
        + "limits stand under `deliveries:` of the configuration.")
  }
}
