import Calendar
import SystemIO
import Variables

/// An analysis as CSV files: a row per variable, per bin, and per variable and period.
public struct AnalysisTables: Sendable {
  let result: AnalysisResult
  let language: Language

  /// - Parameter language: of the sentences and of what bins are called; columns are called the same in all.
  public init(_ result: AnalysisResult, language: Language) {
    (self.result, self.language) = (result, language)
  }

  public func variables() throws(FileError) -> [UInt8] {
    try ByteCollector.table(
      header: [
        "variable", "kind", "verdict", "iv", "grade", "iv_by_chance", "ks", "auc", "gini", "missing_share",
        "bins",
        "shape", "greatest_psi", "cluster", "correlation", "cluster_size", "vif", "vif_among_kept", "why",
      ],
      rows: result.variables.map { variable in
        [
          variable.name, variable.isCategory ? "category" : "number", variable.verdict.choice.rawValue,
          "\(variable.informationValue)", variable.grade.rawValue, "\(variable.chanceValue)",
          "\(variable.ks)",
          "\(variable.auc)", "\(variable.gini)", "\(variable.missingShare)",
          "\(variable.binning.ordinaryCount)", variable.binning.shape.rawValue,
          Self.cell(variable.greatestShift), variable.representative?.name ?? variable.name,
          variable.representative.map { "\($0.correlation)" } ?? "1.0", "\(variable.clusterSize)",
          variable.vif == nil && variable.isSumOfOthers ? "inf" : Self.cell(variable.vif),
          variable.verdict.choice == .drop ? "" : variable.vifAmongKept.map { "\($0)" } ?? "inf",
          variable.verdict.reasons.joined(in: language),
        ]
      })
  }

  public func bins() throws(FileError) -> [UInt8] {
    try ByteCollector.table(
      header: [
        "variable", "bin", "label", "rows", "kept", "lost", "loss_rate", "woe", "woe_standard_error",
        "iv_part",
      ],
      rows: result.variables.flatMap { variable in
        variable.binning.bins.enumerated().map { index, bin in
          [
            variable.name, "\(index + 1)", variable.binning.label(ofBin: index, in: language),
            "\(bin.counts.rows)",
            "\(bin.counts.kept)", "\(bin.counts.lost)", "\(bin.counts.rate)", "\(bin.woe)",
            Self.cell(bin.standardError), "\(bin.informationPart)",
          ]
        }
      })
  }

  public func periods() throws(FileError) -> [UInt8] {
    try ByteCollector.table(
      header: ["variable", "period", "rows", "losses", "missing_share", "psi", "iv", "auc"],
      rows: result.variables.flatMap { variable in
        variable.periods.map { period in
          [
            variable.name, period.name, "\(period.counts.rows)", "\(period.counts.lost)",
            "\(period.missingShare)", Self.cell(period.psi), Self.cell(period.informationValue),
            Self.cell(period.auc),
          ]
        }
      })
  }

  private static func cell(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}
