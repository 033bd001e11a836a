import Calendar
import Configuration
import Messages
import Panel
import Scoring
import SystemIO
import Tabular
import Variables

/// A model from disk, with what the command line changes of its configuration.
public struct LoadedModel: Sendable {
  public let document: ModelDocument
  private let path: String
  /// CRC-32 of the file.
  public let checksum: UInt32
  /// Size of the file.
  public let bytes: Int

  /// Reads and checks a model.
  ///
  /// - Parameter path: a model's folder, or the file itself.
  public init(path: String) throws {
    let file = ModelFolder.modelPath(for: path)
    document = try ModelCoder.read(file)
    let content = try PlainReader.wholeFile(file, limit: .max / 2)
    (self.path, checksum, bytes) = (file, CRC32.of(content), content.count)
  }

  /// Checks a model that lies in memory as in its file.
  ///
  /// - Parameter path: what errors call it.
  public init(_ content: [UInt8], path: String) throws(ModelFileError) {
    document = try ModelCoder.decode(content, path: path)
    (self.path, checksum, bytes) = (path, CRC32.of(content), content.count)
  }

  /// The model's configuration with the files of this run.
  ///
  /// What the model was trained with (assets, window, floor, loss) stays; a configuration that says otherwise is
  /// refused, because scores would silently mean something else.
  public func configuration(for input: InputSelection) throws -> BankConfiguration {
    var configuration = try checkedConfiguration(for: input)
    configuration.tiers = configuration.tiers.named(in: configuration.language)
    return configuration
  }

  /// Refuses the model's own configuration where its rules keep customers off lists by files, whose paths are as they were
  /// in training.
  public func checkListFiles(of configuration: BankConfiguration, for input: InputSelection) throws(RunError)
  {
    guard input.configurationPath != nil || configuration.list.files.isEmpty else {
      throw RunError(
        "The model “\(document.name)” was trained with rules that keep customers off the list by files "
          + "(\(configuration.list.files.joined(separator: ", "))); give the configuration\(RunInput.configuration.given), so that they "
          + "are found.")
    }
  }

  private func checkedConfiguration(for input: InputSelection) throws -> BankConfiguration {
    let trained = document.configuration
    let isTable = document.kind == .table
    if isTable, input.table == nil {
      throw RunError(
        "The model “\(document.name)” was trained on a ready-made table; give the rows\(RunInput.table.given)."
      )
    }
    if !isTable, input.table != nil {
      throw RunError(
        "The model “\(document.name)” was trained on a panel; give the months\(RunInput.given(.configuration, .panel))."
      )
    }
    if let problem = document.useProblem { throw ModelFileError(path: path, problem: .inconsistent(problem)) }
    try checkKinds(ColumnStatements(input.columns))
    var given = try input.configuration()
    if isTable || input.configurationPath == nil {
      var configuration = trained
      if !isTable { configuration.panel = filled(given.panel, from: trained.panel) }
      configuration.joins = try joins(given.joins)
      if input.configurationPath != nil || input.language != nil { configuration.language = given.language }
      // How cells are read is a matter of the delivery; what variables are made of belongs to the model.
      if input.configurationPath != nil {
        configuration.deliveries = given.deliveries
        (configuration.unreadable, configuration.infinities) = (given.unreadable, given.infinities)
        configuration.missing += given.missing.filter { !trained.missing.contains($0) }
      }
      return configuration
    }
    var differences: [String] = []
    func compare<Value: Equatable>(_ key: String, _ mine: Value, _ theirs: Value) {
      if mine != theirs { differences.append("`\(key)`: \(mine) here, \(theirs) in the model") }
    }
    compare("assets", given.assets, trained.assets)
    compare("window", given.window, trained.window)
    compare("floor", given.floor, trained.floor)
    compare("missing_assets", given.missingAssets.rawValue, trained.missingAssets.rawValue)
    if given.loss != trained.loss { differences.append("`loss`: another definition than in the model") }
    if let own = given.questions[trained.question], own != trained.questions[trained.question] {
      differences.append("`questions.\(trained.question)`: another declaration than in the model")
    }
    let bounds = { (tiers: TierTable) in tiers.tiers.map { [$0.from, $0.nearFrom] } }
    if trained.asked.readsTiers, bounds(given.tiers) != bounds(trained.tiers) {
      differences.append("`tiers`: other amounts than in the model, whose question goes by them")
    }
    guard differences.isEmpty else {
      throw RunError(
        problems: [
          "The configuration differs from the one that the model “\(document.name)” was trained with:"
        ]
          + differences.map { "  \($0)" } + [
            "Train a model with this configuration, or use the model's own bank.yaml."
          ])
    }
    // What its columns are made of belongs to the model.
    (given.training, given.derive, given.joins) = (trained.training, trained.derive, try joins(given.joins))
    return given.asking(asTrained: trained)
  }

