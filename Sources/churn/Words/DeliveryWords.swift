import Foundation
import Workflow

/// What `predict` says of a delivery that is odd, on standard error.
enum DeliveryWords {
  /// The exit code of a delivery that is not scored.
  static let refused: Int32 = 4

  static func warn(_ outcome: PredictionOutcome) {
    for finding in outcome.findings { write("Warning: \(finding.text.english)") }
    if let reason = outcome.accepted { write("Accepted: \(reason)") }
  }

  static func refuse(_ error: DeliveryError) {
    write(
      "Error: \(error)\nIf it is right all the same, --accept REASON goes on and writes the reason into the record; the "
        + "limits stand under `deliveries:` of the configuration.")
  }

  private static func write(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
