import Calendar
import Metrics
import Retention
import Workflow

/// What `lookalike` prints.
struct LookAlikeWords {
  let outcome: LookAlikeOutcome

  /// What was done, without anybody who is listed.
  var summary: String {
    let record = outcome.record
    var text =
      "\(NumberText.count(record.members)) of the \(NumberText.count(record.named)) customers of the group are above the "
      + "floor in \(record.snapshotMonth).\n"
    if let auc = record.auc {
      text +=
        "Models that have not seen them tell them from the others with an AUC of \(NumberText.decimal(auc, places: 3))"
        + (record.aucInterval.map {
          " (\(NumberText.decimal($0.lower, places: 3)) to \(NumberText.decimal($0.upper, places: 3)))"
        } ?? "") + "; 0.5 would be chance.\n"
    }
    if record.traits.isEmpty {
      text += "They have nothing in common that the others have not.\n"
    } else {
      text += "What they have in common:\n"
      for trait in record.traits {
        let what = trait.level.map { "\(trait.meaning) is “\($0)”" } ?? trait.meaning
        text += "  \(what): \(trait.group), others \(trait.others)\n"
      }
    }
    text +=
      "\(NumberText.count(record.listed)) of \(NumberText.count(record.population - record.members)) others are listed in "
      + "\(outcome.path).\n"
    return text
  }

  var text: String {
    var text = summary
    for (rank, entry) in outcome.first.enumerated() {
      text +=
        "\n\(rank + 1). \(entry.customer)  similarity \(NumberText.percent(entry.similarity))  assets "
        + "\(NumberText.amount(entry.assets.rounded()))\n"
      for remark in entry.remarks { text += "     \(remark)\n" }
    }
    return text
  }
}
