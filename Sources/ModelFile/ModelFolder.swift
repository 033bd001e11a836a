import SystemIO

/// The folder that `churn train` writes: the model, and what people want to know about it.
public enum ModelFolder {
  public static let modelName = "model.churn"
  public static let configurationName = "bank.yaml"
  public static let figuresName = "figures.json"
  public static let variablesName = "variables.csv"
  public static let reportName = "report.html"
  public static let reportContentName = "report.json"
  public static let names = [
    modelName, configurationName, figuresName, variablesName, reportName, reportContentName,
  ]

  /// All files of a model folder.
  public struct Contents: Sendable {
    public var model: ModelDocument
    /// The configuration as used, as YAML.
    public var configuration: String
    /// The figures, as JSON.
    public var figures: [UInt8]
    /// The variables, as CSV.
    public var variables: [UInt8]
    /// The report, as HTML.
    public var report: [UInt8]
    /// What the report says, as JSON; nil: not written.
    public var reportContent: [UInt8]?

    public init(
      model: ModelDocument, configuration: String, figures: [UInt8], variables: [UInt8], report: [UInt8],
      reportContent: [UInt8]? = nil
    ) {
      self.model = model
      self.configuration = configuration
      self.figures = figures
      self.variables = variables
      self.report = report
      self.reportContent = reportContent
    }
  }

  /// Writes all files so that they appear together or not at all; an earlier model of the same place is replaced.
  ///
  /// A folder that holds anything else than a model is not touched. Files that others have put into a model's
  /// folder stay.
  public static func write(_ contents: Contents, to path: String) throws(ModelFileError) {
    let model = try ModelCoder.encode(contents.model, path: FilePath.join(path, modelName))
    do {
      let folder = try AtomicFolder(path: path, marker: modelName)
      try folder.write(model, named: modelName)
      try folder.write(contents.configuration, named: configurationName)
      try folder.write(contents.figures, named: figuresName)
      try folder.write(contents.variables, named: variablesName)
      try folder.write(contents.report, named: reportName)
      if let content = contents.reportContent { try folder.write(content, named: reportContentName) }
      try folder.commit()
    } catch {
      throw ModelFileError(path: path, problem: .file(error))
    }
  }

  /// Finds out before hours of work whether ``write(_:to:)`` may write there.
  public static func checkWritable(_ path: String) throws(ModelFileError) {
    do {
      try AtomicFolder(path: path, marker: modelName).discard()
    } catch {
      throw ModelFileError(path: path, problem: .file(error))
    }
  }

  /// The model's file, where `path` is a model folder or the file itself.
  public static func modelPath(for path: String) -> String {
    FilePath.kind(of: path) == .folder ? FilePath.join(path, modelName) : path
  }
}
