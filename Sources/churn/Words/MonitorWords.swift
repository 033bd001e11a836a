import Metrics
import Validation
import Workflow

extension MonitorOutcome {
  /// What `monitor` prints.
  var text: String {
    let colon = language.text("：", ": ")
    let watched = month?.description ?? language.text("数据表", "table")
    return findings.lines(in: language).reduce("\(watched)\(colon)\(verdict.name(in: language))\n") {
      $0 + "  \($1.light.name(in: language))\(colon)\($1.text)\n"
    } + cautions.map { "  \($0)\n" }.joined()
  }
}
