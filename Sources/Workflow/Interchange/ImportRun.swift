import Calendar
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
  /// Whether all trees are used where the model knows which round of its training was the best.
  public var allTrees: Bool
  /// The rows that the other tool trained it on, for it to be watched and validated as one of our own; empty: not known.
  public var reference: [String]
  /// Of what is said of the model now and, unless it is told another, later; nil: the usual one.
  public var language: Language?

  public init(
    filePath: String, outputPath: String, label: String, key: String?, allTrees: Bool = false,
    reference: [String] = [], language: Language? = nil
  ) {
    (self.filePath, self.outputPath, self.label, self.key) = (filePath, outputPath, label, key)
    (self.allTrees, self.reference, self.language) = (allTrees, reference, language)
  }

  /// Reads the other tool's model and writes one that `churn predict --table` takes.
  public func run(_ context: RunContext) throws -> ImportOutcome {
    try RunFiles(others: [filePath], patterns: reference).check(
      writing: [], folder: (outputPath, [ModelFolder.modelName]))
    try ModelFolder.checkWritable(outputPath)
    let imported: ImportedModel
    do {
      imported = try ImportedModel.read(
        try PlainReader.wholeFile(filePath, limit: 1 << 31), allTrees: allTrees)
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
    var document = imported.document(
      named: FilePath.name(of: outputPath), program: ProgramVersion.text,
      baseRate: Scorer.probability(ofMargin: scorer.expectedMargin))
    (document.label, document.key) = (label, key)
    if !reference.isEmpty { try document.add(trainedOn: reference, context) }
    if let language { document.configuration.language = language }
    let folder = try AtomicFolder(path: outputPath, marker: ModelFolder.modelName)
    try folder.write(
      try ModelCoder.encode(document, path: FilePath.join(outputPath, ModelFolder.modelName)),
      named: ModelFolder.modelName)
    try folder.commit()
    return ImportOutcome(
      tool: imported.tool.rawValue, treeCount: imported.forest.trees.count, rounds: imported.rounds,
      recipes: imported.recipes, path: outputPath, language: document.configuration.language)
  }
}

extension ModelDocument {
  /// Adds what its training rows look like, and what they are known again by.
  ///
  /// How well it does on them says nothing, so no AUC is kept that later ones would be set against.
  fileprivate mutating func add(trainedOn reference: [String], _ context: RunContext) throws {
    let selection = TableSelection(patterns: reference, label: nil, positive: nil, key: key, timeColumn: nil)
    let rows = try score(selection, label: nil, configuration, context)
    trainingDistributions = TrainingDistributions(
      rows.matrix, scores: rows.probabilities, book: recipes, team: context.team)
    trainedRows = TrainedRows(
      rows.table, needed: columns.map(\.name), hasKey: key != nil, team: context.team)
  }
}

/// A model that was taken from another tool.
public struct ImportOutcome: Sendable {
  /// The tool that it is from.
  public let tool: String
  public let treeCount: Int
  /// What is used of a model that knows its best round; nil where there is nothing to choose.
  public let rounds: ImportedModel.Rounds?
  /// How the table's columns become the variables.
  public let recipes: [Recipe]
  /// The folder that it was written to.
  public let path: String
  public let language: Language
}
