import Calendar
import ModelFile
import Scoring
import Variables
import Workflow

/// What `model show` prints.
struct ModelWords {
  let document: ModelDocument
  let language: Language

  var text: String {
    var text = heading + trainedOn
    if let calibration = document.calibration {
      let months = document.validationMonths.map(\.description)
      text += language.text(
        "  概率已校准（\(calibration.method.rawValue)），学习自 \(months.joined(separator: "、"))\n",
        "  probabilities are calibrated (\(calibration.method.rawValue)) on \(months.joined(separator: ", "))\n"
      )
    }
    let columns = document.columns.map(\.name)
    text += language.text(
      "  需要的列：\(columns.joined(separator: "、"))\n", "  needs the columns \(columns.joined(separator: ", "))\n"
    )
    let splits = document.scoring.splitCounts
    var table = TextTable(
      in: language,
      [("变量", "variable", .left), ("重要性", "importance", .right)]
        + (splits == nil ? [] : [("分裂数", "splits", .right)]))
    let facts = document.variables
    let order = facts.indices.sorted { (facts[$1].importance, $0) < (facts[$0].importance, $1) }
    for variable in order.prefix(20) {
      table.add(
        [facts[variable].name, NumberText.percent(facts[variable].importance)]
          + (splits.map { [NumberText.count($0[variable])] } ?? []))
    }
    return text + table.text
      + (document.scorecard.map { ScorecardWords(card: $0, language: language).text } ?? "")
  }

  private var heading: String {
    let (name, algorithm, program) = (document.name, document.algorithm.rawValue, document.producedBy)
    let variables = document.variables.count
    let size =
      switch document.scoring {
      case .forest(let forest):
        language.text(
          "\(forest.trees.count) 棵树，\(variables) 个变量", "\(forest.trees.count) trees, \(variables) variables")
      case .linear(let linear):
        language.text(
          "\(linear.terms.count) 项，\(variables) 个变量", "\(linear.terms.count) terms, \(variables) variables")
      }
    return language.text(
      "\(name)：\(algorithm)，由 \(program) 写出\n  \(size)\n",
      "\(name): \(algorithm), written by \(program)\n  \(size)\n")
      + (document.parts.map { "  \(parts($0))\n" } ?? "")
  }

  /// What a forest was put together from.
  private func parts(_ parts: ForestParts) -> String {
    let forests = parts.forests.map(NumberText.count).joined(separator: " + ")
    let share = NumberText.percent(parts.regressionShare)
    let hasRegression = parts.regressionShare > 0
    return language.text(
      "由 \(parts.forests.count) 个森林（\(forests) 棵树）组成" + (hasRegression ? "，另有 \(share) 为逻辑回归" : ""),
      "the mean of \(parts.forests.count) forests (of \(forests) trees)"
        + (hasRegression ? "; \(share) of the margin is a logistic regression" : ""))
  }

  private var trainedOn: String {
    guard document.kind == .panel else {
      let (label, rows) = (document.label ?? "", document.trainedRows.map { NumberText.count($0.rows) })
      return language.text(
        "  学习自标签为“\(label)”的数据表" + (rows.map { "，\($0) 行" } ?? "") + "\n",
        "  trained on " + (rows.map { "\($0) rows of " } ?? "") + "a table with the label “\(label)”\n")
    }
    let configuration = document.configuration
    let (floor, rule) = (NumberText.amount(configuration.floor), configuration.loss.rule.rawValue)
    let assets = configuration.assets.joined(separator: " + ")
    let months = document.trainedMonths.map(\.description)
    let asked = configuration.asked
    if !asked.isLoss {
      let (name, event) = (asked.name, asked.words.event(in: language))
      return language.text(
        "  问题：\(name)（\(event)）\n  学习月份：\(months.joined(separator: "、"))\n",
        "  question: \(name) (\(event))\n  trained on \(months.joined(separator: ", "))\n")
    }
    return language.text(
      "  客群：资产（\(assets)）高于 \(floor)；流失规则：\(rule)\n  学习月份：\(months.joined(separator: "、"))\n",
      "  population: assets (\(assets)) above \(floor); loss rule: \(rule)\n"
        + "  trained on \(months.joined(separator: ", "))\n")
  }
}

extension ExportOutcome {
  /// What `model export` prints.
  func text(in language: Language) -> String {
    ([
      language.text(
        "已写入 \(path)：输入 \(variableCount) 个变量，输出流失概率。",
        "Written to \(path): \(variableCount) variables in, the probability of a loss out.")
    ] + (remarks.isEmpty ? [] : [remarks.joined(in: language)])).joined(separator: "\n")
  }
}

extension ImportOutcome {
  /// What `model import` prints.
  func text(in language: Language) -> String {
    let example = "`churn predict --model \(path) --table FILES`"
    return language.text(
      "\(tool)：\(treeCount) 棵树，\(recipes.count) 个变量\n",
      "\(tool): \(treeCount) trees, \(recipes.count) variables\n")
      + (roundsText(in: language) ?? "") + columnsText(in: language)
      + language.text(
        "已写入 \(path)；给数据表评分：\(example)。", "Written to \(path); score a table with \(example).")
  }

  private func roundsText(in language: Language) -> String? {
    rounds.map {
      $0.used < $0.all
        ? language.text(
          "采用 \($0.all) 轮中的前 \($0.used) 轮：提前停止认为第 \($0.used) 轮最好，\(tool) 的 predict_proba 也只用到这一轮"
            + "（--all-trees 采用全部）。\n",
          "Used are the first \($0.used) of \($0.all) rounds: early stopping found round \($0.used) the best, and "
            + "\(tool)'s predict_proba uses no more (--all-trees takes them all).\n")
        : language.text(
          "采用全部 \($0.all) 轮，尽管提前停止认为更早的一轮最好。\n",
          "Used are all \($0.all) rounds, although early stopping found an earlier one the best.\n")
    }
  }

  /// What must be known of the table's columns.
  private func columnsText(in language: Language) -> String {
    func line(_ wanted: Set<Recipe.Function>, _ chinese: String, _ english: String) -> String {
      let names = recipes.filter { wanted.contains($0.function) }.map(\.name)
      return names.isEmpty
        ? ""
        : language.text(
          "\(chinese)：\(names.joined(separator: "、"))\n", "\(english): \(names.joined(separator: ", "))\n")
    }
    return line(
      [.category, .numberCategory], "类别列，取值与训练时的数据表相同", "Categories, as the table had them in training")
      + line([.code, .codeOrOther], "类别列，取值为代码 0, 1, 2, …", "Categories, as codes 0, 1, 2, …")
      + line([.unused], "没有树用到这些变量，不需要这些列", "No tree splits on these, so their columns are not needed")
  }
}
