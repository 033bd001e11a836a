import Calendar

extension BankConfiguration {
  /// The keys of a configuration file; a file that the program writes has the comment of each above it.
  static let settings: [Setting<BankConfiguration>] = [
    .init("panel", \.panel, .sections(), "Tables with a row per customer and month; columns: ours: theirs."),
    .init("attributes", \.attributes, .sections(), "Tables with a row per customer."),
    .init(
      "table", \.table, .optional(.section),
      "A table with ready-made variables and the outcome, instead of a panel."),
    .init(
      "joins", \.joins, .namedSections().unlessEmpty,
      "Tables that are joined by a key, such as { client: { files: client.csv, key: client_id } }; their columns are called "
        + "client.age."),
    .init(
      "assets", \.assets, .names("the names of the columns that add up to assets"),
      "Columns that add up to a customer's assets."),
    .init("floor", \.floor, .number(.notNegative), "Customers with assets above this are the population."),
    .section(
      "loss", \.loss,
      "What counts as a loss: \(choices(LossDefinition.Rule.self)); and which losses are sudden."),
    .init(
      "question", \.question, .question,
      "The question that models are trained on: loss, promotion, product:COLUMN, wake_up, win_back, or one of `questions`."
    ),
    .init(
      "questions", \.questions, .questions,
      "Questions of the bank's own, such as { big: { customers: wealth <= 0, event: wealth > 50000 } }."),
    .init(
      "window", \.window, .whole(1...120), "Months that variables are made of, the snapshot month included."),
    .init(
      "tiers", \.tiers, .tiers, "Tiers by assets and loans, from; or a preset: \(TierPreset.allNames)."),
    .section(
      "grades", \.grades,
      "Composite grades are set anew in these months; files of service grades set by hand and of the history."
    ),
    .init(
      "groups", \.groups, .groups, "Groups of customers: presets, or names with rules such as age >= 50."),
    .init(
      "playbook", \.playbook, .playbook,
      "The playbook that lists take their actions from: standard, or a file."),
    .init(
      "names", \.names, .mapping(.name("what the column is called in a sentence")),
      "What the bank's own columns are called in sentences, such as { cash_out: 现金支出 }."),
    .init(
      "products", \.products, .names("the names of columns").unlessEmpty.leavingOut(\.isEmpty),
      "Columns of products, of which whoever has one above zero holds it; where nothing is said, the assets and loans."
    ),
    .section(
      "columns", \.columns,
      "Of which kind columns are, where their cells do not show it, by names or patterns such as code_*."),
    .init(
      "derive", \.derive, .mapping(.derivedColumn),
      "Columns made of others, such as { utilisation: used / limit, months_since: months(open_date) }."),
    .init("ignore", \.ignore, .names("the names of columns"), "Columns that nothing is made of."),
    .init(
      "duplicates", \.duplicates, .choice,
      "Two rows of a customer in a month: \(choices(DuplicateRule.self))."),
    .init(
      "unreadable", \.unreadable, .choice,
      "A cell of a number column that is no number: \(choices(UnreadableRule.self))."),
    .init(
      "infinities", \.infinities, .choice,
      "Infinite numbers in a ready-made table: \(choices(InfinityRule.self))."),
    .init(
      "missing_assets", \.missingAssets, .choice,
      "What a missing cell of an asset column means: \(choices(MissingAssetsRule.self))."),
    .init(
      "missing", \.missing, .anyTexts, "Texts that stand for a missing value besides the usual ones."),
    .init(
      "decimal", \.decimal, .optional(.decimal),
      "What stands before the decimals of numbers, where the cells do not show it: `comma` or `point`."),
    .init(
      "dates", \.dates, .optional(.choice),
      "What comes first in dates such as 01/02/2024, where no day above 12 shows it: \(choices(DateOrder.self))."
    ),
    .section(
      "list", \.list,
      "The loss list is ordered by \(choices(ListDefinition.Order.self)). Most customers per manager and branch, months "
        + "before a customer is listed again, share held out to measure the effect, files of those never listed."
    ),
    .init(
      "calendar", \.calendar, .calendar,
      "What each question has of a month's contacts where several share them, such as { loss: { quota: 400 } }."
    ),
    .section(
      "training", \.training, "How models are fitted: \(choices(TrainingDefinition.Algorithm.self))."),
    .section(
      "binning", \.binning,
      "How values are put into bins, for analyze and for models on weights of evidence."),
    .section("monitor", \.monitor, "When churn monitor calls a month amber or red."),
    .section(
      "deliveries", \.deliveries,
      "From where on what is to be scored is odd: above `warn` it is told, above `stop` refused."),
    .init(
      "language", \.language, .choice,
      "Language of what is printed, of reports and lists: \(choices(Language.self))."),
    .init(
      "aggregate", \.aggregate, .optional(.section), "How daily balances or transactions become a panel."),
  ]

