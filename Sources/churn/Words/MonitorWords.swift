import Metrics
import Workflow

extension MonitorOutcome {
  /// What `monitor` prints.
  var text: String {
    findings.reduce("\(month?.description ?? "table"): \(verdict.rawValue)\n") {
      $0 + "  \($1.light.rawValue): \($1.text)\n"
    } + cautions.map { "  \($0)\n" }.joined()
  }
}
