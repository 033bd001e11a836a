import Variables

extension TrainingDistributions {
  /// What is wrong with it, as a sentence; nil where nothing is.
  func problem(variableCount: Int) -> String? {
    guard variables.count == variableCount else {
      return "the training distributions are of \(variables.count) variables, the model has \(variableCount)."
    }
    if let auc, !(0...1).contains(auc) { return "the training AUC is \(auc)." }
    for bins in variables + [score] {
      let isRising = zip(bins.edges, bins.edges.dropFirst()).allSatisfy { $0 < $1 }
      let areFinite = bins.edges.allSatisfy(\.isFinite)
      let areCounts = (bins.counts + [bins.missing]).allSatisfy { $0 >= 0 && $0 <= 1e15 }
      guard bins.counts.count == bins.edges.count + 1, isRising, areFinite, areCounts,
        (bins.usualStability ?? 0) >= 0
      else { return "a training distribution has no sound bins." }
    }
    return nil
  }
}
