import Calendar
import Metrics
import Retention
import Workflow

/// What `lookalike` prints.
struct LookAlikeWords {
  let outcome: LookAlikeOutcome

  private var language: Language { outcome.language }

  /// What was done, without anybody who is listed.
  var summary: String {
    let (record, count) = (outcome.record, NumberText.count)
    var text = language.text(
      "给定的 \(count(record.named)) 户中，有 \(count(record.members)) 户在 \(record.snapshotMonth) 位于门槛之上。\n",
      "\(count(record.members)) of the \(count(record.named)) customers of the group are above the floor in "
        + "\(record.snapshotMonth).\n")
    if let auc = record.auc {
      let figure =
        NumberText.decimal(auc, places: 3) + (record.aucInterval.map { $0.words(in: language) } ?? "")
      text += language.text(
        "未见过他们的模型区分他们与其他客户，AUC 为 \(figure)；0.5 相当于随机。\n",
        "Models that have not seen them tell them from the others with an AUC of \(figure); 0.5 would be chance.\n"
      )
    }
    if record.traits.isEmpty {
      text += language.text(
        "他们与其他客户相比没有共同特征。\n", "They have nothing in common that the others have not.\n")
    } else {
      text += language.text("他们的共同特征：\n", "What they have in common:\n")
      for trait in record.traits {
        let what =
          trait.level.map { language.text("\(trait.meaning)为“\($0)”", "\(trait.meaning) is “\($0)”") }
          ?? trait.meaning
        text += language.text(
          "  \(what)：\(trait.group)，其他客户 \(trait.others)\n",
          "  \(what): \(trait.group), others \(trait.others)\n")
      }
    }
    let others = count(record.population - record.members)
    text += language.text(
      "其余 \(others) 户中列出 \(count(record.listed)) 户，名单在 \(outcome.path)。\n",
      "\(count(record.listed)) of \(others) others are listed in \(outcome.path).\n")
    return text
  }

  var text: String {
    var text = summary
    for (rank, entry) in outcome.first.enumerated() {
      let (similarity, assets) = (
        NumberText.percent(entry.similarity), NumberText.amount(entry.assets.rounded())
      )
      text +=
        "\n\(rank + 1). \(entry.customer)  "
        + language.text("相似度 \(similarity)  资产 \(assets)\n", "similarity \(similarity)  assets \(assets)\n")
      for remark in entry.remarks { text += "     \(remark)\n" }
    }
    return text
  }
}
