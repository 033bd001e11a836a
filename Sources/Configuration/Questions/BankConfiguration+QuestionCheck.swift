import Yams

extension BankConfiguration {
  /// What is wrong with a question, and the key that it is wrong with.
  struct QuestionProblem {
    var key: String?
    var text: String
  }

  /// Adds the problems of all declared questions, and of the one that is asked.
  func checkQuestions(_ top: ConfigurationSection) {
    let reader = top.reader
    for name in questions.keys.sorted() {
      let node = top.value("questions")?[name]
      for problem in problemsOfQuestion(named: name) {
        let place = problem.key.flatMap { node?[$0] } ?? node ?? top.keyNode("questions")
        reader.add(problem.text, at: place)
      }
    }
    if questions[question] == nil {
      for problem in problemsOfQuestion(named: question) {
        reader.add(problem.text, at: top.keyNode("question"))
      }
    }
  }

  /// All that is wrong with the question of a name.
  func problemsOfQuestion(named name: String) -> [QuestionProblem] {
    guard let asked = asked(name) else { return [QuestionProblem(text: unknown(name))] }
    let declared = questions[name]
    let preset =
      declared.map { $0.preset ?? QuestionPreset(rawValue: name) }
      ?? QuestionPreset(rawValue: String(name.prefix { $0 != ":" }))
    var problems: [QuestionProblem] = []
    func add(_ key: String?, _ text: String) {
      problems.append(QuestionProblem(key: key, text: "the question “\(name)” \(text)"))
    }
    switch preset {
    case .loss where declared != nil:
      add(nil, "is the loss, which stands under `loss:` and `floor:`; say it there, or give it another name.")
    case .winBack where declared?.customers != nil || declared?.event != nil:
      add(
        declared?.customers != nil ? "customers" : "event",
        "is the preset win_back, whose rules are made of `floor:` and `window:`; leave the rule out."
      )
    case .product where declared.map({ $0.column == nil }) ?? !name.contains(":"):
      add(nil, "needs the product's column; say `column:`, or ask `product:COLUMN`.")
    case nil where declared?.customers == nil || declared?.event == nil:
      add(nil, "is no preset and needs both rules, `customers:` and `event:`.")
    case .promotion where tiers.points != nil:
      add(nil, "is by assets and loans, not by points; ask it with tiers by amounts.")
    case .promotion where tiers.tiers.count < 2: add(nil, "needs at least two tiers.")
    case .loss, .promotion, .product, .wakeUp, .winBack, nil: break
    }
    if let preset, declared?.column != nil, !preset.speaksOfColumn {
      add("column", "is the preset \(preset.rawValue), which speaks of no column; leave it out.")
    }
    if case .winBack = asked.kind, asked.within > 1 || declared?.value != nil || asked.money == .lost {
      add(
        nil,
        "is the preset win_back, which asks for the assets that come back next month; leave the rest out.")
    }
    guard problems.isEmpty, case .rules(let customers, let event) = asked.kind else { return problems }
    if let change = customers.change {
      add(
        "customers",
        "asks of customers by \(change.summary.rawValue)(\(change.column)), which compares with the snapshot month and is "
          + "for events alone.")
    }
    if event.months > asked.within {
      add(
        "event",
        "has an event that looks at the present: its figures reach back over \(event.months) months, and it may come "
          + "within \(asked.within); look at no more months than `within`.")
    }
    if event.tests.isEmpty { add("event", "has an event that holds for everybody.") }
    if customers.isImpossible { add("customers", "is of nobody: its rule of customers contradicts itself.") }
    if event.isImpossible { add("event", "has an event that cannot come: its rule contradicts itself.") }
    if customers.contradictsInWhatNeverChanges(event) {
      add("event", "has an event that contradicts its rule of customers: what they differ in never changes.")
    }
    return problems
  }

  private func unknown(_ name: String) -> String {
    let presets = QuestionPreset.allCases.map { $0 == .product ? "product:COLUMN" : $0.rawValue }
    let all = questions.keys.sorted() + presets.filter { questions[$0] == nil }
    let hint = Suggestion.closest(to: name, among: all).map { "did you mean “\($0)”?" }
    return "there is no question “\(name)”; \(hint ?? "there are \(all.joined(separator: ", ")).")"
  }
}