  /// The files of this run, joined as they were in training.
  private func joins(_ given: [String: JoinSource]) throws(RunError) -> [String: JoinSource] {
    let trained = document.configuration.joins
    let columns =
      document.columns.map(\.name) + document.configuration.derive.values.flatMap(\.expression.columns)
    let needed = trained.needed(for: columns).sorted()
    let absent = needed.filter { given[$0] == nil }
    if !absent.isEmpty {
      throw RunError(
        "The model “\(document.name)” needs the joins \(absent.map { "“\($0)”" }.joined(separator: ", ")); name their files under `joins:` of a configuration\(RunInput.configuration.given(as: "bank.yaml"))."
      )
    }
    let problems = needed.filter { given[$0]?.withoutFiles != trained[$0]?.withoutFiles }.map {
      "`joins.\($0)` is another join than the one that the model “\(document.name)” was trained with; change its files alone, "
        + "or train a model with it."
    }
    if !problems.isEmpty { throw RunError(problems: problems) }
    return given
  }

  /// A model's columns keep the kinds that it was trained with.
  private func checkKinds(_ statements: ColumnStatements) throws {
    let problems = document.columns.compactMap { column -> String? in
      let kind = column.kind == .text ? "category" : column.kind.rawValue
      guard let said = statements.statement(of: [column.name])?.rawValue, said != kind else { return nil }
      return
        "The model “\(document.name)” was trained with the column “\(column.name)” as \(kind), and it is said to be "
        + "\(said) here; leave that out, or train a model with it."
    }
    if !problems.isEmpty { throw RunError(problems: problems) }
  }

  /// Panel files of the command line, whose columns are called as in the model's own panel.
  private func filled(_ sources: [PanelSource], from trained: [PanelSource]) -> [PanelSource] {
    guard trained.count == 1, let first = trained.first else { return sources }
    return sources.map { source in
      var source = source
      if source.columns.isEmpty {
        (source.columns, source.customer, source.month) = (first.columns, first.customer, first.month)
      }
      return source
    }
  }
}

extension ModelDocument {
  /// The model ready to score, with its calibration.
  public func scorer() throws(ScoringModelError) -> Scorer { try Scorer(scoring, calibration: calibration) }

  /// What the model takes texts for that training never saw; nil where it has no texts.
  public var unseenRule: UnseenRule? {
    guard recipes.recipes.contains(where: \.isCategory) else { return nil }
    guard case .linear(let model) = scoring else { return .missing }
    let hasCategories = model.terms.contains { if case .category = $0 { true } else { false } }
    return hasCategories ? .rareLevels : .missing
  }

  /// The columns that the model needs, as a panel's reader takes them.
  public var panelColumns: [PanelColumn] {
    var thresholds: [String: ThresholdScale] = [:]
    for recipe in recipes.recipes {
      if let found = recipe.thresholds { thresholds[recipe.columns[0]] = ThresholdScale(rising: found) }
    }
    return columns.map { column in
      let kind = ColumnKind(rawValue: column.kind.rawValue) ?? .number
      // Models that do not say it were trained with the same missing texts in all columns.
      let missing =
        column.missing ?? (kind == .text ? MissingTexts.usual.adding(configuration.missing).sorted : nil)
      return PanelColumn(
        name: column.name, kind: kind, missing: missing, format: column.format,
        thresholds: thresholds[column.name])
    }
  }

  /// The usual range of each variable, where it is known.
  public var usualRanges: [ClosedRange<Double>?] { variables.map(\.usual) }
}
