import Calendar
import Reporting

extension ContactsContent {
  private static let mostLines = 10

  /// What `monitor --outcomes` prints.
  var text: String {
    var text = verdict + "\n"
    if withoutAssets > 0 {
      let rows = NumberText.count(withoutAssets)
      text += language.text(
        "\(rows) 行资产不明，只计入接受率。\n", "\(rows) rows without known assets count for uptake alone.\n")
    }
    text += whole.text(in: language)
    for (title, lines) in [
      (language.text("按措施", "By action"), actions), (language.text("按客户经理", "By manager"), managers),
    ] where !lines.isEmpty {
      text += "\n\(title)\n"
      for line in lines.prefix(Self.mostLines) { text += line.text(in: language) }
      let more = lines.count - Self.mostLines
      if more > 0 { text += language.text("  另有 \(more) 项\n", "  and \(more) more\n") }
    }
    return text
  }
}

extension ContactsContent.Line {
  fileprivate func text(in language: Language) -> String {
    let (count, amount) = (NumberText.count, { (value: Double) in NumberText.amount(value.rounded()) })
    var text = language.text(
      "  \(name)：\(count(treated)) 户，已联系 \(count(contacted)) 户",
      "  \(name): \(count(treated)) customers, \(count(contacted)) contacted")
    if answered > 0 {
      let share = NumberText.percent(Double(accepted) / Double(answered))
      text += language.text("，接受率 \(share)", ", uptake \(share)")
    }
    if let kept {
      text += language.text("，留住 \(amount(kept.amount))", ", kept \(amount(kept.amount))")
      if let interval = kept.interval {
        let (low, high) = (amount(interval.lower), amount(interval.upper))
        text += language.text("（\(low) 至 \(high)）", " (\(low) to \(high))")
      }
    }
    return text
      + language.text(
        "，对照 \(count(control)) 户\(isAgainstAll ? "（各类合计）" : "")\n",
        " against \(count(control)) held out\(isAgainstAll ? ", of all kinds" : "")\n")
  }
}
