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
    let document = trained.document(name: FilePath.name(of: folder))
    let model = try ModelCoder.encode(document, path: FilePath.join(folder, ModelFolder.modelName))
    let report = ReportMaker(trained: trained, name: document.name, commandLine: commandLine).content(
      modelFile: FileStamp(path: ModelFolder.modelName, bytes: model.count, crc32: CRC32.of(model)))
    try ModelFolder.write(
      ModelFolder.Contents(
        model: document, configuration: configuration.yaml(),
        figures: try DeterministicJSON.encode(trained.figures), variables: try variables(document),
        report: Array(ReportPage.html(of: report).utf8), reportContent: report.json()),
      to: folder)
  }

  /// The configuration with its files as seen from the model's folder, so that it can be used from there.
  private var configuration: BankConfiguration {
    trained.configuration.mapPaths { FilePath.relative($0, from: folder) }
  }

  /// The variables as CSV, the most important first.
  private func variables(_ document: ModelDocument) throws -> [UInt8] {
    func cell(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    let splits = document.scoring.splitCounts
    let order = document.variables.indices.sorted {
      (document.variables[$1].importance, $0) < (document.variables[$0].importance, $1)
    }
    return try ByteCollector.table(
      header: [
        "variable", "importance", "function", "columns", "months", "usual_from", "usual_to", "splits",
        "auc_fall",
      ],
      rows: order.map { index in
        let (facts, recipe) = (document.variables[index], document.recipes.recipes[index])
        return [
          facts.name, "\(facts.importance)", recipe.function.rawValue, recipe.columns.joined(separator: " "),
          recipe.months.map(String.init) ?? "", cell(facts.usualFrom), cell(facts.usualTo),
          splits.map { "\($0[index])" } ?? "", cell(trained.figures.aucFalls[facts.name]),
        ]
      })
  }
}
