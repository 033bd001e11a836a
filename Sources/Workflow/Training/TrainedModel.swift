import Calendar
import Configuration
import Learning
import ModelFile
import Panel
import Reporting
import SystemIO
import Variables

/// A trained model with everything that its folder says.
public struct TrainedModel: Sendable {
  /// The configuration that gives this model, with the settings that a search chose.
  var configuration: BankConfiguration
  var book: RecipeBook
  /// The model, with what fitting found out.
  public var fit: ModelFit
  /// How good it is.
  public var figures: Figures
  /// Mean share of the assets that a loss takes.
  var expectedShareLost: Double
  /// Share of losses among all rows.
  var baseRate: Double
  /// First and third quartile of each variable among the rows fitted to; nil for categories and constants.
  var usualRanges: [ClosedRange<Double>?]
  /// The columns that the variables are made of.
  var columns: [PanelColumn]
  /// What to know of the columns that were read.
  public var notes: ColumnNotes
  var source: Source
  /// Snapshot months that the model was fitted to; none for a ready-made table.
  public var trainedMonths: [Month] { if case .panel(let panel) = source { panel.months } else { [] } }
  /// The scores of rows outside of what each fold's model was trained on; nil where no folds were asked for.
  var foldScores: FoldScores?

  /// What a model was trained on.
  enum Source: Sendable {
    case panel(Panel)
    case table(Table)
  }

  /// What only models of a panel have.
  struct Panel: Sendable {
    var cleaning: CleaningReport
    /// Snapshot months that the model was fitted to.
    var months: [Month]
    /// Mean share of the assets that a loss takes in each tier.
    var tierSharesLost: [Double]?
    /// What the event of another question than the loss moves.
    var eventMoney: EventMoney?
    /// How the months fitted to looked.
    var distributions: TrainingDistributions
    /// How these months were delivered.
    var delivery: DeliveryProfile?
  }

  /// What only models of a ready-made table have.
  struct Table: Sendable {
    var report: ReadyTableReport
    var key: String?
    var label: String
    var positive: String?
    /// How the rows fitted to looked.
    var distributions: TrainingDistributions
    /// What the rows are known again by; nil where there are too many of them.
    var trainedRows: TrainedRows?
  }

  /// What was read, as a report shows it.
  var data: DataTables {
    switch source {
    case .panel(let panel): DataTables(panel.cleaning, language: configuration.language)
    case .table(let table): DataTables(table.report, language: configuration.language)
    }
  }

  /// The model as its file says it.
  ///
  /// Where the files lay is not part of it, so that the same data give the same model wherever they are.
  package func document(name: String) -> ModelDocument {
    let training = configuration.training
    var document = ModelDocument(
      producedBy: ProgramVersion.text, name: name, kind: .table, algorithm: training.algorithm,
      seed: training.seed, recipes: book, scoring: fit.model,
      configuration: configuration.mapPaths { FilePath.name(of: $0) },
      variables: book.recipes.indices.map {
        VariableFacts(name: book.recipes[$0].name, importance: fit.importance[$0], usual: usualRanges[$0])
      },
      expectedShareLost: expectedShareLost, baseRate: baseRate, rounds: fit.rounds)
    switch source {
    case .panel(let panel):
      document.kind = .panel
      document.trainedMonths = panel.months
      document.validationMonths = figures.split?.validation ?? []
      document.outOfTimeMonths = figures.split?.outOfTime ?? []
      (document.tierSharesLost, document.eventMoney) = (panel.tierSharesLost, panel.eventMoney)
      document.trainingDistributions = panel.distributions
      document.delivery = panel.delivery
    case .table(let table):
      (document.label, document.key, document.positive) = (table.label, table.key, table.positive)
      (document.trainingDistributions, document.trainedRows) = (table.distributions, table.trainedRows)
    }
    document.columns = columns.map {
      let column = $0.settled(further: configuration.missing)
      return NeededColumn(
        name: column.name, kind: NeededColumn.Kind(rawValue: column.kind.rawValue) ?? .number,
        missing: column.missing, format: column.format, reason: data.reasons[column.name]?.rawValue)
    }
    (document.calibration, document.scorecard, document.parts) = (fit.calibration, fit.scorecard, fit.parts)
    return document
  }
}
