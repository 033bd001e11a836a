import Calendar
import Scoring
import Tabular
import Variables

extension ExportFormat {
  /// A model of ours in the format, with what it says of itself.
  ///
  /// - Parameter producer: the program that writes, with its version.
  /// - Throws: ``InterchangeError`` for what the format cannot hold.
  public func export(
    _ document: ModelDocument, producer: String
  ) throws(InterchangeError) -> (bytes: [UInt8], remarks: [Remark]) {
    let remarks = remarks(on: document)
    if case .sql(let dialect) = self {
      let writer = try SQLWriter(document, dialect: dialect)
      let bytes = try writer.bytes(
        document.scoring, calibration: document.calibration,
        points: document.scorecard.map { PointScale(base: $0.basePoints, factor: $0.factor) },
        producer: producer, remark: remarks.isEmpty ? nil : remarks.joined(in: .english))
      return (bytes, remarks)
    }
    let bytes = try bytes(
      document.scoring, variables: document.variables.map(\.name), thresholds: document.thresholdScales,
      otherCodes: Self.otherCodes(document), producer: producer,
      remark: remarks.isEmpty ? nil : remarks.joined(in: .english))
    return (bytes, remarks)
  }

  /// The codes that stand for all beyond them.
  private static func otherCodes(_ document: ModelDocument) -> [Int: UInt32] {
    var codes: [Int: UInt32] = [:]
    for (index, recipe) in document.recipes.recipes.enumerated() where recipe.function == .codeOrOther {
      codes[index] = recipe.levelCount.map { UInt32($0 - 1) }
    }
    return codes
  }

  private var writesCalibration: Bool { if case .sql = self { true } else { false } }

  /// What an exported model must say of itself.
  private func remarks(on document: ModelDocument) -> [Remark] {
    var remarks: [Remark] = []
    if let calibration = document.calibration, !writesCalibration {
      remarks.append(
        Remark(
          chinese: "概率未经校准：churn 会校准（\(calibration.method.rawValue)），其他工具不会；客户的先后次序不变。",
          english:
            "The probability is the uncalibrated one: churn corrects it (\(calibration.method.rawValue)), other tools "
            + "do not. The order of customers is the same."))
    }
    let wide = zip(document.variables, document.thresholdScales).filter { !($1?.thresholds.isEmpty ?? true) }
      .map { "“\($0.0.name)”" }
    if comparesFloats, !wide.isEmpty {
      let (names, more) = (wide.prefix(5), wide.count - 5)
      remarks.append(
        Remark(
          chinese: names.joined(separator: "、") + (more > 0 ? "等 \(wide.count) 个" : "")
            + "：churn 按 Float64 比较，该格式只有 Float32；与阈值只差 Float32 末位的取值得分可能不同，PMML 不受影响。",
          english: names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
            + ": churn compares in Float64, the format holds Float32 only. Values within the last digit of a Float32 from a "
            + "threshold may score otherwise; PMML keeps them."))
    }
    let zeros = document.recipes.recipes.filter { $0.function == .nonzero }.map { "“\($0.name)”" }
    if !zeros.isEmpty {
      remarks.append(
        Remark(
          chinese: "\(zeros.joined(separator: "、"))：0 视为缺失，请以缺失值给出。",
          english: "\(zeros.joined(separator: ", ")): zeros count as missing; give them as missing values."))
    }
    let levels = document.recipes.recipes.filter { $0.function.readsLevels }.map { "“\($0.name)”" }
    if !levels.isEmpty {
      let (named, further) = (levels.prefix(5), levels.count - 5)
      let inChinese = named.joined(separator: "、") + (further > 0 ? "等 \(levels.count) 个变量" : "")
      let inEnglish = named.joined(separator: ", ") + (further > 0 ? " and \(further) more" : "")
      remarks.append(
        Remark(
          chinese: "\(inChinese)由 churn 按模型文件中的统计从取值得出；其他工具须直接给入这些数值。",
          english: "\(inEnglish): what churn makes of levels by the statistics in its model file; other "
            + "tools must be given these numbers."))
    }
    return remarks
  }
}

extension SQLWriter {
  /// - Throws: ``InterchangeError`` naming a variable whose cells a database would read otherwise than we do.
  init(_ document: ModelDocument, dialect: SQLDialect) throws(InterchangeError) {
    let used = Set(document.scoring.variablesInUse)
    for (index, recipe) in document.recipes.recipes.enumerated() where used.contains(index) {
      guard recipe.function == .numberCategory || recipe.function == .codeOrOther else { continue }
      throw InterchangeError(
        place: "variable “\(recipe.name)”",
        problem:
          "Its levels are compared as the other tool does, which SQL does not say. Export the model as PMML.")
    }
    self.init(
      dialect: dialect,
      variables: zip(document.recipes.recipes, document.thresholdScales).map { recipe, thresholds in
        SQLVariable(
          name: recipe.name, levels: recipe.levels, thresholds: thresholds, dialect: dialect)
      })
  }
}

extension ScoringModel {
  /// The variables that the model asks for anything.
  fileprivate var variablesInUse: [Int] {
    switch self {
    case .forest(let forest):
      forest.trees.flatMap { $0.nodes.filter { !$0.isLeaf }.map { Int($0.variable) } }
    case .linear(let model): model.terms.map(\.variable)
    }
  }
}
