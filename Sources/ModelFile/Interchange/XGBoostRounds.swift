/// Which trees of an XGBoost model are used: all, or those up to the round that early stopping found the best, as its own
/// `predict_proba` does.
struct XGBoostRounds {
  let usedTrees: Int
  /// The rounds used and there; nil where the model names no best round before its last.
  let best: ImportedModel.Rounds?

  init(_ learner: LocatedValue, _ model: LocatedValue) throws(InterchangeError) {
    let trees = try model.at("trees").elements().count
    let starts = try Self.starts(model, treeCount: trees)
    let all = starts.count - 1
    guard let attribute = try learner.optional("attributes")?.optional("best_iteration"),
      case let round = try attribute.whole(0...Int(Int32.max)), round + 1 < all
    else {
      (usedTrees, best) = (trees, nil)
      return
    }
    usedTrees = starts[round + 1]
    best = ImportedModel.Rounds(used: round + 1, all: all)
  }

  /// Where each round's trees begin, and their end. A round grows several trees where `num_parallel_tree` says so.
  private static func starts(_ model: LocatedValue, treeCount: Int) throws(InterchangeError) -> [Int] {
    if let listed = try model.optional("iteration_indptr") {
      let starts = try listed.numbers().map { Int(exactly: $0) ?? -1 }
      guard starts.first == 0, starts.last == treeCount,
        zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
      else { throw listed.fail("It does not say where the rounds of \(treeCount) trees begin.") }
      return starts
    }
    let parallel = try model.optional("gbtree_model_param")?.optional("num_parallel_tree")?.number() ?? 1
    let step = max(1, Int(exactly: parallel) ?? 1)
    return Array(stride(from: 0, to: treeCount, by: step)) + [treeCount]
  }
}
