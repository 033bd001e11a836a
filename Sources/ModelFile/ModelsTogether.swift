import Configuration
import Messages
import Panel
import Tabular

/// Models of several questions that look at one month of one panel together.
public struct ModelsTogether: Sendable {
  /// A model with the configuration of the run, which asks the model's question.
  public struct Part: Sendable {
    public let model: LoadedModel
    public let configuration: BankConfiguration
  }

  /// In the order in which they were given.
  public let parts: [Part]

  /// What has nothing to do with how a panel is read and what is listed of it, or is the model's own.
  private static let ownKeys: Set<String> = ["question", "questions", "training", "binning", "monitor"]

  /// Reads the models.
  ///
  /// - Throws: `RunError` with a sentence where they do not go together: two ask the same question, one was trained on a
  ///   ready-made table, or they were trained with other windows, floors, tiers or columns.
  public init(paths: [String], for input: InputSelection) throws {
    parts = try paths.map { path in
      let model = try LoadedModel(path: path)
      if model.document.kind == .table {
        throw RunError(
          "The model “\(model.document.name)” was trained on a ready-made table, whose rows stand in no month; questions that share "
            + "a month's contacts need models of a panel.")
      }
      let configuration = try model.configuration(for: input)
      try model.checkListFiles(of: configuration, for: input)
      return Part(model: model, configuration: configuration)
    }
    for (index, part) in parts.enumerated() {
      for other in parts[..<index] { try Self.check(other, part, input) }
    }
  }

  private static func check(_ one: Part, _ other: Part, _ input: InputSelection) throws(RunError) {
    let names = "“\(one.model.document.name)” and “\(other.model.document.name)”"
    let question = one.configuration.asked.name
    if question == other.configuration.asked.name {
      throw RunError(
        "The models \(names) both ask the question “\(question)”; give one model for each question.")
    }
    let keys = one.configuration.keysThatDiffer(from: other.configuration, but: ownKeys)
    if !keys.isEmpty {
      throw RunError(
        "The models \(names) cannot share a month's contacts, as they differ in \(keys.map { "`\($0)`" }.joined(separator: ", ")); train them with one configuration\(RunInput.configuration.given(else: " and give it with the models"))."
      )
    }
  }

  /// The columns that the models need together, as a panel's reader takes them.
  ///
  /// - Throws: `RunError` where two of them read a column in different ways.
  public func columns() throws(RunError) -> [PanelColumn] {
    var columns: [PanelColumn] = []
    var places: [String: (index: Int, model: String)] = [:]
    for part in parts {
      for column in part.model.document.panelColumns {
        guard let known = places[column.name] else {
          places[column.name] = (columns.count, part.model.document.name)
          columns.append(column)
          continue
        }
        let format = columns[known.index].format ?? column.format
        columns[known.index].format = format
        var same = column
        same.format = column.format ?? format
        guard same == columns[known.index] else {
          throw RunError(
            "The models “\(known.model)” and “\(part.model.document.name)” read the column “\(column.name)” in different ways "
              + "(\(columns[known.index].kind.rawValue) and \(column.kind.rawValue), or with other texts for missing values); train them on "
              + "the same files with one configuration.")
        }
      }
    }
    return columns
  }
}