  private static func choices<Choice: RawRepresentable & CaseIterable>(_: Choice.Type) -> String
  where Choice.RawValue == String {
    YAMLText.choices(Choice.allCases.map(\.rawValue))
  }

  /// The configuration as a file with every key and a comment for each; reading it gives an equal value.
  ///
  /// - Parameter keys: the keys that are written; nil: all.
  public func yaml(only keys: Set<String>? = nil) -> String {
    Self.settings.filter { keys?.contains($0.key) ?? true }.compactMap { setting in
      let lines = setting.lines(self)
      return lines.isEmpty
        ? nil : (["# \(setting.description.comment)"] + lines).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  /// Adds problems of settings of different sections that contradict each other.
  func check(_ top: ConfigurationSection) {
    let reader = top.reader
    if assets.isEmpty, let node = top.keyNode("assets") {
      reader.add("“assets” names no column; name at least one.", at: node)
    }
    if table != nil, !panel.isEmpty {
      reader.add(
        "“table” and “panel” are two ways to bring data; keep one of them.", at: top.keyNode("table"))
    }
    if let circle = joins.inOrder.circle {
      reader.add(
        "“joins.\(circle)” goes on from itself, by way of others; let one of them go on `by` a column of the table.",
        at: top.value("joins")?[circle])
    }
    for name in joins.keys.sorted() where name.contains(".") {
      reader.add(
        "“\(reader.shown(name))” names a join and has a full stop; take it out.", at: top.keyNode("joins"))
    }
    for name in assets where ignore.contains(name) {
      reader.add(
        "“\(name)” is one of the assets and cannot be ignored; take it out of “ignore” or of “assets”.",
        at: top.keyNode("ignore") ?? top.keyNode("assets"))
    }
    if let circle = derive.inOrder.circle {
      reader.add(
        "“derive.\(circle)” is made of itself, by way of what it is made of; take one of these references out.",
        at: top.value("derive")?[circle])
    }
    if loss.rule == .demotion && tiers.points != nil {
      reader.add(
        "the loss rule “demotion” is by assets and loans, not by points; choose another rule, or tiers by amounts.",
        at: top.keyNode("loss"))
    }
    if loss.rule == .demotion && tiers.tiers.count == 1 {
      reader.add(
        "the loss rule “demotion” needs at least two tiers.", at: top.keyNode("tiers") ?? top.keyNode("loss"))
    }
    checkQuestions(top)
    checkCalendar(top)
    if let highFrom = grades.highFrom, !tiers.gradeNames.contains(highFrom) {
      let names = tiers.gradeNames
      let hint = Suggestion.closest(to: highFrom, among: names).map { "did you mean “\($0)”?" }
      reader.add(
        "“grades.high_from” is “\(reader.shown(highFrom))”, which is no tier; "
          + (hint ?? "there are \(names.joined(separator: ", "))."), at: top.value("grades")?["high_from"])
    }
  }
}

extension SettingForm where Value == String {
  /// A question's name; the loss need not be said.
  fileprivate static var question: SettingForm {
    let (form, usual) = (SettingForm.name("the name of a question"), QuestionPreset.loss.rawValue)
    return SettingForm(
      accepted: .other(
        words: "the name of a question", fitting: ["wake_up", "\"product:wealth\""],
        unfitting: ["\"\"", "[a]", "nothing"]),
      read: form.read, lines: { $1 == usual ? [] : form.lines($0, $1) }, problems: form.problems,
      isNothing: { $0 == usual })
  }
}

extension SettingForm where Value == String? {
  /// A playbook's file; nil: the one that comes with the program.
  fileprivate static var playbook: SettingForm {
    let wanted = "the playbook's file, or the word standard"
    return .line(
      .name(wanted), text: { YAMLText.text($0 ?? "standard") },
      read: { node, path, reader in
        reader.name(node, name: path, wanted: wanted).map { $0 == "standard" ? nil : $0 }
      }
    ).leavingOut { $0 == nil }
  }
}
