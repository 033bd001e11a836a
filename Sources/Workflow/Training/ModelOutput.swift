import Configuration
import ModelFile
import Reporting
import SystemIO

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
        figures: try DeterministicJSON.encode(
          trained.figures, language: trained.configuration.language),
        variables: try document.variablesTable(aucFalls: trained.figures.aucFalls),
        report: Array(ReportPage.html(of: report).utf8), reportContent: report.json()),
      to: folder)
  }

  /// The configuration with its files as seen from the model's folder, so that it can be used from there.
  private var configuration: BankConfiguration {
    trained.configuration.mapPaths { FilePath.relative($0, from: folder) }
  }
}
