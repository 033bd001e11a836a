import Configuration

extension TreeSettings {
  /// What is wrong with the variables that settings name: all must be there, and numbers where they must be.
  func problems(with variables: [TrainingVariable]) -> [String] {
    var problems: [String] = []
    let kinds = Dictionary(variables.map { ($0.name, $0.kind) }) { first, _ in first }
    func require(_ name: String, in option: String, isNumber: Bool) {
      guard let kind = kinds[name] else {
        problems.append("`\(option)` names \(name), but no variable is called that.")
        return
      }
      if isNumber, kind != .numeric {
        problems.append("`\(option)` names \(name), which is a category; only numbers have an order.")
      }
    }
    for name in monotone.keys.sorted() { require(name, in: "monotone", isNumber: true) }
    for name in edges.keys.sorted() { require(name, in: "edges", isNumber: true) }
    if let start {
      require(start, in: "start", isNumber: true)
      if variables.count == 1 {
        problems.append("`start` names \(start), the only variable; trees need others to train on.")
      }
      if monotone[start] != nil || edges[start] != nil || interactions.joined().contains(start) {
        problems.append(
          "`start` names \(start), which trees then do not split on; leave it out of `monotone`, `edges` and "
            + "`interactions`.")
      }
    }
    for group in interactions {
      if group.isEmpty { problems.append("`interactions` hold a group without variables.") }
      for name in group { require(name, in: "interactions", isNumber: false) }
    }
    return problems
  }
}
