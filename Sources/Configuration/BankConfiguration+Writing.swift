import Calendar

extension BankConfiguration {
  /// The configuration as a file with every key and a comment for each; reading it gives an equal value.
  public func yaml() -> String {
    var lines: [String] = []
    func section(_ comment: String, _ text: String...) {
      if !lines.isEmpty { lines.append("") }
      lines += ["# \(comment)"] + text
    }
    section(
      "Tables with a row per customer and month; columns: ours: theirs.",
      list("panel", panel.map(\.yamlLines)))
    section("Tables with a row per customer.", list("attributes", attributes.map(\.yamlLines)))
    section("Columns that add up to a customer's assets.", "assets: \(YAMLText.texts(assets))")
    section("Customers with assets above this are the population.", "floor: \(YAMLText.number(floor))")
    section(
      "What counts as a loss: \(choices(LossDefinition.Rule.self)); and which losses are sudden.", "loss:",
      "  rule: \(loss.rule.rawValue)", "  share: \(YAMLText.number(loss.share))", "  sudden:",
      "    share: \(YAMLText.number(loss.sudden.share))", "    quiet_months: \(loss.sudden.quietMonths)",
      "    band: \(YAMLText.number(loss.sudden.band))")
    section("Months that variables are made of, the snapshot month included.", "window: \(window)")
    section(
      "Tiers by assets and loans, from; or a preset: \(TierPreset.allCases.map(\.rawValue).joined(separator: ", ")).",
      tiers.yaml)
    section(
      "Composite grades are set anew in these months; files of service grades set by hand and of the history.",
      grades.yaml)
    section(
      "Groups of customers: presets, or names with rules such as age >= 50.", GroupDefinition.yaml(groups))
    section(
      "The playbook that lists take their actions from: standard, or a file.",
      "playbook: \(YAMLText.text(playbook ?? "standard"))")
    section(
      "What the bank's own columns are called in sentences, such as { cash_out: 现金支出 }.",
      "names: \(YAMLText.mapping(names))")
    section("Columns that nothing is made of.", "ignore: \(YAMLText.texts(ignore))")
    section(
      "Two rows of a customer in a month: \(choices(DuplicateRule.self)).",
      "duplicates: \(duplicates.rawValue)")
    section(
      "A cell of a number column that is no number: \(choices(UnreadableRule.self)).",
      "unreadable: \(unreadable.rawValue)")
    section(
      "What a missing cell of an asset column means: \(choices(MissingAssetsRule.self)).",
      "missing_assets: \(missingAssets.rawValue)")
    section(
      "Texts that stand for a missing value besides the usual ones.", "missing: \(YAMLText.texts(missing))")
    section(
      "The loss list is ordered by \(choices(ListDefinition.Order.self)). Most customers per manager and branch, months "
        + "before a customer is listed again, share held out to measure the effect, files of those never listed.",
      list.yaml)
    section("How models are fitted: \(choices(TrainingDefinition.Algorithm.self)).", training.yaml)
    section("How values are put into bins, for analyze and for models on weights of evidence.", binning.yaml)
    section("When churn monitor calls a month amber or red.", monitor.yaml)
    section("Language of reports and lists: \(choices(Language.self)).", "language: \(language.rawValue)")
    if let aggregate { section("How daily balances or transactions become a panel.", aggregate.yaml) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func choices<Choice: RawRepresentable & CaseIterable>(_: Choice.Type) -> String
  where Choice.RawValue == String {
    let all = Choice.allCases.map(\.rawValue)
    return all.dropLast().joined(separator: ", ") + " or " + (all.last ?? "")
  }

  private func list(_ key: String, _ elements: [[String]]) -> String {
    if elements.isEmpty { return "\(key): []" }
    let lines = elements.flatMap { element in
      element.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
    }
    return (["\(key):"] + lines).joined(separator: "\n")
  }
}

extension PanelSource {
  fileprivate var yamlLines: [String] {
    let files =
      switch files {
      case .patterns(let patterns): YAMLText.texts(patterns)
      case .byMonth(let paths):
        YAMLText.mapping(
          paths.sorted { $0.key < $1.key }.map { ($0.key.description, YAMLText.text($0.value)) })
      }
    return sourceLines(files: files, customer: customer, month: month, columns: columns)
  }
}

extension AttributeSource {
  fileprivate var yamlLines: [String] {
    sourceLines(files: YAMLText.texts(files), customer: customer, month: nil, columns: columns)
  }
}

private func sourceLines(files: String, customer: String?, month: String?, columns: [String: String])
  -> [String]
{
  ["files: \(files)"] + (customer.map { ["customer: \(YAMLText.text($0))"] } ?? [])
    + (month.map { ["month: \(YAMLText.text($0))"] } ?? []) + ["columns: \(YAMLText.mapping(columns))"]
}

extension TrainingDefinition {
  fileprivate var yaml: String {
    """
    training:
      algorithm: \(algorithm.rawValue)
      seed: \(seed)
      refit: \(refit)
      calibration: \(calibration.rawValue)
      trees:
    \(trees.yamlLines.map { "    " + $0 }.joined(separator: "\n"))
      logistic:
    \(logistic.yamlLines.map { "    " + $0 }.joined(separator: "\n"))
    """
  }
}

extension AggregateDefinition {
  fileprivate var yaml: String {
    var lines = [
      "aggregate:", "  kind: \(kind.rawValue)", "  files: \(YAMLText.texts(files))",
      "  customer: \(YAMLText.text(customer))",
    ]
    if let account { lines.append("  account: \(YAMLText.text(account))") }
    lines.append("  date: \(YAMLText.text(date))")
    if let amount { lines.append("  amount: \(YAMLText.text(amount))") }
    if let balance { lines.append("  balance: \(YAMLText.text(balance))") }
    if !debits.isEmpty { lines.append("  debits: \(YAMLText.mapping(debits))") }
    lines.append("  balance_name: \(YAMLText.text(balanceName))")
    lines.append(flows.isEmpty ? "  flows: []" : "  flows:")
    for flow in flows {
      lines.append("    - name: \(YAMLText.text(flow.name))")
      if !flow.matching.isEmpty || flow.direction == nil {
        lines.append("      matching: \(YAMLText.mapping(flow.matching))")
      }
      if let direction = flow.direction { lines.append("      direction: \(direction.rawValue)") }
    }
    return lines.joined(separator: "\n")
  }
}
