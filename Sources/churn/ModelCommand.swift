import ArgumentParser
import ModelFile
import Reporting
import SystemIO
import Workflow

struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Looks at models, takes them from other tools and gives them to others.",
    subcommands: [Show.self, Import.self, Export.self, Schema.self])

  struct Show: Verb {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows what a model was trained on and what it needs.",
      discussion: """
        Example:
          churn model show models/mine
        """)

    @Argument(help: "The model\'s folder.", completion: .directory)
    var model: String

    @OptionGroup var spoken: LanguageOptions
    @OptionGroup var logging: LogOptions

    func run(_ terminal: Terminal) throws {
      let document = try ModelDescriptionRun(modelPath: model).run()
      let language = spoken.language ?? document.configuration.language
      try terminal.show(ModelWords(document: document, language: language).text, terminator: "")
    }
  }

  struct Import: DataVerb {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Makes a model of one that LightGBM, XGBoost or CatBoost has saved.",
      discussion: """
        Takes LightGBM's text, XGBoost's JSON and UBJSON, CatBoost's JSON. What cannot be represented is
        refused by name. Where the file lists its categories (pandas_categorical, cats,
        cat_features_hash), the table has them as in training; else as codes 0, 1, 2, …

        Example:
          churn model import lightgbm.txt --out models/imported
          churn predict --model models/imported --table features.csv --key id --all --out scores.csv
          churn model import model.json --key id --reference training.csv --out models/imported
        """)

    @Argument(help: "The other tool\'s file.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The folder to write.", valueName: "folder"), completion: .directory)
    var out: String

    @Option(help: ArgumentHelp("The table's column that holds the outcome.", valueName: "column"))
    var label = "label"

    @Option(help: ArgumentHelp("The table's column that names each row.", valueName: "column"))
    var key: String?

    @Flag(
      help:
        "Use all trees, where early stopping found an earlier round the best, whose trees are used otherwise."
    )
    var allTrees = false

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp(
        "The rows that it was trained on: monitor then sets later rows against them, and figures of them are marked as "
          + "such.", valueName: "files"), completion: .file())
    var reference: [String] = []

    @OptionGroup var spoken: LanguageOptions
    @OptionGroup var shared: SharedOptions

    func run(_ terminal: Terminal) throws {
      let run = ImportRun(
        filePath: file, outputPath: out, label: label, key: key, allTrees: allTrees, reference: reference,
        language: spoken.language)
      let outcome = try run.run(shared.context(terminal))
      try terminal.result(outcome.text(in: outcome.language))
    }
  }

  struct Export: Verb {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Writes a model for other tools: XGBoost's JSON, ONNX, PMML, or SQL.",
      discussion: """
        The file takes the model's variables, ready made and in their order (categories as codes); what the bank's
        columns must go through before that is not part of it. What a format cannot hold is refused by name.
        SQL is a query over a table “variables” (categories as texts), with calibrated probabilities.

        Examples:
          churn model export models/mine --format onnx --out mine.onnx
          churn model export models/mine --format xgboost --out mine.json
          churn model export models/mine --format pmml --out mine.pmml
          churn model export models/mine --format sql --dialect postgresql --out mine.sql
        """)

    @Argument(help: "The model\'s folder.", completion: .directory)
    var model: String

    enum Format: String, ExpressibleByArgument, CaseIterable { case xgboost, onnx, pmml, sql }

    @Option(help: "xgboost, onnx, pmml or sql.")
    var format: Format

    @Option(help: "Of SQL: ansi, postgresql, duckdb, sqlite, hive or spark.")
    var dialect: SQLDialect?

    @Option(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
    var out: String

    @OptionGroup var spoken: LanguageOptions
    @OptionGroup var logging: LogOptions

    func validate() throws {
      if format == .sql, dialect == nil {
        throw ValidationError(
          "--format sql needs --dialect: ansi, postgresql, duckdb, sqlite, hive or spark.")
      }
      if format != .sql, dialect != nil { throw ValidationError("--dialect goes with --format sql alone.") }
    }

    private var exportFormat: ExportFormat {
      switch format {
      case .xgboost: .xgboost
      case .onnx: .onnx
      case .pmml: .pmml
      case .sql: .sql(dialect ?? .ansi)
      }
    }

    func run(_ terminal: Terminal) throws {
      let outcome = try ExportRun(modelPath: model, format: exportFormat, outputPath: out).run()
      try terminal.result(outcome.text(in: spoken.language ?? outcome.language))
    }
  }
}

extension ModelCommand {
  struct Schema: Verb {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "Prints what the JSON of reports means, key by key, as JSON Schema.",
      discussion: """
        report is for report.json of a model's folder and for validate --report-json, monitor and comparison are for \
        --out of monitor and compare, record is for the JSON beside a list of predict, list for bank.json of predict --lists, explanation \
        for --out of explain. Later versions may add keys; they take none away.

        Example:
          churn model schema report > report.schema.json
        """)

    @Argument(help: "report, monitor, comparison, record, list or explanation.")
    var kind: JSONSchema

    @OptionGroup var logging: LogOptions

    func run(_ terminal: Terminal) throws { try terminal.show(kind.text, terminator: "") }
  }
}

extension JSONSchema: ExpressibleByArgument {}
extension SQLDialect: ExpressibleByArgument {}
