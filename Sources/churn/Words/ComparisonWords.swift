import Calendar
import Metrics
import Reporting

/// What `compare` prints.
struct ComparisonWords {
  let content: ComparisonContent

  var text: String {
    let comparison = content.comparison
    var text = table(comparison)
    if let others = content.others {
      text +=
        "  On the \(NumberText.count(others.rows)) rows that neither was trained on:\n"
        + table(others.comparison)
    }
    let moves = comparison.moves
    text +=
      "  On a list of \(NumberText.percent(moves.share)): \(NumberText.count(moves.onBoth.customers)) stay "
      + "(\(NumberText.count(moves.onBoth.losses)) lost), \(NumberText.count(moves.off.customers)) move off "
      + "(\(NumberText.count(moves.off.losses)) lost), \(NumberText.count(moves.on.customers)) move on "
      + "(\(NumberText.count(moves.on.losses)) lost).\n"
    for note in content.notes { text += "  \(note)\n" }
    return text
  }

  private func table(_ comparison: PairedComparison) -> String {
    var table = TextTable([
      ("", .left), ("champion", .right), ("challenger", .right), ("difference", .right),
      ("95% interval", .right),
    ])
    func add(_ name: String, _ difference: PairedComparison.Difference) {
      func show(_ value: Double?) -> String { value.map { NumberText.decimal($0, places: 4) } ?? "–" }
      table.add([
        name, show(difference.champion), show(difference.challenger), show(difference.difference),
        difference.interval.map { "\(show($0.lower)) … \(show($0.upper))" } ?? "–",
      ])
    }
    add("AUC", comparison.auc)
    add("KS", comparison.kolmogorovSmirnov)
    add("average precision", comparison.averagePrecision)
    add("log-loss", comparison.logLoss)
    for list in comparison.lists where list.share == 0.1 || list.share == 0.2 {
      add("losses in the first \(NumberText.percent(list.share))", list.recall)
      add("lost money in the first \(NumberText.percent(list.share))", list.capturedLostAssets)
    }
    return table.text
  }
}
