import Calendar
import ModelFile
import Scoring
import Variables
import Workflow

/// What `model show` prints.
struct ModelWords {
  let document: ModelDocument

  var text: String {
    var text = "\(document.name): \(document.algorithm.rawValue), written by \(document.producedBy)\n"
    switch document.scoring {
    case .forest(let forest): text += "  \(forest.trees.count) trees, \(forest.variableCount) variables\n"
    case .linear(let linear): text += "  \(linear.terms.count) terms, \(linear.variableCount) variables\n"
    }
    if document.kind == .panel {
      let configuration = document.configuration
      text += "  population: assets (\(configuration.assets.joined(separator: " + "))) above "
      text += "\(NumberText.amount(configuration.floor)); loss rule: \(configuration.loss.rule.rawValue)\n"
      text += "  trained on \(document.trainedMonths.map(\.description).joined(separator: ", "))\n"
    } else {
      let rows = document.trainedRows.map { "\(NumberText.count($0.rows)) rows of " } ?? ""
      text += "  trained on \(rows)a table with the label “\(document.label ?? "")”\n"
    }
    if let calibration = document.calibration {
      text += "  probabilities are calibrated (\(calibration.method.rawValue)) on "
      text += "\(document.validationMonths.map(\.description).joined(separator: ", "))\n"
    }
    text += "  needs the columns \(document.columns.map(\.name).joined(separator: ", "))\n"
    let splits = document.scoring.splitCounts
    var table = TextTable(
      [("variable", .left), ("importance", .right)] + (splits == nil ? [] : [("splits", .right)]))
    let facts = document.variables
    let order = facts.indices.sorted { (facts[$1].importance, $0) < (facts[$0].importance, $1) }
    for variable in order.prefix(20) {
      table.add(
        [facts[variable].name, NumberText.percent(facts[variable].importance)]
          + (splits.map { [NumberText.count($0[variable])] } ?? []))
    }
    return text + table.text + (document.scorecard.map { ScorecardWords(card: $0).text } ?? "")
  }
}

extension ExportOutcome {
  /// What `model export` prints.
  var text: String {
    "Written to \(path): \(variableCount) variables in, the probability of a loss out."
      + (remark.map { "\n" + $0 } ?? "")
  }
}

extension ImportOutcome {
  /// What `model import` prints.
  var text: String {
    "\(tool): \(treeCount) trees, \(recipes.count) variables\n" + (roundsText ?? "") + columnsText
      + "Written to \(path); score a table with `churn predict --model \(path) --table FILES`."
  }

  private var roundsText: String? {
    rounds.map {
      $0.used < $0.all
        ? "Used are the first \($0.used) of \($0.all) rounds: early stopping found round \($0.used) the best, and "
          + "\(tool)'s predict_proba uses no more (--all-trees takes them all).\n"
        : "Used are all \($0.all) rounds, although early stopping found an earlier one the best.\n"
    }
  }

  /// What must be known of the table's columns.
  private var columnsText: String {
    func line(_ wanted: Set<Recipe.Function>, _ text: String) -> String {
      let names = recipes.filter { wanted.contains($0.function) }.map(\.name)
      return names.isEmpty ? "" : "\(text): \(names.joined(separator: ", "))\n"
    }
    return line([.category, .numberCategory], "Categories, as the table had them in training")
      + line([.code, .codeOrOther], "Categories, as codes 0, 1, 2, …")
      + line([.unused], "No tree splits on these, so their columns are not needed")
  }
}
