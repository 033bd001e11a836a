import Yams

extension AggregateDefinition {
  static let keys = [
    "kind", "files", "customer", "account", "date", "amount", "balance", "debits", "balance_name", "flows",
  ]

  /// Nil, with a problem, where the customer or the date is not named.
  init?(_ section: ConfigurationSection) {
    let reader = section.reader
    let customer = section.name("customer", wanted: "the file's name of the customer column")
    let date = section.name("date", wanted: "the file's name of the day's column")
    for key in ["customer", "date"] where section.value(key) == nil {
      reader.add("“aggregate” has no “\(key)”; name that column of the file.", at: section.node)
    }
    self.init(customer: customer ?? "", date: date ?? "")
    section.choice("kind", into: &kind)
    section.names("files", into: &files, wanted: "a file or a pattern such as balances_*.csv")
    account = section.name("account", wanted: "the file's name of the account column")
    amount = section.name("amount", wanted: "the file's name of the amount column")
    balance = section.name("balance", wanted: "the file's name of the balance column")
    if let node = section.value("debits") {
      debits = section.texts(of: node, name: section.path("debits"))
    }
    balanceName =
      section.name("balance_name", wanted: "the panel's name of the averaged balance") ?? balanceName
    flows = section.sections("flows", keys: ["name", "matching", "direction"]).compactMap { Flow($0) }
    check(section)
    if customer == nil || date == nil { return nil }
  }

  private func check(_ section: ConfigurationSection) {
    let reader = section.reader
    switch kind {
    case .balances:
      if section.value("balance") == nil {
        reader.add(
          "“aggregate” of balances has no “balance”; name that column of the file.", at: section.node)
      }
    case .transactions:
      if section.value("amount") == nil && section.value("balance") == nil {
        reader.add(
          "“aggregate” of transactions has neither “amount” nor “balance”; name at least one column.",
          at: section.node)
      }
    }
    if !flows.isEmpty && section.value("amount") == nil {
      reader.add(
        "“aggregate.flows” are sums of amounts; name the “amount” column too.", at: section.keyNode("flows"))
    }
    var taken: Set<String> = [balanceName]
    for flow in flows where !taken.insert(flow.name).inserted {
      reader.add("two columns of the panel would be called “\(flow.name)”.", at: section.keyNode("flows"))
    }
  }
}

extension AggregateDefinition.Flow {
  fileprivate init?(_ section: ConfigurationSection) {
    let name = section.name("name", wanted: "the panel's name of the flow")
    let matching = section.value("matching").map { section.texts(of: $0, name: section.path("matching")) }
    let hasDirection = section.value("direction") != nil
    for key in hasDirection ? ["name"] : ["name", "matching"] where section.value(key) == nil {
      section.reader.add("a flow under “aggregate.flows” has no “\(key)”.", at: section.node)
    }
    guard let name, matching != nil || hasDirection else { return nil }
    self.init(name: name, matching: matching ?? [:])
    if hasDirection {
      var read = AggregateDefinition.Direction.in
      section.choice("direction", into: &read)
      direction = read
    }
  }
}

extension ConfigurationSection {
  /// Columns of a file → texts that they may hold.
  fileprivate func texts(of node: Node, name: String) -> [String: [String]] {
    let entries = reader.entries(node, name: name, keys: nil) ?? []
    if case .mapping = node, entries.isEmpty {
      reader.add("“\(name)” names no column; write a column and its texts, or leave the line out.", at: node)
    }
    let pairs = entries.map { entry in
      (entry.key, reader.names(entry.value, name: "\(name).\(entry.key)", wanted: "the texts that it holds"))
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
