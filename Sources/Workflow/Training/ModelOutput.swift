import Configuration
import ModelFile
import Panel
import Reporting
import SystemIO
import Variables

/// Writes what training gives into the model's folder.
struct ModelOutput {
  let trained: TrainedModel
  let folder: String
  let commandLine: String

  func write() throws {
    let document = document
    let model = try ModelCoder.encode(document, path: FilePath.join(folder, ModelFolder.modelName))
    let report = ReportMaker(trained: trained, name: document.name, commandLine: commandLine).content(
      modelFile: Reproduction.File(path: ModelFolder.modelName, bytes: model.count, crc32: CRC32.of(model)))
    try ModelFolder.write(
      ModelFolder.Contents(
        model: document, configuration: savedConfiguration.yaml(),
        figures: try DeterministicJSON.encode(trained.figures), variables: variables(document),
        report: Array(ReportPage.html(of: report).utf8), reportContent: report.json()),
      to: folder)
  }

  /// The configuration with its files as seen from the model's folder, so that it can be used from there.
  private var savedConfiguration: BankConfiguration {
    trained.configuration.mapPaths { FilePath.relative($0, from: folder) }
  }

  /// The configuration as far as the model depends on it: where the files lay is not part of it, so that the same
  /// data give the same model wherever they are.
  private var learntConfiguration: BankConfiguration {
    trained.configuration.mapPaths { FilePath.name(of: $0) }
  }

  var document: ModelDocument {
    let facts = trained.book.recipes.indices.map { index in
      VariableFacts(
        name: trained.book.recipes[index].name, importance: trained.importance[index],
        usual: trained.usualRanges[index])
    }
    var document = ModelDocument(
      producedBy: ProgramVersion.text, name: FilePath.name(of: folder), kind: trained.kind,
      algorithm: trained.configuration.training.algorithm, seed: trained.configuration.training.seed,
      recipes: trained.book, scoring: trained.model, configuration: learntConfiguration, variables: facts,
      trainedMonths: trained.learntFrom, validationMonths: trained.split?.validation ?? [],
      outOfTimeMonths: trained.split?.outOfTime ?? [], expectedShareLost: trained.expectedShareLost,
      baseRate: trained.baseRate, rounds: trained.rounds)
    document.tierSharesLost = trained.tierSharesLost
    document.calibration = trained.calibration
    document.learntSpreads = trained.learntSpreads
    document.columns = trained.columns.map {
      NeededColumn(name: $0.name, kind: NeededColumn.Kind(rawValue: $0.kind.rawValue) ?? .number)
    }
    (document.label, document.key, document.positive) = (
      trained.labelColumn, trained.keyColumn, trained.positiveLabel
    )
    document.scorecard = trained.scorecard
    return document
  }

  /// The variables as CSV, the most important first.
  private func variables(_ document: ModelDocument) -> [UInt8] {
    var text = "variable,importance,function,columns,months,usual_from,usual_to,splits,auc_fall\n"
    let splits = trained.model.splitCounts
    let order = document.variables.indices.sorted {
      (document.variables[$1].importance, $0) < (document.variables[$0].importance, $1)
    }
    for index in order {
      let (facts, recipe) = (document.variables[index], document.recipes.recipes[index])
      let numbers: [Double?] = [facts.usualFrom, facts.usualTo]
      var cells = [
        facts.name, "\(facts.importance)", recipe.function.rawValue, recipe.columns.joined(separator: " "),
        recipe.months.map(String.init) ?? "",
      ]
      cells += numbers.map { number in number.map { "\($0)" } ?? "" }
      cells.append(splits.map { "\($0[index])" } ?? "")
      cells.append(trained.figures.aucFalls[facts.name].map { "\($0)" } ?? "")
      text += cells.map(ModelOutput.quoted).joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }

  private static func quoted(_ cell: String) -> String {
    cell.contains { ",\"\n\r".contains($0) } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }
}
