import Calendar
import Configuration
import ModelFile
import Panel
import Retention

/// `churn predict`.
public struct PredictionRun: Sendable {
  public let modelPath: String
  public let input: InputSelection
  /// The snapshot month; nil: the newest.
  public let month: Month?
  public let selection: Selection
  /// The list's order; nil: as the configuration says.
  public let order: ListDefinition.Order?
  /// The list as one file; nil: none.
  public let outputPath: String?
  /// The lists of the bank, its branches and managers as a folder; nil: none.
  public let lists: ListsRequest?
  /// Whether CSV files begin with the mark by which Excel tells UTF-8.
  public let byteOrderMark: Bool
  /// How many of the first entries the summary shows.
  public let shown: Int

  public init(
    modelPath: String, input: InputSelection, month: Month?, selection: Selection,
    order: ListDefinition.Order?,
    outputPath: String?, lists: ListsRequest? = nil, byteOrderMark: Bool = false, shown: Int = 0
  ) {
    self.modelPath = modelPath
    self.input = input
    self.month = month
    self.selection = selection
    self.order = order
    self.outputPath = outputPath
    self.lists = lists
    self.byteOrderMark = byteOrderMark
    self.shown = shown
  }

  /// Writes the list and the record of the run, and returns what to tell of it.
  public func run(_ context: RunContext) throws -> String {
    guard outputPath != nil || lists != nil else {
      throw RunError(
        "Nothing is to be written: name the list's file with --out, or a folder for lists with --lists.")
    }
    let model = try LoadedModel(path: modelPath)
    return try input.table == nil ? runOnPanel(model, context) : runOnTable(model, context)
  }

  func output(_ path: String, _ layout: LossListWriter.Layout) -> ListOutput {
    ListOutput(path: path, layout: layout, byteOrderMark: byteOrderMark)
  }
}

extension InputFile {
  /// The checksum as a number.
  var checksum: UInt32 { UInt32(crc32, radix: 16) ?? 0 }
}
