import Calendar
import Reporting

extension ContactsContent {
  private static let mostLines = 10

  /// What `monitor --outcomes` prints.
  var text: String {
    var text = verdict + "\n"
    if withoutAssets > 0 {
      text += "\(NumberText.count(withoutAssets)) rows without known assets count for uptake alone.\n"
    }
    text += whole.text
    for (title, lines) in [("By action", actions), ("By manager", managers)] where !lines.isEmpty {
      text += "\n\(title)\n"
      for line in lines.prefix(Self.mostLines) { text += line.text }
      if lines.count > Self.mostLines { text += "  and \(lines.count - Self.mostLines) more\n" }
    }
    return text
  }
}

extension ContactsContent.Line {
  fileprivate var text: String {
    var text = "  \(name): \(NumberText.count(treated)) customers, \(NumberText.count(contacted)) contacted"
    if answered > 0 { text += ", uptake \(NumberText.percent(Double(accepted) / Double(answered)))" }
    if let kept {
      text += ", kept \(NumberText.amount(kept.amount.rounded()))"
      if let interval = kept.interval {
        text +=
          " (\(NumberText.amount(interval.lower.rounded())) to \(NumberText.amount(interval.upper.rounded())))"
      }
    }
    return text + " against \(NumberText.count(control)) held out\(isAgainstAll ? ", of all kinds" : "")\n"
  }
}
