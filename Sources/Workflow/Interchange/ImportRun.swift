import Configuration
import ModelFile
import Scoring
import SystemIO
import Variables

/// `churn model import`.
public struct ImportRun: Sendable {
  public var filePath: String
  public var outputPath: String
  /// Name of the outcome's column; scoring does not need it.
  public var label: String
  public var key: String?

  public init(filePath: String, outputPath: String, label: String, key: String?) {
    (self.filePath, self.outputPath, self.label, self.key) = (filePath, outputPath, label, key)
  }

  /// Reads the other tool's model and writes one that `churn predict --table` takes.
  public func run() throws -> ImportOutcome {
    try ModelFolder.checkWritable(outputPath)
    let imported: ImportedModel
    do {
      imported = try ImportedModel.read(try PlainReader.wholeFile(filePath, limit: 1 << 31))
    } catch let error as InterchangeError {
      throw error.inFile(filePath)
    }
    let scorer: Scorer
    do {
      scorer = try Scorer(.forest(imported.forest))
    } catch {
      throw InterchangeError(
        path: filePath, place: error.place, problem: "\(error.problem) Export the model again.")
    }
    let document = document(imported, baseRate: Scorer.probability(ofMargin: scorer.expectedMargin))
    let folder = try AtomicFolder(path: outputPath, marker: ModelFolder.modelName)
    try folder.write(
      try ModelCoder.encode(document, path: FilePath.join(outputPath, ModelFolder.modelName)),
      named: ModelFolder.modelName)
    try folder.commit()
    return ImportOutcome(
      tool: imported.tool.rawValue, treeCount: imported.forest.trees.count,
      variableCount: imported.variables.count, path: outputPath)
  }

  private func document(_ imported: ImportedModel, baseRate: Double) -> ModelDocument {
    var codeCounts = [Int](repeating: 0, count: imported.variables.count)
    for tree in imported.forest.trees {
      for node in tree.nodes where !node.isLeaf && node.categorySet >= 0 {
        let greatest = tree.categorySets[Int(node.categorySet)].last.map { Int($0) + 1 } ?? 0
        codeCounts[Int(node.variable)] = max(codeCounts[Int(node.variable)], greatest)
      }
    }
    let categories = imported.categories
    let recipes = imported.variables.enumerated().map { index, name in
      categories.contains(index)
        ? Recipe(
          name: name, function: .category, columns: [name], levels: (0..<codeCounts[index]).map { "\($0)" })
        : Recipe(name: name, function: .level, columns: [name])
    }
    let splits = imported.forest.splitCounts
    let allSplits = Double(max(1, splits.reduce(0, +)))
    var configuration = BankConfiguration()
    configuration.training.algorithm = .trees
    var document = ModelDocument(
      producedBy: "\(ProgramVersion.text), from a model of \(imported.tool.rawValue)",
      name: FilePath.name(of: outputPath), kind: .table, algorithm: .trees, seed: 0,
      recipes: RecipeBook(window: 1, assets: [], recipes: recipes), scoring: .forest(imported.forest),
      configuration: configuration,
      variables: zip(imported.variables, splits).map {
        VariableFacts(name: $0, importance: Double($1) / allSplits)
      },
      expectedShareLost: 1, baseRate: baseRate, rounds: imported.forest.trees.count)
    document.label = label
    document.key = key
    return document
  }
}

/// A model that was taken from another tool.
public struct ImportOutcome: Sendable {
  /// The tool that it is from.
  public let tool: String
  public let treeCount: Int
  public let variableCount: Int
  /// The folder that it was written to.
  public let path: String
}
