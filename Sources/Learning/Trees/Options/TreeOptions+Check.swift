extension TreeOptions {
  /// Checks that every number lies within its bounds.
  func checkNumbers(_ check: inout OptionsCheck) {
    check.require("rounds", rounds, in: 1...100_000)
    check.require("learningRate", learningRate, above: 0, atMost: 1)
    check.require("leaves", leaves, in: 2...65_536)
    if let maximumDepth { check.require("maximumDepth", maximumDepth, in: 1...512) }
    check.require("minimumRows", minimumRows, in: 1...1_000_000_000)
    check.require("minimumHessian", minimumHessian, in: 0...1e12)
    check.require("l1", l1, in: 0...1e12)
    check.require("l2", l2, in: 0...1e12)
    check.require("minimumGain", minimumGain, in: 0...1e12)
    check.require("columnShare", columnShare, above: 0, atMost: 1)
    check.require("levelColumnShare", levelColumnShare, above: 0, atMost: 1)
    check.require("lossWeight", lossWeight, above: 0, atMost: 1e6)
    check.require("rowShare", rowShare, above: 0, atMost: 1)
    if let sampleShare { check.require("sampleShare", sampleShare, above: 0, atMost: 1) }
    check.require("bins", bins, in: 2...255)
    check.require("liftShare", liftShare, above: 0, atMost: 1)
    check.require("patience", patience, in: 1...100_000)
    check.require("minimumCategoryRows", minimumCategoryRows, in: 1...1_000_000_000)
    check.require("categorySmoothing", categorySmoothing, above: 0, atMost: 1e12)
    check.require("categoryL2", categoryL2, in: 0...1e12)
    // Also catches NaN, for which the sum is not above zero.
    if !(l2 + minimumHessian > 0) {
      check.note("`l2` and `minimumHessian` cannot both be 0: leaf values would be divided by nothing.")
    }
    if rowShare < 1, let sampleShare, sampleShare < 1 {
      check.note("`rowShare` and `sampleShare` cannot both be below 1; choose one way to draw rows.")
    }
  }

  /// Checks the bins that were given, variables in the order of their names.
  func checkEdges(_ check: inout OptionsCheck) {
    for (name, edges) in edges.sorted(by: { $0.key < $1.key }) {
      if edges.isEmpty {
        check.note("`edges` of \(name) are empty; one bin tells nothing apart.")
      } else if edges.count > 254 {
        check.note("`edges` of \(name) are \(edges.count); at most 254 make 255 bins.")
      }
      if let edge = edges.first(where: { !$0.isFinite }) {
        check.note("`edges` of \(name) hold \(edge); edges are finite.")
      }
      if let place = edges.indices.dropFirst().first(where: { !(edges[$0 - 1] < edges[$0]) }) {
        check.note("`edges` of \(name) must ascend, but \(edges[place]) stands behind \(edges[place - 1]).")
      }
    }
  }

  /// Checks that all variables that options name are there, and numbers where they must be.
  func checkNames(_ variables: [TrainingVariable], _ check: inout OptionsCheck) {
    let kinds = Dictionary(variables.map { ($0.name, $0.kind) }) { first, _ in first }
    func require(_ name: String, in option: String, isNumber: Bool) {
      guard let kind = kinds[name] else {
        check.note("`\(option)` names \(name), but no variable is called that.")
        return
      }
      if isNumber, kind != .numeric {
        check.note("`\(option)` names \(name), which is a category; only numbers have an order.")
      }
    }
    for name in monotone.keys.sorted() { require(name, in: "monotone", isNumber: true) }
    for name in edges.keys.sorted() { require(name, in: "edges", isNumber: true) }
    if let start {
      require(start, in: "start", isNumber: true)
      if variables.count == 1 {
        check.note("`start` names \(start), the only variable; trees need others to learn from.")
      }
      if monotone[start] != nil || edges[start] != nil || interactions.joined().contains(start) {
        check.note(
          "`start` names \(start), which trees then do not ask for; leave it out of `monotone`, `edges` and "
            + "`interactions`.")
      }
    }
    for group in interactions {
      if group.isEmpty { check.note("`interactions` hold a group without variables.") }
      for name in group { require(name, in: "interactions", isNumber: false) }
    }
  }
}
